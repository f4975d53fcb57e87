package dev.webhooks.test;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.webhooks.WebhookEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FreshIds}: ids keep the shape that the provider gives them.
 */
class FreshIdsTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	@ParameterizedTest
	@CsvSource({ "SM5f2a0c4b8e7d4c1b9a3f6e2d1c0b9a87,SM[0-9a-f]{32}", "evt_3PqLkJ2eZvKYlo2C,evt_[0-9a-zA-Z]{16}",
			"WH-2WR32451HC0233532,WH-[0-9A-Z]{17}", "Ev08MFMKH6,Ev[0-9A-Z]{8}[0-9]",
			"01HFEVMGGKVP0W7WV7PV0PHQ9J,01HFEVMGGK[0-9A-HJKMNP-TV-Z]{16}",
			"evt_01hfevmggkvp0w7wv7pv0phq9j,evt_01hfevmggk[0-9a-hjkmnp-tv-z]{16}",
			"72d3162e-cc78-11e3-81ab-4c9367dc0958,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
			"d4a1c7f2e0b94f2f8d1f5b0a1c2d3e4f,[0-9a-f]{32}", "1234567890123,[0-9]{13}", "in12345678901,in[0-9]{11}" })
	void keepTheirShape(String like, String shape) {
		for (int i = 0; i < 20; i++) {
			assertThat(FreshIds.like(like)).matches(shape).isNotEqualTo(like);
		}
	}

	@ParameterizedTest
	@CsvSource({ "twilio,delivered,SM[0-9a-f]{32}.*", "github,push,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
			"stripe,charge.succeeded,evt_[0-9a-zA-Z]{24}" })
	void areThoseOfTheProvider(String preset, String type, String shape) {
		ProviderRequest request = TestProviders.request(preset).at(NOW);
		assertThat(received(request.event(type)).id()).matches(shape);
	}

	private static WebhookEvent received(ProviderRequest request) {
		return Received.events(request.provider(), request.sign(), NOW).get(0);
	}

}
