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

import dev.webhooks.provider.settings.AboutSettings;
import dev.webhooks.provider.settings.ClosedValues;
import dev.webhooks.provider.settings.HandshakeSettings;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.RefusalSettings;
import dev.webhooks.provider.settings.ResponseSettings;
import dev.webhooks.provider.settings.SignatureSettings;
import dev.webhooks.signature.SignatureEncoding;
import dev.webhooks.signature.callback.CallbackSettings;

/**
 * Writes {@code docs/providers.md} of what the presets say.
 */
final class ProviderDocuments {

	private static final String HEAD = """
			# Providers

			This page is made of the presets; `ProviderDocumentsTests` writes it and fails where it differs from them. A preset
			fills in what `application.yml` leaves out, and each of its keys can be set there, see
			[Configuration](configuration.md). What is marked "not confirmed" was not found on a page of the provider.

			For the most used ones there are a listener, the answer where the provider expects one, and a request that you can sign and send
			yourself, with the secret in the variable of the environment that it names: %s.

			""";

	private static final String TAIL = """
			## How to add a provider: one YAML file and its example

			1. Write `webhook-core/src/main/resources/dev/webhooks/provider/preset/<name>.yml`, in kebab case, with
			   the keys that could stand under `webhooks.providers.<name>`, in the order of the provider's own page. The block
			   `about` is what this page shows; what is not on a page of the provider is a caveat.
			2. Copy a request from the provider's page to `webhook-test/src/main/resources/dev/webhooks/test/presets/<name>.yml`, with
			   the types, the id and the time of the events in it. `PresetExamplesTests` signs it, receives it, and forges it; there is no code to write.
			3. Add a known answer of the provider to the vectors, if it publishes one, and a test to `SignedBodyTrapsTests` for
			   what receivers get wrong.
			4. Write this page anew: `%s`.
			5. Have editors offer the name: add it to `webhooks.providers.keys` in
			   `webhook-spring-boot-autoconfigure/src/main/resources/META-INF/additional-spring-configuration-metadata.json`.

			Java code is written only for what the keys cannot say, and then for all providers.
			""";

	static final String COMMAND = "mvn -q -pl webhook-spring-boot-autoconfigure -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=ProviderDocumentsTests "
			+ "-Dtests.docs.write=true";

	private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");

	private final StringBuilder page = new StringBuilder();

	private final ProviderGuides guides;

	private ProviderDocuments(ProviderGuides guides) {
		this.guides = guides;
	}

	/**
	 * Writes the page.
	 * @param presets the presets
	 * @param guides what is written by hand, which stays
	 */
	static String of(List<PresetFile> presets, ProviderGuides guides) {
		List<PresetFile> sorted = presets.stream()
			.sorted(Comparator.comparing(ProviderDocuments::title, String.CASE_INSENSITIVE_ORDER))
			.toList();
		ProviderDocuments documents = new ProviderDocuments(guides);
		documents.page.append(HEAD.formatted(guides.links()));
		documents.overview(sorted);
		sorted.forEach(documents::section);
		documents.page.append(TAIL.formatted(COMMAND));
		return documents.page.toString();
	}

	private static String title(PresetFile preset) {
		return Objects.requireNonNull(preset.settings().about().title());
	}

	private void overview(List<PresetFile> presets) {
		this.page.append("| Preset | Provider | Verified by | Body |\n|---|---|---|---|\n");
		for (PresetFile preset : presets) {
			this.page.append("| [`%s`](#%s) | %s | %s | %s |\n".formatted(preset.name(), preset.name(),
					escape(title(preset)), verifiedBy(preset.settings()), covered(preset.settings())));
		}
		this.page.append('\n');
	}

