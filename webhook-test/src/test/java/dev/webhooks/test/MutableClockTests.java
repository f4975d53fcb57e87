package dev.webhooks.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MutableClock}.
 */
class MutableClockTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private final MutableClock clock = new MutableClock(NOON);

	@Test
	void standsStill() {
		assertThat(this.clock.instant()).isEqualTo(NOON);
		assertThat(this.clock.instant()).isEqualTo(NOON);
	}

	@Test
	void isSetToAnyTime() {
		this.clock.set(NOON.minusSeconds(5));
		assertThat(this.clock.instant()).isEqualTo("2026-03-01T11:59:55Z");
	}

	@Test
	void isSetForward() {
		this.clock.advance(Duration.ofHours(1));
		assertThat(this.clock.instant()).isEqualTo("2026-03-01T13:00:00Z");
	}

	@Test
	void isTheSameClockInAnotherZone() {
		Clock berlin = this.clock.withZone(ZoneId.of("Europe/Berlin"));
		this.clock.advance(Duration.ofHours(1));
		assertThat(berlin.instant()).isEqualTo("2026-03-01T13:00:00Z");
		assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
	}

}
