package dev.webhooks.provider.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Defaults in place of settings that are not set.
 */
final class Unset {

	private Unset() {
	}

	static <T> T or(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

	/** An immutable copy, empty if the list is not set. */
	static <T> List<T> orEmpty(@Nullable List<T> values) {
		return (values != null) ? List.copyOf(values) : List.of();
	}

	/** An immutable copy in the same order, empty if the map is not set. */
	static <T> Map<String, T> orEmpty(@Nullable Map<String, T> values) {
		return (values != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(values)) : Map.of();
	}

}
