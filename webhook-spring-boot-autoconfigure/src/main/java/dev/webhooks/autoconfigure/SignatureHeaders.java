package dev.webhooks.autoconfigure;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.provider.preset.Presets;

/**
 * Knows by which headers the providers of the presets sign, and tells whose signature a
 * request carries. Reads the presets when it is first asked.
 */
final class SignatureHeaders implements Function<WebhookHeaders, @Nullable String> {

	/** Says nothing of who sends it. */
	private static final String AUTHORIZATION = "authorization";

	private final Supplier<Map<String, Set<String>>> presets = SingletonSupplier.of(SignatureHeaders::read);

	@Override
	public @Nullable String apply(WebhookHeaders headers) {
		for (Map.Entry<String, Set<String>> entry : this.presets.get().entrySet()) {
			if (headers.first(entry.getKey()) != null) {
				return "the header %s, as of preset %s".formatted(entry.getKey(),
						String.join(" or ", entry.getValue()));
			}
		}
		return null;
	}

	private static Map<String, Set<String>> read() {
		Map<String, Set<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		Presets presets = new Presets();
		for (String name : presets.names()) {
			presets.get(name)
				.settings()
				.signature()
				.header()
				.stream()
				.filter(SignatureHeaders::isTelling)
				.forEach((header) -> headers.computeIfAbsent(header, (key) -> new TreeSet<>()).add(name));
		}
		return headers;
	}

	private static boolean isTelling(String header) {
		return !header.toLowerCase(Locale.ROOT).equals(AUTHORIZATION);
	}

}
