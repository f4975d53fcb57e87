package dev.webhooks.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Writes {@code docs/providers.md} of what the presets say.
 */
final class ProviderDocuments {

	private static final String HEAD = """
			# Providers

			This page is made of the presets; `ProviderDocumentsTests` writes it and fails where it differs from them. A preset
			fills in what `application.yml` leaves out, and each of its keys can be set there, see
			[Configuration](configuration.md). What is marked "not confirmed" was not found on a page of the provider.

			""";

	private static final String TAIL = """
			## How to add a provider: one YAML file and its example

			1. Write `webhook-core/src/main/resources/dev/webhooks/provider/<name>.yml`, in kebab case, with
			   the keys that could stand under `webhooks.providers.<name>`, in the order of the provider's own page. The block
			   `about` is what this page shows; what is not on a page of the provider is a caveat.
			2. Copy a request from the provider's page to `webhook-spring-boot-autoconfigure/src/test/resources/presets/<name>.yml`, with
			   the types, the id and the time of the events in it. `PresetExamplesTests` signs it, receives it, and forges it; there is no code to write.
			3. Add a known answer of the provider to the vectors, if it publishes one, and a test to `SignedBodyTrapsTests` for
			   what receivers get wrong.
			4. Write this page anew: `%s`.

			Java code is written only for what the keys cannot say, and then for all providers.
			""";

	static final String COMMAND = "mvn -q -pl webhook-spring-boot-autoconfigure -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=ProviderDocumentsTests "
			+ "-Dtests.docs.write=true";

	private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");

	private final StringBuilder page = new StringBuilder();

	private ProviderDocuments() {
	}

	static String of(List<PresetFile> presets) {
		List<PresetFile> sorted = presets.stream()
			.sorted(Comparator.comparing(ProviderDocuments::title, String.CASE_INSENSITIVE_ORDER))
			.toList();
		ProviderDocuments documents = new ProviderDocuments();
		documents.page.append(HEAD);
		documents.overview(sorted);
		sorted.forEach(documents::section);
		documents.page.append(TAIL.formatted(COMMAND));
		return documents.page.toString();
	}

	private static String title(PresetFile preset) {
		return Objects.requireNonNull(preset.properties().getAbout().getTitle());
	}

	private void overview(List<PresetFile> presets) {
		this.page.append("| Preset | Provider | Verified by | Body |\n|---|---|---|---|\n");
		for (PresetFile preset : presets) {
			this.page.append("| [`%s`](#%s) | %s | %s | %s |\n".formatted(preset.name(), preset.name(),
					escape(title(preset)), verifiedBy(preset.properties()),
					preset.properties().isBodyUnsigned() ? "not signed" : "signed"));
		}
		this.page.append('\n');
	}

	private void section(PresetFile preset) {
		ProviderProperties properties = preset.properties();
		AboutProperties about = properties.getAbout();
		this.page.append("## %s\n\n[%s](%s)\n\n".formatted(preset.name(), title(preset), about.getUrl()));
		this.page.append("| | |\n|---|---|\n");
		row("Secret", escape(String.valueOf(about.getSecret())));
		row("Verified by", verifiedBy(properties));
		row("Where", where(properties));
		row("Signed", signed(properties));
		row("Required", code(properties.getSignature().getRequire()));
		row("Time", time(properties));
		row("Methods", properties.getMethods().equals(List.of("POST")) ? null : code(properties.getMethods()));
		row("Type", code(properties.getEvent().getType()));
		row("Id", code(properties.getEvent().getId()));
		row("Replay", replay(properties));
		row("Batch", batch(properties));
		row("Handshake",
				properties.getHandshakes()
					.stream()
					.map(ProviderDocuments::handshake)
					.collect(Collectors.joining("<br>")));
		row("Answer", answer(properties));
		row("Refusal", refusal(properties));
		row("Retries", escape(String.valueOf(about.getRetries())));
		this.page.append('\n');
		about.getCaveats().forEach((caveat) -> this.page.append("- ").append(caveat).append('\n'));
		this.page.append(about.getCaveats().isEmpty() ? "" : "\n");
	}

	private void row(String name, @Nullable String value) {
		if (StringUtils.hasText(value)) {
			this.page.append("| %s | %s |\n".formatted(name, value));
		}
	}

	private static String verifiedBy(ProviderProperties properties) {
		SignatureProperties signature = properties.getSignature();
		String algorithm = orElse(signature.getAlgorithm(), "sha256").toUpperCase(Locale.ROOT);
		String encoding = ", " + orElse(signature.getEncoding(), "hex");
		return switch (signature.getScheme()) {
			case "hmac" -> "HMAC-" + algorithm + encoding;
			case "hash" -> algorithm + encoding;
			case "ecdsa" -> "ECDSA with " + algorithm + encoding;
			case "ed25519" -> "Ed25519" + encoding;
			case "token" -> "a token";
			case "jwt" -> "a JSON Web Token, " + algorithm;
			case "certificate", "sns" -> "a certificate that the request names";
			case "basic" -> "user name and password";
			default -> "`" + signature.getScheme() + "`";
		};
	}

