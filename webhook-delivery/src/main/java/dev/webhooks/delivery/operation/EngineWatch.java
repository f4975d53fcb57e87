package dev.webhooks.delivery.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.StoreUnavailableException;

/**
 * Looks into an engine at most once in so many seconds, by one thread, whoever asks:
 * health, meters, alerts and the endpoint. That the store did not answer is remembered as
 * long. Nobody waits longer than about a second, even where the database does not answer
 * at all. Safe for use by several threads.
 */
public final class EngineWatch {

	/** How old what is answered may be. */
	static final Duration MAX_AGE = Duration.ofSeconds(5);

	/** How long the store may take before it is taken for away. */
	static final Duration PATIENCE = Duration.ofSeconds(1);

	private final OperatedEngine engine;

	private final Duration maxAge;

	private final Duration patience;

	private @Nullable Look last;

	/**
	 * Creates a watch whose answers are up to five seconds old, and for which nobody
	 * waits longer than a second.
	 * @param engine the engine
	 */
	public EngineWatch(OperatedEngine engine) {
		this(engine, MAX_AGE, PATIENCE);
	}

	/**
	 * Creates a watch.
	 * @param engine the engine
	 * @param maxAge how old what is answered may be
	 * @param patience how long the store may take
	 */
	public EngineWatch(OperatedEngine engine, Duration maxAge, Duration patience) {
		this.engine = engine;
		this.maxAge = maxAge;
		this.patience = patience;
	}

	/**
	 * The engine that is looked into.
	 * @return the engine
	 */
	public OperatedEngine engine() {
		return this.engine;
	}

	/**
	 * Shows what there was to do some seconds ago at the most.
	 * @return the snapshot, which may be shared
	 * @throws StoreUnavailableException if the store has not answered, or not in time
	 */
	public EngineSnapshot snapshot() {
		return look().await(this.patience);
	}

	/** There is one at a time, however long the store lets it wait. */
	private synchronized Look look() {
		Look look = this.last;
		if (look == null || look.isOver(this.engine.clock().instant(), this.maxAge)) {
			look = new Look();
			this.last = look;
			look.start(this.engine);
		}
		return look;
	}

	/**
	 * One look into the store.
	 */
	private static final class Look {

		private final CompletableFuture<EngineSnapshot> result = new CompletableFuture<>();

		private final long startedAt = System.nanoTime();

		private volatile @Nullable Instant endedAt;

		/** Only a thread of its own can be left alone with a database that hangs. */
		void start(OperatedEngine engine) {
			try {
				Thread thread = new Thread(() -> run(engine), "webhook-" + engine.name() + "-watch");
				thread.setDaemon(true);
				thread.start();
			}
			catch (OutOfMemoryError ex) {
				this.endedAt = engine.clock().instant();
				this.result.completeExceptionally(ex);
			}
		}

		private void run(OperatedEngine engine) {
			try {
				EngineSnapshot snapshot = EngineSnapshot.of(engine);
				this.endedAt = engine.clock().instant();
				this.result.complete(snapshot);
			}
			catch (Throwable ex) {
				this.endedAt = engine.clock().instant();
				this.result.completeExceptionally(ex);
			}
		}

		/** A clock may have been set back. */
		boolean isOver(Instant now, Duration maxAge) {
			Instant end = this.endedAt;
			return this.result.isDone() && end != null
					&& (now.isBefore(end) || !Duration.between(end, now).minus(maxAge).isNegative());
		}

		EngineSnapshot await(Duration patience) {
			try {
				long left = patience.toNanos() - (System.nanoTime() - this.startedAt);
				return this.result.get(Math.max(0, left), TimeUnit.NANOSECONDS);
			}
			catch (ExecutionException ex) {
				throw new StoreUnavailableException("The store cannot be read", ex.getCause());
			}
			catch (TimeoutException ex) {
				throw new StoreUnavailableException("The store does not answer", null);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new StoreUnavailableException("The thread was interrupted", ex);
			}
		}

	}

}
