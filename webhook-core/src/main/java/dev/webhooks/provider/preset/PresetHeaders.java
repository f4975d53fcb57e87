package dev.webhooks.provider.preset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

import dev.webhooks.Internal;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.provider.settings.EventSettings;
import dev.webhooks.provider.settings.ProviderSettings;

/**
 * The headers by which the providers of the presets sign and say what happened, which
 * tell whose a request is.
 */
@Internal
public final class PresetHeaders {

	/** Says nothing of who sends it. */
	private static final String AUTHORIZATION = "authorization";

	private static final Pattern LOCATOR = Pattern.compile("header:([A-Za-z0-9_-]+)");

	private static final SingletonSupplier<Map<String, PresetHeaders>> PRESETS = SingletonSupplier
		.of(PresetHeaders::read);

	private final List<String> signature;

	private final Collection<String> event;

	private PresetHeaders(List<String> signature, Collection<String> event) {
		this.signature = signature;
		this.event = event;
	}

	/**
	 * Tells whose signature a request carries. The presets are read when this is first
	 * asked.
	 * @param headers the headers of the request
	 * @return the header and the presets that have it, or {@code null} if there is none
	 */
	public static @Nullable String ownerOf(WebhookHeaders headers) {
		int most = 0;
		String header = null;
		List<String> owners = new ArrayList<>();
		for (Map.Entry<String, PresetHeaders> preset : PRESETS.obtain().entrySet()) {
			String found = preset.getValue().signatureIn(headers);
			int alike = (found != null) ? 1 + preset.getValue().eventsIn(headers) : 0;
			if (alike > most) {
				owners.clear();
				header = found;
				most = alike;
			}
			if (alike == most && found != null) {
				owners.add(preset.getKey());
			}
		}
		return (header != null) ? "the header %s, as of preset %s".formatted(header, String.join(" or ", owners))
				: null;
	}

	private @Nullable String signatureIn(WebhookHeaders headers) {
		return this.signature.stream().filter((name) -> headers.first(name) != null).findFirst().orElse(null);
	}

	private int eventsIn(WebhookHeaders headers) {
		return (int) this.event.stream().filter((name) -> headers.first(name) != null).count();
	}

	private static Map<String, PresetHeaders> read() {
		Map<String, PresetHeaders> headers = new TreeMap<>();
		Presets presets = new Presets();
		presets.names().forEach((name) -> headers.put(name, of(presets.get(name).settings())));
		return headers;
	}

	private static PresetHeaders of(ProviderSettings settings) {
		List<String> signature = settings.signature().header().stream().filter(PresetHeaders::isTelling).toList();
		EventSettings event = settings.event();
		Set<String> others = new LinkedHashSet<>();
		Stream.concat(event.type().stream(), event.id().stream())
			.map(LOCATOR::matcher)
			.forEach((matcher) -> matcher.results().forEach((found) -> others.add(found.group(1))));
		return new PresetHeaders(signature, others);
	}

	private static boolean isTelling(String header) {
		return !header.toLowerCase(Locale.ROOT).equals(AUTHORIZATION);
	}

}
