package dev.webhooks.provider.settings;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CircuitBreakerSettings}.
 */
class CircuitBreakerSettingsTests {

	@ParameterizedTest
	@CsvSource({ "50, 3, 1", "50, 1, 0", "50, 4, 1", "100, 3, 2", "1, 10, 0", "7, 100, 6" })
	void asManyProbesMayFailAsAreBelowTheRate(double rate, int probes, int tolerated) {
		assertThat(new CircuitBreakerSettings(new Percentage(rate), null, null, null, probes).toleratedProbes())
			.isEqualTo(tolerated);
	}

}
