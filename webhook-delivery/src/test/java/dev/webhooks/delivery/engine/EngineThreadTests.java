package dev.webhooks.delivery.engine;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EngineThreadTests {

	private static final long MILLIS = 30_000;

	private final AtomicInteger starts = new AtomicInteger();

	private final EngineFailures failures = new EngineFailures(System::nanoTime);

	private EngineThread started(Runnable action) throws InterruptedException {
		EngineThread thread = new EngineThread("writer", () -> {
			this.starts.incrementAndGet();
			action.run();
		}, this.failures);
		thread.start();
		thread.join(MILLIS);
		return thread;
	}

	private static void die() {
		throw new OutOfMemoryError("for the test");
	}

	@Test
	void oneThatHasDiedIsStartedAgain() throws InterruptedException {
		EngineThread thread = started(EngineThreadTests::die);
		thread.restartIfDead(() -> false);
		thread.join(MILLIS);
		assertThat(this.starts).hasValue(2);
	}

	@Test
	void oneThatHasDiedIsLeftWhenTheEngineHasEnded() throws InterruptedException {
		EngineThread thread = started(EngineThreadTests::die);
		thread.restartIfDead(() -> true);
		thread.join(MILLIS);
		assertThat(this.starts).hasValue(1);
	}

	@Test
	void oneThatHasComeToItsEndIsNotStartedAgain() throws InterruptedException {
		EngineThread thread = started(() -> {
		});
		thread.restartIfDead(() -> false);
		thread.join(MILLIS);
		assertThat(this.starts).hasValue(1);
	}

}
