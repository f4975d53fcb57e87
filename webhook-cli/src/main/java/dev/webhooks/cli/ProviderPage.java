package dev.webhooks.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.provider.SecretOptions;
import dev.webhooks.cli.terminal.Report;
import dev.webhooks.cli.terminal.Style;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.provider.preset.Preset;
import dev.webhooks.provider.settings.AboutSettings;
import dev.webhooks.provider.settings.EndpointSettings;
import dev.webhooks.provider.settings.EventSettings;
import dev.webhooks.provider.settings.HandshakeSettings;
import dev.webhooks.provider.settings.ProviderSettings;

/**
 * All that is to be known of one provider before a listener is written for it.
 *
 * @param preset its preset
 * @param events names of events of which there is a fixture
 * @param yamlOnly whether nothing but the YAML is shown
 */
record ProviderPage(Preset preset, List<String> events, boolean yamlOnly) implements Report {

	private static final int SHOWN = 6;

	@Override
	public Object json() {
		Map<String, Object> tree = new LinkedHashMap<>(facts());
		tree.put("events", this.events);
		tree.put("caveats", this.preset.settings().about().caveats());
		tree.put("yaml", yaml());
		tree.put("listener", listener());
		return tree;
	}

	private Map<String, String> facts() {
		ProviderSettings settings = this.preset.settings();
		AboutSettings about = settings.about();
		EventSettings event = settings.event();
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("name", this.preset.name());
		put(facts, "title", about.title());
		put(facts, "url", about.url());
		put(facts, "secret", about.secret());
		put(facts, "verifiedBy", SignatureText.verifiedBy(settings));
		put(facts, "signature", SignatureText.where(settings));
		put(facts, "signed", SignatureText.content(settings));
		put(facts, "time", SignatureText.time(settings));
		put(facts, "endpoint", String.join(", ", settings.endpoint().methods()) + " " + path(settings));
		put(facts, "type", String.join(" or ", event.type()));
		put(facts, "id", String.join(" or ", event.id()));
		put(facts, "occurredAt", String.join(" or ", event.occurredAt()));
		put(facts, "batch", (event.split() != null) ? "each item of " + event.split() + " is an event" : null);
		put(facts, "tests", settings.handshakes().stream().map(ProviderPage::test).collect(Collectors.joining("; ")));
		put(facts, "retries", about.retries());
		return facts;
	}

	private static void put(Map<String, String> facts, String name, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			facts.put(name, value);
		}
	}

	private String path(ProviderSettings settings) {
		String path = settings.endpoint().path();
		return (path != null) ? path : EndpointSettings.BASE_PATH + "/" + this.preset.name();
	}

	private static String test(HandshakeSettings handshake) {
		String when = handshake.when().isEmpty() ? "" : " with " + String.join(", ", handshake.when());
		return (handshake.signed() ? "signed " : "") + handshake.method() + when + ", answered "
				+ handshake.response().status();
	}

	/**
	 * Configuration to paste: the secret, and what else has to be set.
	 */
	String yaml() {
		ProviderSettings settings = this.preset.settings();
		String variable = SecretOptions.variableOf(this.preset.name());
		List<String> lines = new ArrayList<>(List.of("webhooks:", "  providers:", "    " + this.preset.name() + ":"));
		lines.add("      secret: ${" + variable + "}");
		RequiredKeys.of(this.preset).forEach((key, value) -> lines.add("      " + key + ": " + value));
		if (settings.handshakes().stream().anyMatch((test) -> test.verifyToken() != null)) {
			lines.add("      verify-token: ${" + variable.replaceFirst("_SECRET$", "_VERIFY_TOKEN") + "}");
		}
		return String.join("\n", lines) + "\n";
	}

	/**
	 * A listener to paste.
	 */
	private String listener() {
		return """
				@WebhookListener(provider = "%s", events = "%s")
				void received(@WebhookPayload JsonNode payload, WebhookEvent event) {
					// the payload is the document in the body, event.id() tells duplicates
				}
				""".formatted(this.preset.name(), this.events.isEmpty() ? "*" : this.events.get(0));
	}

	@Override
	public void print(Terminal terminal) {
		if (this.yamlOnly) {
			terminal.println(yaml().stripTrailing());
			return;
		}
		facts().forEach((name, value) -> terminal.println(terminal.styled(Style.BOLD, label(name)) + value));
		if (!this.events.isEmpty()) {
			String more = (this.events.size() > SHOWN) ? ", ... (webhook events " + this.preset.name() + ")" : "";
			terminal.println(terminal.styled(Style.BOLD, label("events"))
					+ String.join(", ", this.events.subList(0, Math.min(SHOWN, this.events.size()))) + more);
		}
		this.preset.settings().about().caveats().forEach((caveat) -> terminal.println("- " + caveat));
		terminal.println("\n" + terminal.styled(Style.FAINT, "# application.yml"));
		terminal.println(yaml());
		terminal.println(terminal.styled(Style.FAINT, "// a listener"));
		terminal.println(listener().stripTrailing());
	}

	private static String label(String name) {
		String words = switch (name) {
			case "verifiedBy" -> "verified by";
			case "occurredAt" -> "occurred at";
			default -> name;
		};
		return words + " ".repeat(13 - words.length());
	}

}
