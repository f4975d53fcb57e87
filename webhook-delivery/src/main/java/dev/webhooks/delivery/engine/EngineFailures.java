package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failures of the engine itself, which is mended by starting a thread again and has to be
 * known to those who watch the application. Safe for use by several threads.
 */
final class EngineFailures {

	private static final Logger logger = LoggerFactory.getLogger(EngineFailures.class);

	/** How long a death is reported after the thread was started again. */
	private static final long MEMORY = Duration.ofMinutes(1).toNanos();

	private final LongSupplier nanoTime;

	private volatile @Nullable Death last;

	private final AtomicLong deaths = new AtomicLong();

	EngineFailures(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * A thread, or what it was doing, has ended before its time. There may be no memory
	 * left to say so.
	 */
	void died(String name, Throwable failure) {
		try {
			this.deaths.incrementAndGet();
			this.last = new Death(name, failure.getClass().getName(), this.nanoTime.getAsLong());
			logger.error("The engine's {} died and is started again", name, failure);
		}
		catch (Throwable ex) {
			// The thread is started again all the same
		}
	}

	/**
	 * Thread that died lately.
	 * @return the name and the class of the error, or {@code null} if nothing did
	 */
	@Nullable String lately() {
		Death death = this.last;
		return (death != null && this.nanoTime.getAsLong() - death.at < MEMORY) ? death.name + ": " + death.failure
				: null;
	}

	long deaths() {
		return this.deaths.get();
	}

	private record Death(String name, String failure, long at) {

	}

}
