package dev.webhooks.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;

/**
 * Keeps one connection to Redis, which it makes in the background by one attempt at a
 * time. A caller that asks for it never waits: it is there or it is not. Safe for use by
 * several threads.
 *
 * @param <C> what Redis is asked by
 */
final class RedisConnector<C> {

	private static final Logger logger = LoggerFactory.getLogger(RedisConnector.class);

	private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

	/** A Redis that is away again so soon is left alone for as long. */
	private static final Duration SETTLED = Duration.ofSeconds(5);

	/** An absence that is no longer than this need not be reported. */
	private static final Duration UNNOTICED = Duration.ofSeconds(1);

	private final RedisClient client;

	private final RedisUse<C> use;

	private final Duration timeout;

	private final AtomicReference<@Nullable RedisLink<C>> link = new AtomicReference<>();

	/** Holds why Redis refused, empty if it did not. */
	private final CompletableFuture<Optional<String>> firstAttempt = new CompletableFuture<>();

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
	 * @param use what Redis is for
	 * @param timeout the time in which Redis has to answer
	 */
	RedisConnector(RedisClient client, RedisUse<C> use, Duration timeout) {
		this.client = client;
		this.use = use;
		this.timeout = timeout;
	}

	/**
	 * Begins to connect.
	 */
	void start() {
		connectIn(Duration.ZERO);
	}

	/**
	 * Waits for the end of the first attempt.
	 * @param atMost how long to wait at the most
	 * @return why Redis refused it, or {@code null} if it did not
	 */
	@Nullable String awaitRefusal(Duration atMost) {
		try {
			return this.firstAttempt.get(atMost.toNanos(), TimeUnit.NANOSECONDS).orElse(null);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException | TimeoutException ex) {
			return null;
		}
	}

	/**
	 * The connection to Redis.
	 * @return the connection, or {@code null} while Redis is away
	 */
	@Nullable RedisLink<C> link() {
		RedisLink<C> current = this.link.get();
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
	 * @param lost the connection
	 * @param reason why it is of no use any longer
	 */
	void lost(RedisLink<C> lost, String reason) {
		if (this.link.compareAndSet(lost, null)) {
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
	 * Does something again and again, by the thread that connects.
	 */
	void repeat(Runnable task, Duration pause) {
		this.executor.scheduleWithFixedDelay(() -> {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				logger.warn("What is told to Redis again and again was not", ex);
			}
		}, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Gives up the connection for good.
	 */
	void close() {
		this.executor.shutdownNow();
		awaitEndOfAttempt();
		RedisLink<C> current = this.link.getAndSet(null);
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
			RedisLink<C> connected = RedisLink.connect(this.client, this.use, this.timeout);
			this.connectedSince = System.nanoTime();
			this.link.set(connected);
			if (this.warned.getAndSet(false)) {
				logger.info("Redis is back: {}", this.use.onceBack());
			}
			this.firstAttempt.complete(Optional.empty());
		}
		catch (RuntimeException ex) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
			this.reason = cause.toString();
			this.firstAttempt.complete((cause instanceof RedisCommandExecutionException)
					? Optional.ofNullable(cause.getMessage()) : Optional.empty());
			warn();
			connectIn(BETWEEN_ATTEMPTS);
		}
	}

	private void connectIn(Duration pause) {
		this.executor.schedule(this::connect, pause.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void warn() {
		if (!this.executor.isShutdown() && !this.warned.getAndSet(true)) {
			logger.warn("Redis is away: {} ({})", this.use.whileAway(), this.reason);
		}
	}

}
