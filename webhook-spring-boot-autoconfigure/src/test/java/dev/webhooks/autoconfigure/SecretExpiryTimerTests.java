package dev.webhooks.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.SecretExpiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link SecretExpiryTimer}.
 */
class SecretExpiryTimerTests {

	private final ScheduledExecutorService scheduler = mock();

	private final SecretExpiry expiry = new SecretExpiry(new WebhookProviders(List.of()), Duration.ofDays(14),
			Clock.systemUTC());

	private final SecretExpiryTimer timer = new SecretExpiryTimer(this.expiry, () -> this.scheduler);

	@Test
	void secretsAreLookedAtEachHour() {
		this.timer.start();
		this.timer.start();
		then(this.scheduler).should(times(1)).scheduleWithFixedDelay(any(), eq(60L), eq(60L), eq(TimeUnit.MINUTES));
	}

	@Test
	void whenTheApplicationStopsNobodyLooksAnyMore() {
		this.timer.start();
		this.timer.stop();
		then(this.scheduler).should().shutdownNow();
		assertThat(this.timer.isRunning()).isFalse();
	}

}