	private void section(PresetFile preset) {
		ProviderSettings settings = preset.settings();
		AboutSettings about = settings.about();
		this.page.append("## %s\n\n[%s](%s)\n\n".formatted(preset.name(), title(preset), about.url()));
		this.page.append("| | |\n|---|---|\n");
		row("Secret", escape(String.valueOf(about.secret())));
		row("Verified by", verifiedBy(settings));
		row("Where", where(settings));
		row("Signed", signed(settings));
		row("Asked", asked(settings.signature().callback()));
		row("Required", code(settings.signature().require()));
		row("Time", time(settings));
		row("Methods",
				settings.endpoint().methods().equals(List.of("POST")) ? null : code(settings.endpoint().methods()));
		row("Type", code(settings.event().type()));
		row("Id", code(settings.event().id()));
		row("Replay", replay(settings));
		row("Batch", batch(settings));
		row("Handshake",
				settings.handshakes().stream().map(ProviderDocuments::handshake).collect(Collectors.joining("<br>")));
		row("Answer", answer(settings));
		row("Refusal", refusal(settings));
		row("Retries", escape(String.valueOf(about.retries())));
		this.page.append('\n');
		about.caveats().forEach((caveat) -> this.page.append("- ").append(caveat).append('\n'));
		this.page.append(about.caveats().isEmpty() ? "" : "\n");
		this.page.append(this.guides.of(preset));
	}

	private void row(String name, @Nullable String value) {
		if (StringUtils.hasText(value)) {
			this.page.append("| %s | %s |\n".formatted(name, value));
		}
	}

	private static String covered(ProviderSettings settings) {
		return settings.bodyUnsigned() ? "not signed" : isAsked(settings) ? "confirmed" : "signed";
	}

	private static boolean isAsked(ProviderSettings settings) {
		return !settings.signature().callback().isUnset();
	}

	private static String verifiedBy(ProviderSettings settings) {
		return isAsked(settings) ? schemeOf(settings.signature()) + ", and then by asking the provider"
				: schemeOf(settings.signature());
	}

	private static String schemeOf(SignatureSettings signature) {
		String algorithm = orElse(signature.algorithm(), "sha256").toUpperCase(Locale.ROOT);
		String encoding = ", " + ClosedValues.nameOf(orElse(signature.encoding(), SignatureEncoding.HEX));
		return switch (signature.scheme()) {
			case "hmac" -> "HMAC-" + algorithm + encoding;
			case "hash" -> algorithm + encoding;
			case "rsa" -> "RSA with " + algorithm + encoding;
			case "ecdsa" -> "ECDSA with " + algorithm + encoding;
			case "ed25519" -> "Ed25519" + encoding;
			case "token" -> "a token";
			case "jwt" -> "a JSON Web Token, " + algorithm;
			case "certificate", "sns" -> "a certificate that the request names";
			case "basic" -> "user name and password";
			default -> "`" + signature.scheme() + "`";
		};
	}

	private static String where(ProviderSettings settings) {
		SignatureSettings signature = settings.signature();
		List<String> places = new ArrayList<>();
		signature.header().forEach((name) -> places.add("header `" + name + "`"));
		signature.location().forEach((locator) -> places.add("`" + escape(locator) + "`"));
		if (signature.scheme().equals("basic")) {
			places.add("header `Authorization`");
		}
		String each = (signature.each() != null) ? " in each item of `" + signature.each() + "`" : "";
		String format = (signature.format() != null) ? ", as `" + escape(signature.format()) + "`" : "";
		return String.join(" or ", places) + format + each;
	}

	private static @Nullable String signed(ProviderSettings settings) {
		SignatureSettings signature = settings.signature();
		if (List.of("token", "basic").contains(signature.scheme())) {
			return "nothing";
		}
		if (signature.scheme().equals("jwt")) {
			return "the claims " + code(List.copyOf(signature.jwt().claims().keySet()));
		}
		if (!List.of("certificate", "hmac", "hash", "rsa", "ecdsa", "ed25519").contains(signature.scheme())) {
			return null;
		}
		List<String> contents = new ArrayList<>(List.of(orElse(signature.content(), "{body}")));
		contents.addAll(signature.alternativeContents());
		return contents.stream()
			.map((content) -> "`" + escape(content.replace("\n", "\\n")) + "`")
			.collect(Collectors.joining(" or "));
	}

