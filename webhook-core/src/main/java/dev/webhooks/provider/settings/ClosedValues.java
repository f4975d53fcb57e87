package dev.webhooks.provider.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.webhooks.Internal;

/**
 * Values of a key that can have no others, as they are written.
 */
@Internal
public final class ClosedValues {

	private ClosedValues() {
	}

	/**
	 * Names a value.
	 * @param constant the value
	 * @return its name, such as {@code hex-upper}
	 */
	public static String nameOf(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Says which values there are.
	 * @param type the enum of the values
	 * @return a sentence that tells what to use
	 */
	public static String fix(Class<?> type) {
		List<String> names = Stream.of(type.getEnumConstants()).map((constant) -> nameOf((Enum<?>) constant)).toList();
		int last = names.size() - 1;
		return "Use %s or %s.".formatted(String.join(", ", names.subList(0, last)), names.get(last));
	}

}
