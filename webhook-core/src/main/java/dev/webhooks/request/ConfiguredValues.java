package dev.webhooks.request;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The values of a configuration that templates fill in by name. They may be as secret as
 * the secret is. Immutable; {@code toString} shows none of them.
 */
public final class ConfiguredValues {

	/**
	 * No values.
	 */
	public static final ConfiguredValues NONE = new ConfiguredValues(Map.of());

	private final Map<String, String> values;

	/**
	 * Creates values.
	 * @param values the values by name
	 */
	public ConfiguredValues(Map<String, String> values) {
		this.values = Map.copyOf(values);
	}

	/**
	 * Finds a value.
	 * @param name its name
	 * @return the value, or {@code null} if there is none of that name
	 */
	public @Nullable String get(String name) {
		return this.values.get(name);
	}

	/**
	 * The names of the values.
	 * @return the names
	 */
	public Set<String> names() {
		return this.values.keySet();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ConfiguredValues values && this.values.equals(values.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	@Override
	public String toString() {
		return "ConfiguredValues" + this.values.keySet();
	}

}
