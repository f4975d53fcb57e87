package dev.webhooks.guard;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.lettuce.core.RedisClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;

/**
 * Keeps one connection to Redis, which it makes in the background by one attempt at a
 * time. A caller that asks for it never waits: it is there or it is not. Safe for use by
 * several threads.
 */
final class RedisConnector {

	private static final Logger logger = LoggerFactory.getLogger(RedisConnector.class);

	private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

	/** A Redis that is away again so soon is left alone for as long. */
	private static final Duration SETTLED = Duration.ofSeconds(5);

	/** An absence that is no longer than this need not be reported. */
	private static final Duration UNNOTICED = Duration.ofSeconds(1);

	private final RedisClient client;

	private final Duration timeout;

	private final AtomicReference<@Nullable RedisBuckets> buckets = new AtomicReference<>();

	private final AtomicBoolean warned = new AtomicBoolean();

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "webhook-redis");
		thread.setDaemon(true);
		return thread;
	}, new ThreadPoolExecutor.DiscardPolicy());

	private volatile long awaySince = System.nanoTime();

	private volatile long connectedSince = System.nanoTime();

	private volatile String reason = "no answer yet";

	/**
	 * Creates a connector.
	 * @param client the client of Redis
	 * @param timeout the time in which Redis has to answer
	 */
	RedisConnector(RedisClient client, Duration timeout) {
		this.client = client;
		this.timeout = timeout;
	}

	/**
	 * Begins to connect.
	 */
	void start() {
		connectIn(Duration.ZERO);
	}

	/**
	 * The buckets in Redis.
	 * @return the buckets, or {@code null} while Redis is away
	 */
	@Nullable RedisBuckets buckets() {
		RedisBuckets current = this.buckets.get();
		if (current != null && current.isOpen()) {
			return current;
		}
		if (current != null) {
			lost(current, "the connection was closed");
		}
		else if (System.nanoTime() - this.awaySince > UNNOTICED.toNanos()) {
			warn();
		}
		return null;
	}

	/**
	 * Gives up a connection, with all that waits for an answer by it, and begins to
	 * connect anew.
	 * @param lost the buckets behind the connection
	 * @param reason why they are of no use any longer
	 */
	void lost(RedisBuckets lost, String reason) {
		if (this.buckets.compareAndSet(lost, null)) {
			this.reason = reason;
			this.awaySince = System.nanoTime();
			lost.abandon();
			if (this.awaySince - this.connectedSince < SETTLED.toNanos()) {
				warn();
				connectIn(SETTLED);
			}
			else {
				connectIn(Duration.ZERO);
			}
		}
	}

	/**
	 * Gives up the connection for good.
	 */
	void close() {
		this.executor.shutdownNow();
		awaitEndOfAttempt();
		RedisBuckets current = this.buckets.getAndSet(null);
		if (current != null) {
			current.close();
		}
	}

	/**
	 * The thread that closes the client next would take the ground from under an attempt.
	 */
	private void awaitEndOfAttempt() {
		try {
			this.executor.awaitTermination(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void connect() {
		try {
			RedisBuckets connected = RedisBuckets.connect(this.client, this.timeout);
			this.connectedSince = System.nanoTime();
			this.buckets.set(connected);
			if (this.warned.getAndSet(false)) {
				logger.info("Redis is back: rate limits are shared again");
			}
		}
		catch (RuntimeException ex) {
			this.reason = NestedExceptionUtils.getMostSpecificCause(ex).toString();
			warn();
			connectIn(BETWEEN_ATTEMPTS);
		}
	}

	private void connectIn(Duration pause) {
		this.executor.schedule(this::connect, pause.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void warn() {
		if (!this.executor.isShutdown() && !this.warned.getAndSet(true)) {
			logger.warn("Redis is away: each node counts rate limits for itself ({})", this.reason);
		}
	}

}
