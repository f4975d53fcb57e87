package dev.webhooks.delivery.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SteadyClockTests {

	private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

	private Instant wall = START;

	private long nanos;

	private final Clock followed = ((InstantSource) () -> this.wall).withZone(ZoneOffset.UTC);

	private final SteadyClock clock = new SteadyClock(this.followed, () -> this.nanos);

	private void pass(Duration time) {
		this.nanos += time.toNanos();
		this.wall = this.wall.plus(time);
	}

	@Test
	void itShowsWhatTheOtherShows() {
		pass(Duration.ofSeconds(5));
		assertThat(this.clock.instant()).isEqualTo(START.plusSeconds(5));
	}

	@Test
	void itDoesNotJumpAheadByAnHour() {
		this.wall = this.wall.plus(Duration.ofHours(1));
		pass(Duration.ofSeconds(10));
		assertThat(this.clock.instant()).isEqualTo(START.plusSeconds(11));
	}

	@Test
	void itDoesNotJumpBackByAnHour() {
		this.wall = this.wall.minus(Duration.ofHours(1));
		pass(Duration.ofSeconds(10));
		assertThat(this.clock.instant()).isEqualTo(START.plusSeconds(9));
	}

	@Test
	void itCatchesUpInTheEnd() {
		this.wall = this.wall.plusSeconds(6);
		pass(Duration.ofMinutes(1));
		assertThat(this.clock.instant()).isEqualTo(this.wall);
	}

	@Test
	void itGoesOnWhereTheOtherStandsStill() {
		this.nanos += Duration.ofSeconds(10).toNanos();
		assertThat(this.clock.instant()).isEqualTo(START.plusSeconds(9));
	}

}
