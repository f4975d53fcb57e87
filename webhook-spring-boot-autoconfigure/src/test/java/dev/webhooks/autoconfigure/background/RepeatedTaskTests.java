package dev.webhooks.autoconfigure.background;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link RepeatedTask}.
 */
class RepeatedTaskTests {

	private final ScheduledExecutorService scheduler = mock();

	private final AtomicInteger runs = new AtomicInteger();

	private boolean error;

	private final RepeatedTask task = new RepeatedTask("webhook-test", Duration.ZERO, Duration.ofHours(1), () -> {
		if (this.runs.incrementAndGet() == 1) {
			if (this.error) {
				throw new NoClassDefFoundError("the first time");
			}
			throw new IllegalStateException("the first time");
		}
	}, () -> this.scheduler);

	@Test
	void itIsScheduledOnce() {
		this.task.start();
		this.task.start();
		then(this.scheduler).should(times(1))
			.scheduleWithFixedDelay(any(), eq(0L), eq(3_600_000L), eq(TimeUnit.MILLISECONDS));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aFailureDoesNotEndIt(boolean error) {
		this.error = error;
		this.task.start();
		ArgumentCaptor<Runnable> run = ArgumentCaptor.forClass(Runnable.class);
		then(this.scheduler).should().scheduleWithFixedDelay(run.capture(), anyLong(), anyLong(), any());
		run.getValue().run();
		run.getValue().run();
		assertThat(this.runs).hasValue(2);
	}

	@Test
	void whenTheApplicationStopsItIsNotRunAnyMore() {
		this.task.start();
		this.task.stop();
		then(this.scheduler).should().shutdownNow();
		assertThat(this.task.isRunning()).isFalse();
	}

}
