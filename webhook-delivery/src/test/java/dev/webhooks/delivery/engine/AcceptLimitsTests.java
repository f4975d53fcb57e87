package dev.webhooks.delivery.engine;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AcceptLimits}.
 */
class AcceptLimitsTests {

	private static final long MEGABYTE = 1024 * 1024;

	private static final long NO_LIMIT = Long.MAX_VALUE;

	private static AcceptLimits limits(long queueSize, long maxEventSize, long heap) {
		return AcceptLimits.of(new EngineSettings.Accept(256, 1000, queueSize, Duration.ofSeconds(5)), maxEventSize,
				heap);
	}

	@Test
	void noMoreThanAQuarterOfTheHeapWaits() {
		assertThat(limits(64 * MEGABYTE, NO_LIMIT, 160 * MEGABYTE).queueSize()).isEqualTo(40 * MEGABYTE);
	}

	@Test
	void noMoreThanIsWishedForWaits() {
		assertThat(limits(64 * MEGABYTE, NO_LIMIT, 1024 * MEGABYTE).queueSize()).isEqualTo(64 * MEGABYTE);
	}

	@Test
	void aBatchHasFourMegabytes() {
		assertThat(limits(64 * MEGABYTE, NO_LIMIT, 1024 * MEGABYTE).batchBytes()).isEqualTo(4 * MEGABYTE);
	}

	@Test
	void aBatchHasHalfOfWhatTheDatabaseTakes() {
		assertThat(limits(64 * MEGABYTE, 2 * MEGABYTE, 1024 * MEGABYTE).batchBytes()).isEqualTo(MEGABYTE);
	}

}