	private static @Nullable String asked(CallbackSettings callback) {
		if (callback.url() == null) {
			return null;
		}
		String compared = callback.matching().isEmpty() ? "" : ", compared in " + code(callback.matching());
		String unless = callback.unless().isEmpty() ? "" : ", unless " + code(callback.unless());
		return "`" + callback.url() + "`" + compared + unless;
	}

	private static @Nullable String time(ProviderSettings settings) {
		SignatureSettings signature = settings.signature();
		boolean timed = !signature.timestamp().isEmpty() || orElse(signature.format(), "").contains("{timestamp}");
		if (!timed) {
			return null;
		}
		Duration tolerance = orElse(signature.tolerance(), Duration.ofMinutes(5));
		String unit = (signature.timestampUnit() != null) ? signature.timestampUnit().name().toLowerCase(Locale.ROOT)
				: "seconds";
		String where = signature.timestamp().isEmpty() ? "" : code(signature.timestamp()) + ", ";
		return where + unit + ", within " + tolerance.toSeconds() + " s";
	}

	/** What keeps a request from being sent once more by anybody who has seen it. */
	private static @Nullable String replay(ProviderSettings settings) {
		SignatureSettings signature = settings.signature();
		if (List.of("token", "basic").contains(signature.scheme()) && !isAsked(settings)) {
			return "nothing is signed: anybody who has seen a request can send any other";
		}
		if (signature.scheme().equals("jwt")) {
			return null;
		}
		if (time(settings) != null && isSigned(settings, "{timestamp}", signature.timestamp())) {
			return "refused when it is older or younger than the time allows";
		}
		List<String> unsigned = settings.event()
			.id()
			.stream()
			.filter((id) -> !isSigned(settings, "{id}", List.of(id)))
			.toList();
		return unsigned.isEmpty() ? "answered as a duplicate for as long as its id is remembered"
				: "not recognised under another id, because " + code(unsigned) + " is not signed";
	}

	private static boolean isSigned(ProviderSettings settings, String placeholder, List<String> locators) {
		String content = orElse(settings.signature().content(), "{body}");
		List<String> places = locators.stream()
			.flatMap((locator) -> locator.contains("{")
					? PLACE.matcher(locator).results().map((place) -> place.group(1)) : Stream.of(locator))
			.toList();
		return content.contains(placeholder) || (!places.isEmpty() && places.stream()
			.allMatch((place) -> content.contains("{" + place + "}")
					|| (content.contains("{url") && place.startsWith("query:"))
					|| (!settings.bodyUnsigned() && place.matches("(body|form|method).*"))));
	}

	private static @Nullable String batch(ProviderSettings settings) {
		String split = settings.event().split();
		return (split != null) ? "each item of `" + split + "` is an event" : null;
	}

	private static String handshake(HandshakeSettings handshake) {
		String when = handshake.when().isEmpty() ? "" : " with " + code(handshake.when());
		ResponseSettings response = handshake.response();
		String body = (response.body() != null) ? " `" + escape(response.body()) + "`" : "";
		String headers = response.headers().isEmpty() ? ""
				: " with the headers " + code(List.copyOf(response.headers().keySet()));
		return (handshake.signed() ? "signed " : "") + handshake.method() + when + ": " + response.status() + body
				+ headers;
	}

	private static @Nullable String answer(ProviderSettings settings) {
		ResponseSettings response = settings.response();
		if (response == null) {
			return null;
		}
		String body = (response.body() != null) ? " `" + escape(response.body()) + "`" : " without a body";
		return response.status() + body;
	}

	private static @Nullable String refusal(ProviderSettings settings) {
		RefusalSettings refusal = settings.refusal();
		return refusal.equals(RefusalSettings.DEFAULT) ? null
				: refusal.status() + ("".equals(refusal.body()) ? " without a body" : "");
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
