package dev.webhooks.provider.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Values of texts, as Spring Boot reads them: {@code 5m}, {@code on}, {@code hex-upper},
 * {@code a, b}.
 */
final class TextValues {

	private static final Pattern DURATION = Pattern.compile("([+-]?\\d+)([a-z]{0,2})");

	private static final Map<String, ChronoUnit> UNITS = Map.of("", ChronoUnit.MILLIS, "ns", ChronoUnit.NANOS, "us",
			ChronoUnit.MICROS, "ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h",
			ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

	private TextValues() {
	}

	/**
	 * Reads a number with its unit, milliseconds by default, or a duration as in ISO
	 * 8601.
	 */
	static Duration duration(String text) {
		Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
		if (!matcher.matches()) {
			return Duration.parse(text);
		}
		ChronoUnit unit = UNITS.get(matcher.group(2));
		if (unit == null) {
			throw new IllegalArgumentException("There is no such unit");
		}
		return Duration.of(Long.parseLong(matcher.group(1)), unit);
	}

	static boolean flag(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true", "on", "yes", "1" -> true;
			case "false", "off", "no", "0" -> false;
			default -> throw new IllegalArgumentException("It is neither true nor false");
		};
	}

	static <E extends Enum<E>> E constant(String text, Class<E> type) {
		String uniform = letters(text);
		return Stream.of(type.getEnumConstants())
			.filter((constant) -> letters(constant.name()).equals(uniform))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no such constant"));
	}

	private static String letters(String text) {
		return text.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

	static List<String> list(String text, @Nullable String delimiter) {
		return text.isEmpty() ? List.of()
				: Stream.of(StringUtils.delimitedListToStringArray(text, delimiter)).map(String::strip).toList();
	}

}
