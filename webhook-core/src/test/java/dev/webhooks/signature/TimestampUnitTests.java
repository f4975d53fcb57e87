package dev.webhooks.signature;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimestampUnit}.
 */
class TimestampUnitTests {

	@ParameterizedTest
	@CsvSource({ "SECONDS,1700000000,2023-11-14T22:13:20Z", "SECONDS,0,1970-01-01T00:00:00Z",
			"MILLIS,1700000000123,2023-11-14T22:13:20.123Z", "AUTO,1700000000,2023-11-14T22:13:20Z",
			"AUTO,1700000000123,2023-11-14T22:13:20.123Z", "RFC3339,2023-11-14T22:13:20Z,2023-11-14T22:13:20Z",
			"RFC3339,2023-11-14T22:13:20.000000001Z,2023-11-14T22:13:20.000000001Z",
			"RFC3339,2020-01-01T00:00:00-07:00,2020-01-01T07:00:00Z" })
	void reads(TimestampUnit unit, String text, Instant expected) {
		assertThat(unit.parse(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "SECONDS,''", "SECONDS,-1", "SECONDS,+1", "SECONDS,1.5", "SECONDS,1e9", "SECONDS,' 1'", "SECONDS,0x10",
			"SECONDS,\u0661", "SECONDS,1234567890123456", "SECONDS,99999999999999999999", "MILLIS,1700000000123456",
			"MILLIS,2023-11-14T22:13:20Z", "RFC3339,1700000000", "RFC3339,2023-11-14T22:13:20", "RFC3339,2023-11-14",
			"RFC3339,2023-13-14T22:13:20Z", "RFC3339,''", "AUTO,170000000", "AUTO,17000000001", "AUTO,170000000012",
			"AUTO,17000000001234", "AUTO,+170000000", "AUTO,2023-11-14", "AUTO,''" })
	void whatIsNotOfTheUnitIsNoTime(TimestampUnit unit, String text) {
		assertThat(unit.parse(text)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "SECONDS,1700000000", "MILLIS,1700000000123", "RFC3339,2023-11-14T22:13:20.123Z", "AUTO,1700000000" })
	void writes(TimestampUnit unit, String expected) {
		assertThat(unit.format(Instant.parse("2023-11-14T22:13:20.123456Z"))).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
	void readsTheLargestTimeThatItCanWrite(TimestampUnit unit) {
		Instant time = Instant.parse("9999-12-31T23:59:59Z");
		assertThat(unit.parse(unit.format(time))).isEqualTo(time);
	}

	@Test
	void leapSecondIsNoTime() {
		assertThat(TimestampUnit.RFC3339.parse("2016-12-31T23:59:60Z")).isNull();
	}

}
