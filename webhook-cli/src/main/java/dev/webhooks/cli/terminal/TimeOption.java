package dev.webhooks.cli.terminal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a time: ISO 8601 with its offset, or seconds or milliseconds since 1970.
 */
public final class TimeOption implements ITypeConverter<Instant> {

	private static final int SECONDS = 11;

	@Override
	public Instant convert(String value) {
		if (value.matches("\\d{1,15}")) {
			long number = Long.parseLong(value);
			return (value.length() <= SECONDS) ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
		}
		try {
			return OffsetDateTime.parse(value).toInstant();
		}
		catch (DateTimeParseException ex) {
			throw new TypeConversionException(
					"'%s' is no time such as 2026-03-01T12:00:00Z or 1772366400".formatted(value));
		}
	}

}
