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
 * at all: a slow store is told of as it was seen last, up to a minute ago. Safe for use
 * by several threads.
 */
public final class EngineWatch {

	/** How old what is answered may be. */
	static final Duration MAX_AGE = Duration.ofSeconds(5);

	/** How long the store may take before it is taken for away. */
	static final Duration PATIENCE = Duration.ofSeconds(1);

	/** How old what is answered may be while the store takes longer. */
	static final Duration MAX_LATE_AGE = Duration.ofMinutes(1);

	private final OperatedEngine engine;

	private final Duration maxAge;

	private final Duration patience;

	private @Nullable Look last;

	/**
	 * The latest result, also if nobody waited for it, unless the store failed since.
	 */
	private volatile @Nullable EngineSnapshot seen;

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
	 * Shows what there was to do some seconds ago at the most, or up to a minute ago if
	 * the store takes longer.
	 * @return the snapshot, which may be shared
	 * @throws StoreUnavailableException if the store has not answered, or not in time
	 */
	public EngineSnapshot snapshot() {
		EngineSnapshot found = look().await(this.patience);
		if (found == null) {
			found = seenLately();
		}
		if (found == null) {
			throw new StoreUnavailableException("The store does not answer", null);
		}
		return found;
	}

	private @Nullable EngineSnapshot seenLately() {
		EngineSnapshot last = this.seen;
		return (last != null && !isOlder(last.takenAt(), MAX_LATE_AGE)) ? last : null;
	}

	/** A clock may have been set back. */
	private boolean isOlder(Instant time, Duration age) {
		Instant now = this.engine.clock().instant();
		return now.isBefore(time) || Duration.between(time, now).compareTo(age) >= 0;
	}

	/** There is one at a time, however long the store lets it wait. */
	private synchronized Look look() {
		Look look = this.last;
		if (look == null || look.isOver()) {
			look = new Look();
			this.last = look;
			look.start();
		}
		return look;
	}

	/**
	 * One look into the store.
	 */
	private final class Look {

		private final CompletableFuture<EngineSnapshot> result = new CompletableFuture<>();

		private final long startedAt = System.nanoTime();

		private volatile @Nullable Instant endedAt;

		/** Only a thread of its own can be left alone with a database that hangs. */
		void start() {
			try {
				Thread thread = new Thread(this::run, "webhook-" + EngineWatch.this.engine.name() + "-watch");
				thread.setDaemon(true);
				thread.start();
			}
			catch (OutOfMemoryError ex) {
				fail(ex);
			}
		}

		private void run() {
			try {
				EngineSnapshot snapshot = EngineSnapshot.of(EngineWatch.this.engine);
				this.endedAt = EngineWatch.this.engine.clock().instant();
				EngineWatch.this.seen = snapshot;
				this.result.complete(snapshot);
			}
			catch (Throwable ex) {
				fail(ex);
			}
		}

		private void fail(Throwable failure) {
			this.endedAt = EngineWatch.this.engine.clock().instant();
			EngineWatch.this.seen = null;
			this.result.completeExceptionally(failure);
		}

		boolean isOver() {
			Instant end = this.endedAt;
			return this.result.isDone() && end != null && isOlder(end, EngineWatch.this.maxAge);
		}

		/** Returns {@code null} if the store takes longer. */
		@Nullable EngineSnapshot await(Duration patience) {
			try {
				long left = patience.toNanos() - (System.nanoTime() - this.startedAt);
				return this.result.get(Math.max(0, left), TimeUnit.NANOSECONDS);
			}
			catch (ExecutionException ex) {
				throw new StoreUnavailableException("The store cannot be read", ex.getCause());
			}
			catch (TimeoutException ex) {
				return null;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new StoreUnavailableException("The thread was interrupted", ex);
			}
		}

	}

}
