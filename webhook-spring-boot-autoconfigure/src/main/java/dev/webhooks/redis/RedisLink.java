package dev.webhooks.redis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import org.jspecify.annotations.Nullable;

/**
 * Connection to a Redis that answered when it was connected to. Safe for use by several
 * threads.
 *
 * @param <C> what Redis is asked by
 */
final class RedisLink<C> {

	/** How long what is done only once may take: all of it is new to the Java VM. */
	private static final Duration WARM_UP = Duration.ofSeconds(2);

	private static final int PROBES = 5;

	private final StatefulRedisConnection<String, String> connection;

	private final C commands;

	private volatile @Nullable Long silentSince;

	private RedisLink(StatefulRedisConnection<String, String> connection, C commands) {
		this.connection = connection;
		this.commands = commands;
	}

	/**
	 * Connects, and makes sure that Redis does what it is for and is fast enough.
	 * @param client the client of Redis
	 * @param use what Redis is for
	 * @param timeout the time in which Redis has to answer
	 * @return the connection
	 * @throws RedisException if Redis cannot be used now
	 */
	static <C> RedisLink<C> connect(RedisClient client, RedisUse<C> use, Duration timeout) {
		StatefulRedisConnection<String, String> connection = client.connect();
		try {
			C commands = await(use.prepare(connection.async()), WARM_UP);
			check(use, commands, timeout);
			return new RedisLink<>(connection, commands);
		}
		catch (RuntimeException ex) {
			connection.closeAsync();
			throw ex;
		}
	}

	C commands() {
		return this.commands;
	}

	boolean isOpen() {
		return this.connection.isOpen();
	}

	/**
	 * Takes note that Redis answered in time.
	 */
	void answered() {
		this.silentSince = null;
	}

	/**
	 * Takes note that Redis did not answer in time.
	 * @return for how long there has been no answer in time to anybody
	 */
	Duration unanswered(Duration waited) {
		long now = System.nanoTime();
		Long since = this.silentSince;
		if (since == null) {
			since = now - waited.toNanos();
			this.silentSince = since;
		}
		return Duration.ofNanos(now - since);
	}

	/**
	 * Closes the connection without waiting for it.
	 */
	void abandon() {
		this.connection.closeAsync();
	}

	void close() {
		this.connection.close();
	}

	/**
	 * The first answer may come late, and the second if this machine is busy.
	 */
	private static <C> void check(RedisUse<C> use, C commands, Duration timeout) {
		for (int i = 0; i < PROBES; i++) {
			long start = System.nanoTime();
			await(use.probe(commands), WARM_UP);
			if (System.nanoTime() - start <= timeout.toNanos()) {
				return;
			}
		}
		throw new RedisCommandTimeoutException("No answer in time");
	}

	private static <T> T await(Future<T> answer, Duration timeout) {
		try {
			return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new RedisCommandTimeoutException("No answer");
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RedisException refused) ? refused : new RedisException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisCommandInterruptedException(ex);
		}
	}

}
