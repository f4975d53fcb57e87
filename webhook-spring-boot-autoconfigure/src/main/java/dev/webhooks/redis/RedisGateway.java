package dev.webhooks.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.Assert;

/**
 * Way to Redis on which nobody waits for longer than a timeout, and nothing is asked of a
 * Redis that is away. One that answers nobody is left alone until it can be connected to
 * again. Safe for use by several threads.
 *
 * @param <C> what Redis is asked by
 */
public final class RedisGateway<C> implements AutoCloseable {

	/** Beyond these nothing is asked: a slow Redis fills no memory. */
	private static final int MAX_PENDING = 1000;

	/** After this time without any answer it is no use to wait for another one. */
	private static final Duration SILENCE = Duration.ofMillis(250);

	private final RedisConnector<C> connector;

	private final Duration timeout;

	private final Semaphore pending = new Semaphore(MAX_PENDING);

	/**
	 * Creates a way, on which Redis is away until it is told to {@link #connect}.
	 * @param client the client of Redis; the caller closes it
	 * @param use what Redis is for
	 * @param timeout how long is waited for one answer at the most
	 */
	public RedisGateway(RedisClient client, RedisUse<C> use, Duration timeout) {
		Assert.isTrue(timeout.toNanos() > 0, "'timeout' must be positive");
		this.connector = new RedisConnector<>(client, use, timeout);
		this.timeout = timeout;
	}

	/**
	 * Begins to connect, in the background.
	 */
	public void connect() {
		this.connector.start();
	}

	/**
	 * Waits until it is known whether Redis can be connected to.
	 * @param atMost how long to wait at the most
	 * @return why Redis refused the first attempt, or {@code null} if it did not, or does
	 * not say
	 */
	public @Nullable String awaitRefusal(Duration atMost) {
		return this.connector.awaitRefusal(atMost);
	}

	/**
	 * Whether Redis is asked now.
	 * @return whether it is, and is not away
	 */
	public boolean isOpen() {
		return this.connector.link() != null;
	}

	/**
	 * Asks Redis, and does not wait.
	 * @param <A> the type of the answer
	 * @param question asks
	 * @return the answer, or {@code null} if Redis is away or has too much to answer
	 */
	public <A> @Nullable RedisAnswer<A> ask(Function<C, CompletableFuture<A>> question) {
		RedisLink<C> link = this.connector.link();
		if (link == null || !this.pending.tryAcquire()) {
			return null;
		}
		return new RedisAnswer<>(send(link, question), this.timeout, link::answered, () -> {
			if (link.unanswered(this.timeout).compareTo(SILENCE) > 0) {
				this.connector.lost(link, "no answer in time");
			}
		});
	}

	/**
	 * Does something again and again in the background, but for times when connecting
	 * takes long.
	 * @param task what to do
	 * @param pause the time between
	 */
	public void repeat(Runnable task, Duration pause) {
		this.connector.repeat(task, pause);
	}

	@Override
	public void close() {
		this.connector.close();
	}

	private <A> CompletableFuture<A> send(RedisLink<C> link, Function<C, CompletableFuture<A>> question) {
		CompletableFuture<A> answer;
		try {
			answer = question.apply(link.commands());
		}
		catch (RedisException ex) {
			answer = CompletableFuture.failedFuture(ex);
		}
		return answer.whenComplete((value, failure) -> {
			this.pending.release();
			if (failure != null) {
				this.connector.lost(link, NestedExceptionUtils.getMostSpecificCause(failure).toString());
			}
		});
	}

}
