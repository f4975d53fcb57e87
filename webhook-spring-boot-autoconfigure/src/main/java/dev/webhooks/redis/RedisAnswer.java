package dev.webhooks.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Answer of Redis that may come late, or never. Safe for use by several threads.
 *
 * @param <A> the type of the answer
 */
public final class RedisAnswer<A> {

	private final CompletableFuture<A> answer;

	private final Duration timeout;

	private final Runnable inTime;

	private final Runnable late;

	RedisAnswer(CompletableFuture<A> answer, Duration timeout, Runnable inTime, Runnable late) {
		this.answer = answer;
		this.timeout = timeout;
		this.inTime = inTime;
		this.late = late;
	}

	/**
	 * Waits for the answer, for no longer than the timeout.
	 * @return the answer, or {@code null} if there is none in time
	 */
	public @Nullable A await() {
		try {
			A value = this.answer.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
			this.inTime.run();
			return value;
		}
		catch (TimeoutException ex) {
			this.late.run();
		}
		catch (ExecutionException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return null;
	}

}
