package dev.webhooks.provider.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import dev.webhooks.InvalidSettingException;

/**
 * The values of one level of a {@link SettingsTree}, by key and as the type that is
 * wanted. A key that was never asked for is unknown, and refused.
 */
final class SettingsReader {

	private static final String UNUSABLE = "It has a value that cannot be used there.";

	private final String prefix;

	private final Map<String, Object> values = new LinkedHashMap<>();

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Set<String> known = new LinkedHashSet<>();

	/** Takes down the keys of all levels, where nothing else is wanted. */
	private final @Nullable Set<String> recorded;

	private SettingsReader(String prefix, Map<?, ?> tree, @Nullable Set<String> recorded) {
		this.prefix = prefix;
		this.recorded = recorded;
		tree.forEach((name, value) -> {
			String key = SettingsTree.uniform(String.valueOf(name));
			this.names.put(key, String.valueOf(name));
			this.values.put(key, (value != null) ? value : "");
		});
	}

	/**
	 * Reads all settings of a tree.
	 * @throws InvalidSettingException if a key is unknown, or its value cannot be used
	 */
	static <T> T read(Map<String, Object> tree, Function<SettingsReader, T> settings) {
		return read("", tree, settings);
	}

	/**
	 * Names all keys that are read, with what stands before them; {@code []} stands for
	 * the index of a list, {@code *} for any name.
	 */
	static Set<String> keysOf(Consumer<SettingsReader> settings) {
		Set<String> keys = new LinkedHashSet<>();
		settings.accept(new SettingsReader("", Map.of(), keys));
		return Collections.unmodifiableSet(keys);
	}

	private static <T> T read(String prefix, Map<?, ?> tree, Function<SettingsReader, T> settings) {
		SettingsReader reader = new SettingsReader(prefix, tree, null);
		T read = settings.apply(reader);
		reader.checkKnown();
		return read;
	}

	private void checkKnown() {
		Set<String> expected = this.known.stream().map(SettingsTree::uniform).collect(Collectors.toSet());
		this.names.forEach((key, name) -> {
			if (!expected.contains(key)) {
				String nearest = SettingKeys.ofProvider().nearest(this.prefix + name);
				throw InvalidSettingException.of(this.prefix + name, "There is no such property.",
						(nearest != null) ? "Did you mean '%s'?".formatted(nearest) : "Remove it or correct its name.");
			}
		});
	}

	private @Nullable Object value(String key) {
		this.known.add(key);
		if (this.recorded != null) {
			this.recorded.add(this.prefix + key);
		}
		return this.values.get(SettingsTree.uniform(key));
	}

	@Nullable String text(String key) {
		Object value = value(key);
		if (value instanceof Map || value instanceof List) {
			throw unusable(key, "A single value belongs there.");
		}
		return (value != null) ? String.valueOf(value) : null;
	}

	private <T> @Nullable T converted(String key, Function<String, T> conversion) {
		String text = text(key);
		if (text == null || text.isEmpty()) {
			return null;
		}
		try {
			return conversion.apply(text.strip());
		}
		catch (RuntimeException ex) {
			throw unusable(key, UNUSABLE);
		}
	}

	@Nullable Boolean flag(String key) {
		return converted(key, TextValues::flag);
	}

	@Nullable Integer integer(String key) {
		return converted(key, Integer::valueOf);
	}

	@Nullable Double decimal(String key) {
		return converted(key, Double::valueOf);
	}

	@Nullable Percentage percentage(String key) {
		return converted(key, Percentage::of);
	}

	@Nullable Duration duration(String key) {
		return converted(key, TextValues::duration);
	}

	@Nullable DataSize size(String key) {
		return converted(key, DataSize::parse);
	}

	@Nullable Instant instant(String key) {
		return converted(key, Instant::parse);
	}

	<E extends Enum<E>> @Nullable E constant(String key, Class<E> type) {
		List<E> constants = constants(key, type, text(key), null);
		return (constants != null && !constants.isEmpty()) ? constants.get(0) : null;
	}

	<E extends Enum<E>> @Nullable List<E> constants(String key, Class<E> type) {
		return constants(key, type, value(key), ",");
	}

	private <E extends Enum<E>> @Nullable List<E> constants(String key, Class<E> type, @Nullable Object value,
			@Nullable String delimiter) {
		List<String> texts = texts(key, value, delimiter);
		try {
			return (texts != null) ? texts.stream().map((text) -> TextValues.constant(text, type)).toList() : null;
		}
		catch (IllegalArgumentException ex) {
			throw InvalidSettingException.of(this.prefix + key, UNUSABLE, ClosedValues.fix(type));
		}
	}