	private static String where(ProviderProperties properties) {
		SignatureProperties signature = properties.getSignature();
		List<String> places = new ArrayList<>();
		signature.getHeader().forEach((name) -> places.add("header `" + name + "`"));
		signature.getLocation().forEach((locator) -> places.add("`" + escape(locator) + "`"));
		if (signature.getScheme().equals("basic")) {
			places.add("header `Authorization`");
		}
		String each = (signature.getEach() != null) ? " in each item of `" + signature.getEach() + "`" : "";
		String format = (signature.getFormat() != null) ? ", as `" + escape(signature.getFormat()) + "`" : "";
		return String.join(" or ", places) + format + each;
	}

	private static @Nullable String signed(ProviderProperties properties) {
		SignatureProperties signature = properties.getSignature();
		if (List.of("token", "basic").contains(signature.getScheme())) {
			return "nothing";
		}
		if (signature.getScheme().equals("jwt")) {
			return "the claims " + code(List.copyOf(signature.getJwt().getClaims().keySet()));
		}
		if (!List.of("certificate", "hmac", "hash", "ecdsa", "ed25519").contains(signature.getScheme())) {
			return null;
		}
		List<String> contents = new ArrayList<>(List.of(orElse(signature.getContent(), "{body}")));
		contents.addAll(signature.getAlternativeContents());
		return contents.stream()
			.map((content) -> "`" + escape(content.replace("\n", "\\n")) + "`")
			.collect(Collectors.joining(" or "));
	}

	private static @Nullable String time(ProviderProperties properties) {
		SignatureProperties signature = properties.getSignature();
		boolean timed = !signature.getTimestamp().isEmpty()
				|| orElse(signature.getFormat(), "").contains("{timestamp}");
		if (!timed) {
			return null;
		}
		Duration tolerance = orElse(signature.getTolerance(), Duration.ofMinutes(5));
		String unit = (signature.getTimestampUnit() != null)
				? signature.getTimestampUnit().name().toLowerCase(Locale.ROOT) : "seconds";
		String where = signature.getTimestamp().isEmpty() ? "" : code(signature.getTimestamp()) + ", ";
		return where + unit + ", within " + tolerance.toSeconds() + " s";
	}

	/** What keeps a request from being sent once more by whoever has seen it. */
	private static @Nullable String replay(ProviderProperties properties) {
		SignatureProperties signature = properties.getSignature();
		if (List.of("token", "basic").contains(signature.getScheme())) {
			return "nothing is signed: whoever has seen a request can send any other";
		}
		if (signature.getScheme().equals("jwt")) {
			return null;
		}
		if (time(properties) != null && isSigned(properties, "{timestamp}", signature.getTimestamp())) {
			return "refused when it is older or younger than the time allows";
		}
		List<String> unsigned = properties.getEvent()
			.getId()
			.stream()
			.filter((id) -> !isSigned(properties, "{id}", List.of(id)))
			.toList();
		return unsigned.isEmpty() ? "answered as a duplicate for as long as its id is remembered"
				: "not recognised under another id, because " + code(unsigned) + " is not signed";
	}

	private static boolean isSigned(ProviderProperties properties, String placeholder, List<String> locators) {
		String content = orElse(properties.getSignature().getContent(), "{body}");
		List<String> places = locators.stream()
			.flatMap((locator) -> locator.contains("{")
					? PLACE.matcher(locator).results().map((place) -> place.group(1)) : Stream.of(locator))
			.toList();
		return content.contains(placeholder) || (!places.isEmpty() && places.stream()
			.allMatch((place) -> content.contains("{" + place + "}")
					|| (content.contains("{url") && place.startsWith("query:"))
					|| (!properties.isBodyUnsigned() && place.matches("(body|form|method).*"))));
	}

	private static @Nullable String batch(ProviderProperties properties) {
		String split = properties.getEvent().getSplit();
		return (split != null) ? "each item of `" + split + "` is an event" : null;
	}

	private static String handshake(HandshakeProperties handshake) {
		String when = handshake.getWhen().isEmpty() ? "" : " with " + code(handshake.getWhen());
		ResponseProperties response = handshake.getResponse();
		String body = (response.getBody() != null) ? " `" + escape(response.getBody()) + "`" : "";
		String headers = response.getHeaders().isEmpty() ? ""
				: " with the headers " + code(List.copyOf(response.getHeaders().keySet()));
		return (handshake.isSigned() ? "signed " : "") + handshake.getMethod() + when + ": " + response.getStatus()
				+ body + headers;
	}

	private static @Nullable String answer(ProviderProperties properties) {
		ResponseProperties response = properties.getResponse();
		if (response == null) {
			return null;
		}
		String body = (response.getBody() != null) ? " `" + escape(response.getBody()) + "`" : " without a body";
		return response.getStatus() + body;
	}

	private static @Nullable String refusal(ProviderProperties properties) {
		boolean usual = properties.getRefusalStatus() == 401 && properties.isProblemDetails();
		return usual ? null : properties.getRefusalStatus() + (properties.isProblemDetails() ? "" : " without a body");
	}

	private static String code(List<String> texts) {
		return texts.stream().map((text) -> "`" + escape(text) + "`").collect(Collectors.joining(", "));
	}

	private static String escape(String text) {
		return text.replace("|", "\\|");
	}

	private static <T> T orElse(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

}
