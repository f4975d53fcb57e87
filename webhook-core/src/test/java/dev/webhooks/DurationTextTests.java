package dev.webhooks;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link DurationText}.
 */
class DurationTextTests {

	@ParameterizedTest
	@CsvSource({ "PT5M, 5m", "PT61M, 61m", "PT90S, 90s", "PT0S, 0s", "PT-5M, -5m", "PT24H, 1d", "PT0.25S, 250ms",
			"PT1.0000001S, PT1.0000001S" })
	void areWrittenInTheLargestUnitThatNeedsNoFraction(Duration duration, String text) {
		assertThat(DurationText.of(duration)).isEqualTo(text);
	}

}