	/** A list, a single text for a list of one, or several with commas between. */
	@Nullable List<String> texts(String key) {
		return texts(key, value(key), ",");
	}

	/** A list, or a single text whose commas are a part of it. */
	@Nullable List<String> wholeTexts(String key) {
		return texts(key, value(key), null);
	}

	private @Nullable List<String> texts(String key, @Nullable Object value, @Nullable String delimiter) {
		if (value instanceof Map) {
			throw unusable(key, "A text or a list of texts belongs there.");
		}
		if (value instanceof List<?> list) {
			return list.stream().map((item) -> (item != null) ? String.valueOf(item) : "").toList();
		}
		return (value != null) ? TextValues.list(String.valueOf(value), delimiter) : null;
	}

	/** Texts by name, which is taken as it is written. */
	@Nullable Map<String, String> namedText(String key) {
		Map<String, String> named = new LinkedHashMap<>();
		return named(key, (name, value) -> named.put(name, String.valueOf(value))) ? named : null;
	}

	/** Durations by name, which is taken as it is written. */
	@Nullable Map<String, Duration> namedDurations(String key) {
		Map<String, Duration> named = new LinkedHashMap<>();
		return named(key, (name, value) -> named.put(name, duration(key, String.valueOf(value)))) ? named : null;
	}

	private Duration duration(String key, String text) {
		try {
			return TextValues.duration(text.strip());
		}
		catch (RuntimeException ex) {
			throw unusable(key, UNUSABLE);
		}
	}

	/** Lists of texts by name, which is taken as it is written. */
	@Nullable Map<String, List<String>> namedTexts(String key) {
		Map<String, List<String>> named = new LinkedHashMap<>();
		return named(key, (name, value) -> {
			List<String> texts = texts(key + "." + name, value, ",");
			named.put(name, (texts != null) ? texts : List.of());
		}) ? named : null;
	}

	private boolean named(String key, BiConsumer<String, Object> names) {
		Object value = value(key);
		if (this.recorded != null) {
			this.recorded.add(this.prefix + key + ".*");
		}
		if (value instanceof Map<?, ?> map) {
			flatten("", map, names);
		}
		else if (value != null && !value.equals("")) {
			throw unusable(key, "Names with their values belong there.");
		}
		return value != null;
	}

	private static void flatten(String prefix, Map<?, ?> map, BiConsumer<String, Object> names) {
		map.forEach((name, value) -> {
			if (value instanceof Map<?, ?> nested) {
				flatten(prefix + name + ".", nested, names);
			}
			else {
				names.accept(prefix + SettingsTree.withoutBrackets(String.valueOf(name)), (value != null) ? value : "");
			}
		});
	}

	/** The settings of the level below, with nothing set if it is not there. */
	<T> T group(String key, Function<SettingsReader, T> settings) {
		T group = groupIfPresent(key, settings);
		return (group != null) ? group : below(key, settings);
	}

	<T> @Nullable T groupIfPresent(String key, Function<SettingsReader, T> settings) {
		Object value = value(key);
		if (value == null || value.equals("")) {
			return (this.recorded != null) ? below(key, settings) : null;
		}
		return group(key, value, settings);
	}

	private <T> T below(String key, Function<SettingsReader, T> settings) {
		return settings.apply(new SettingsReader(this.prefix + key + ".", Map.of(), this.recorded));
	}

	private <T> T group(String key, @Nullable Object value, Function<SettingsReader, T> settings) {
		if (value instanceof Map<?, ?> tree) {
			return read(this.prefix + key + ".", tree, settings);
		}
		throw unusable(key, "It has a value, but properties belong there.");
	}

	/** Each item of a list of settings. */
	<T> @Nullable List<T> groups(String key, Function<SettingsReader, T> settings) {
		Object value = value(key);
		if (value == null || value.equals("")) {
			return (this.recorded != null) ? List.of(below(key + "[]", settings)) : (value != null) ? List.of() : null;
		}
		if (!(value instanceof List<?> items)) {
			throw unusable(key, "A list of properties belongs there.");
		}
		List<T> groups = new ArrayList<>();
		for (Object item : items) {
			groups.add(group(key + "[" + groups.size() + "]", expanded(item), settings));
		}
		return groups;
	}

	private static @Nullable Object expanded(@Nullable Object item) {
		Map<String, Object> tree = new LinkedHashMap<>();
		if (item instanceof Map<?, ?> group) {
			group.forEach((name, value) -> SettingsTree.put(tree, String.valueOf(name), value));
			return tree;
		}
		return item;
	}

	/** The value may be a secret that stands at the wrong place. */
	private InvalidSettingException unusable(String key, String description) {
		return InvalidSettingException.of(this.prefix + key, description,
				"Correct the property; docs/configuration.md has the grammar.");
	}

}
