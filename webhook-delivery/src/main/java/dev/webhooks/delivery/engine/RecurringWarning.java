package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Something that fails again and again: the log says when it begins, from time to time
 * that it lasts, and when it is over. Safe for use by several threads.
 */
final class RecurringWarning {

	private static final Duration INTERVAL = Duration.ofMinutes(1);

	private final Logger logger;

	private final LongSupplier nanoTime;

	private @Nullable Long warnedAt;

	private long failures;

	RecurringWarning(Logger logger, LongSupplier nanoTime) {
		this.logger = logger;
		this.nanoTime = nanoTime;
	}

	/**
	 * Something failed.
	 * @param what the whole sentence about it
	 * @param failure why
	 */
	synchronized void failed(String what, Throwable failure) {
		long now = this.nanoTime.getAsLong();
		this.failures++;
		if (this.warnedAt == null) {
			this.logger.warn("{} and keeps trying", what, failure);
		}
		else if (now - this.warnedAt >= INTERVAL.toNanos()) {
			this.logger.warn("{} still, after {} failures, the last of them: {}", what, this.failures,
					failure.toString());
		}
		else {
			return;
		}
		this.warnedAt = now;
	}

	/**
	 * It works.
	 * @param what the whole sentence about it
	 */
	synchronized void works(String what) {
		if (this.warnedAt != null) {
			this.logger.info("{} again, after {} failures", what, this.failures);
		}
		this.warnedAt = null;
		this.failures = 0;
	}

	synchronized boolean isFailing() {
		return this.warnedAt != null;
	}

}
