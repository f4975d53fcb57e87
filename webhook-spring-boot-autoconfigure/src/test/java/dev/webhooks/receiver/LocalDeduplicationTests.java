package dev.webhooks.receiver;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookEvent;
import dev.webhooks.receiver.EventClaim.State;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LocalDeduplication}.
 */
class LocalDeduplicationTests {

	private final AtomicLong nanos = new AtomicLong();

	private final LocalDeduplication deduplication = new LocalDeduplication(1000, Duration.ofHours(1), this.nanos::get);

	private final WebhookEvent event = TestEvents.event("1");

	@Test
	void eventIsForgottenAfterItsTime() {
		this.deduplication.claim(this.event).complete();
		this.nanos.addAndGet(Duration.ofHours(1).toNanos());
		assertThat(this.deduplication.claim(this.event).state()).isEqualTo(State.NEW);
	}

	@Test
	void eventIsRememberedUntilThen() {
		this.deduplication.claim(this.event).complete();
		this.nanos.addAndGet(Duration.ofHours(1).toNanos() - 1);
		assertThat(this.deduplication.claim(this.event).state()).isEqualTo(State.DONE);
	}

	@Test
	void onlySoManyEventsAreRemembered() {
		LocalDeduplication small = new LocalDeduplication(10, Duration.ofHours(1), this.nanos::get);
		for (int i = 0; i < 10_000; i++) {
			small.claim(TestEvents.event("id" + i)).complete();
		}
		assertThat(small.size()).isLessThanOrEqualTo(10);
	}

	@ParameterizedTest
	@CsvSource({ "-1, PT1H, deduplication.maximum-size", "1, PT0S, deduplication.time-to-live",
			"1, PT-1S, deduplication.time-to-live" })
	void settingsThatMakeNoSenseAreRefused(long maximumSize, Duration timeToLive, String key) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new LocalDeduplication(maximumSize, timeToLive, this.nanos::get))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(key));
	}

}
