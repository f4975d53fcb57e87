package dev.webhooks.cli.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.PropertyPlaceholderHelper;

/**
 * Fills in the placeholders of an application's configuration, such as
 * <code>${STRIPE_WEBHOOK_SECRET}</code>, and remembers which had no value.
 */
final class Placeholders {

	private final PropertyPlaceholderHelper syntax = new PropertyPlaceholderHelper("${", "}", ":", '\\', true);

	private final Function<String, @Nullable String> values;

	private final TreeSet<String> missing = new TreeSet<>();

	Placeholders(Function<String, @Nullable String> values) {
		this.values = values;
	}

	/**
	 * Fills in all placeholders. A text in which one has no value is left out.
	 * @param settings the settings, nested
	 * @return a copy of them
	 */
	Map<String, Object> fill(Map<String, Object> settings) {
		Map<String, Object> filled = new LinkedHashMap<>();
		settings.forEach((key, value) -> {
			Object replaced = filled(value);
			if (replaced != null) {
				filled.put(key, replaced);
			}
		});
		return filled;
	}

	@SuppressWarnings("unchecked")
	private @Nullable Object filled(@Nullable Object value) {
		if (value instanceof Map<?, ?> group) {
			return fill((Map<String, Object>) group);
		}
		if (value instanceof List<?> list) {
			return list.stream().map(this::filled).filter((item) -> item != null).toList();
		}
		return (value instanceof String text) ? text(text) : value;
	}

	private @Nullable String text(String text) {
		int before = this.missing.size();
		String filled = this.syntax.replacePlaceholders(text, (name) -> {
			String value = this.values.apply(name);
			if (value == null && !text.contains("${" + name + ":")) {
				this.missing.add(name);
			}
			return value;
		});
		return (this.missing.size() == before || !filled.contains("${")) ? filled : null;
	}

	/**
	 * Names of the placeholders without value.
	 * @return the names in order
	 */
	TreeSet<String> missing() {
		return this.missing;
	}

}
