package dev.webhooks.actuate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.RetryMode;

/**
 * Reads the parameters of operators, and says plainly what is wrong with one.
 */
final class QueryText {

	/** More than any id, type or tenant that is stored. */
	private static final int MAX_LENGTH = 2000;

	private QueryText() {
	}

	static @Nullable String value(@Nullable String text) {
		if (text != null && (text.isEmpty() || text.length() > MAX_LENGTH || text.indexOf('\0') >= 0)) {
			throw RefusedOperationException
				.invalid("Something is empty, too long, or has a character that is stored nowhere");
		}
		return text;
	}

	static @Nullable UUID uuid(String name, @Nullable String text) {
		if (text == null) {
			return null;
		}
		try {
			UUID id = UUID.fromString(text);
			if (id.toString().equalsIgnoreCase(text)) {
				return id;
			}
		}
		catch (IllegalArgumentException ex) {
			// Said below
		}
		throw RefusedOperationException
			.invalid("'%s' must be the id under which an event is stored, such as ".formatted(name)
					+ "0199f1c2-3d4e-7a5b-8c6d-0123456789ab. For the id that the provider gave it filter by 'eventId'");
	}

	static Set<DeliveryStatus> statuses(String text) {
		Set<DeliveryStatus> statuses = EnumSet.noneOf(DeliveryStatus.class);
		for (String name : text.split(",", -1)) {
			statuses.add(Stream.of(DeliveryStatus.values())
				.filter((status) -> status.name().equalsIgnoreCase(name.strip()))
				.findFirst()
				.orElseThrow(() -> RefusedOperationException
					.invalid("'status' must be of " + write(EnumSet.allOf(DeliveryStatus.class), ", "))));
		}
		return statuses;
	}

	static String write(Set<DeliveryStatus> statuses, String separator) {
		return statuses.stream()
			.sorted()
			.map((status) -> status.name().toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(separator));
	}

	static RetryMode mode(@Nullable String text) {
		for (RetryMode mode : RetryMode.values()) {
			if (mode.name().equalsIgnoreCase((text != null) ? text : RetryMode.ANEW.name())) {
				return mode;
			}
		}
		throw RefusedOperationException.invalid("'mode' must be 'anew' or 'once'");
	}

	/**
	 * Reads a time, or how long it is ago.
	 */
	static @Nullable Instant time(String name, @Nullable String text, Instant now) {
		if (text == null) {
			return null;
		}
		try {
			return (text.indexOf(':') > 0) ? OffsetDateTime.parse(text).toInstant()
					: now.minus(DurationStyle.detectAndParse(text).abs());
		}
		catch (DateTimeException | ArithmeticException | IllegalArgumentException ex) {
			throw RefusedOperationException
				.invalid("'%s' must be a time such as 2027-01-31T08:00:00Z, or how long that is ago, such as 90m or 2d"
					.formatted(name));
		}
	}

	static int number(String name, @Nullable String text, int standard, int most) {
		if (text == null) {
			return standard;
		}
		try {
			int number = Integer.parseInt(text);
			if (number >= 1 && number <= most) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Said below
		}
		throw RefusedOperationException.invalid("'%s' must be a number from 1 to %s".formatted(name, most));
	}

	static String required(String name, @Nullable String text) {
		if (text == null || text.isBlank()) {
			throw RefusedOperationException.invalid("'%s' is missing".formatted(name));
		}
		return Objects.requireNonNull(value(text));
	}

}
