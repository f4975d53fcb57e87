package dev.webhooks.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code docs/providers.md} has of some providers that is written by hand: what
 * begins with a heading of its own within a section.
 */
final class ProviderGuides {

	private static final Pattern SECTION = Pattern.compile("^## (\\S+)\n(.*?)(?=^## )",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern GUIDE = Pattern.compile("^### ([^\n]+)\n.*", Pattern.MULTILINE | Pattern.DOTALL);

	private final Map<String, String> texts = new LinkedHashMap<>();

	private final Map<String, String> links = new LinkedHashMap<>();

	private ProviderGuides() {
	}

	/**
	 * Finds the guides of a page.
	 * @param page the page as it is
	 */
	static ProviderGuides of(String page) {
		ProviderGuides guides = new ProviderGuides();
		Matcher section = SECTION.matcher(page);
		while (section.find()) {
			Matcher guide = GUIDE.matcher(section.group(2));
			if (guide.find()) {
				guides.texts.put(section.group(1), guide.group());
				guides.links.put(section.group(1), "[`%s`](#%s)".formatted(section.group(1),
						guide.group(1).toLowerCase(Locale.ROOT).replace(' ', '-')));
			}
		}
		return guides;
	}

	/** The guide of a preset, or nothing. */
	String of(PresetFile preset) {
		return this.texts.getOrDefault(preset.name(), "");
	}

	Set<String> presets() {
		return this.texts.keySet();
	}

	String links() {
		return this.links.values().stream().collect(Collectors.joining(", "));
	}

}
