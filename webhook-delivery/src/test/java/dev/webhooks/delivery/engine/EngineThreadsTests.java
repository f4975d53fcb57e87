package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EngineThreadsTests {

	private final AtomicLong nanos = new AtomicLong();

	private final EngineFailures failures = new EngineFailures(this.nanos::get);

	private final EngineThreads threads = new EngineThreads("inbox", 0, Executors::newSingleThreadScheduledExecutor,
			this.failures);

	@AfterEach
	void end() {
		this.threads.end();
	}

	@Test
	void aThreadThatRunsOutOfMemoryIsStartedAgain() throws Exception {
		AtomicInteger starts = new AtomicInteger();
		CountDownLatch running = new CountDownLatch(1);
		this.threads.start("writer", () -> {
			if (starts.incrementAndGet() < 3) {
				throw new OutOfMemoryError("for the test");
			}
			running.countDown();
		});
		this.threads.startWatch();
		assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.failures.deaths()).isEqualTo(2);
	}

	@Test
	void aTimerWhoseTaskFailsFiresAgain() throws Exception {
		CountDownLatch fired = new CountDownLatch(3);
		this.threads.schedule("leases", Duration.ofMillis(10), () -> {
			fired.countDown();
			throw new OutOfMemoryError("for the test");
		});
		assertThat(fired.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aDeathIsToldForAMinute() {
		this.failures.died("writer", new OutOfMemoryError("for the test"));
		assertThat(this.failures.lately()).isEqualTo("writer: java.lang.OutOfMemoryError");
		this.nanos.addAndGet(Duration.ofSeconds(60).toNanos());
		assertThat(this.failures.lately()).isNull();
	}

}
