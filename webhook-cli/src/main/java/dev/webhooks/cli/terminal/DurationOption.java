package dev.webhooks.cli.terminal;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a duration such as {@code 500ms}, {@code 30s}, {@code 5m} or {@code 2h}; without
 * unit it is in seconds.
 */
public final class DurationOption implements ITypeConverter<Duration> {

	private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|)");

	@Override
	public Duration convert(String value) {
		Matcher matcher = FORM.matcher(value);
		if (!matcher.matches()) {
			throw new TypeConversionException("'%s' is no duration such as 500ms, 30s or 5m".formatted(value));
		}
		long number = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2)) {
			case "ms" -> Duration.ofMillis(number);
			case "m" -> Duration.ofMinutes(number);
			case "h" -> Duration.ofHours(number);
			case "d" -> Duration.ofDays(number);
			default -> Duration.ofSeconds(number);
		};
	}

}
