package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;

import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.Submission;

/**
 * The events that wait to be stored, bounded by their number and by their bytes. What
 * belongs to one request enters as a whole, if there is room for the first of it.
 */
final class AcceptQueue {

	/** Fewer are not worth a transaction beside the one that is under way. */
	private static final int CROWD = 8;

	private final Mutex lock = new Mutex();

	private final Condition ready = this.lock.newCondition();

	private final Queue<Pending> events = new ArrayDeque<>();

	private final AcceptLimits limits;

	/** Nanoseconds. */
	private final long patience;

	private long bytes;

	private boolean open;

	/** Batches that are being stored, the oldest first. */
	private final Deque<Batch> underWay = new ArrayDeque<>();

	/**
	 * Creates a queue.
	 * @param limits how much there is room for, and how much is taken together
	 * @param patience how long a batch may be under way before a few events no longer
	 * wait for it
	 */
	AcceptQueue(AcceptLimits limits, Duration patience) {
		this.limits = limits;
		this.patience = patience.toNanos();
	}

	void open() {
		this.lock.run(() -> this.open = true);
	}

	/**
	 * Refuses events from now on. What is there can still be taken.
	 */
	void close() {
		this.lock.run(() -> {
			this.open = false;
			this.ready.signalAll();
		});
	}

	/**
	 * Tells how full it is, from 0 to 1, by number or by bytes, whichever is more.
	 */
	double fill() {
		return this.lock.get(() -> Math.min(1, Math.max((double) this.events.size() / this.limits.queueCapacity(),
				(double) this.bytes / this.limits.queueSize())));
	}

	/**
	 * Adds events.
	 * @return whether there was room
	 */
	boolean offer(List<Pending> added) {
		return this.lock.get(() -> {
			if (!this.open || this.events.size() >= this.limits.queueCapacity()
					|| this.bytes >= this.limits.queueSize()) {
				return false;
			}
			for (Pending event : added) {
				this.events.add(event);
				this.bytes += event.size();
			}
			signalIfReady();
			return true;
		});
	}

	/**
	 * Takes whatever is there and fits into a batch, and waits only if that is nothing,
	 * or if it is to wait for the batch that is being stored.
	 * @return the events; none if the queue is closed and empty
	 */
	Batch take() throws InterruptedException {
		return this.lock.await(() -> {
			while ((this.open || !this.events.isEmpty()) && !isReady()) {
				this.ready.awaitNanos(untilLate());
			}
			Batch batch = new Batch(removeBatch());
			this.underWay.add(batch);
			signalIfReady();
			return batch;
		});
	}

	private List<Pending> removeBatch() {
		List<Pending> batch = new ArrayList<>(Math.min(this.limits.batchSize(), this.events.size()));
		long size = 0;
		while (!this.events.isEmpty() && batch.size() < this.limits.batchSize()) {
			size += this.events.element().size();
			if (!batch.isEmpty() && size > this.limits.batchBytes()) {
				break;
			}
			batch.add(this.events.remove());
		}
		batch.forEach((event) -> this.bytes -= event.size());
		return batch;
	}

	/**
	 * Says that what was taken is dealt with.
	 */
	void done(Batch batch) {
		this.lock.run(() -> {
			this.underWay.remove(batch);
			signalIfReady();
		});
	}

	private void signalIfReady() {
		if (isReady()) {
			this.ready.signal();
		}
	}

	/** Events in order must not be overtaken by the batch after them. */
	private boolean isReady() {
		if (this.underWay.isEmpty()) {
			return !this.events.isEmpty();
		}
		return isEnough() && this.underWay.stream().noneMatch((batch) -> batch.ordered);
	}

	private boolean isEnough() {
		boolean crowd = this.events.size() >= CROWD || this.bytes >= this.limits.batchBytes();
		return crowd || (!this.events.isEmpty() && (!this.open || late() >= 0));
	}

	/** Nanoseconds until a few no longer wait, and where that is so already, some. */
	private long untilLate() {
		long late = late();
		return (late < 0) ? -late : this.patience;
	}

	/** Nanoseconds that the oldest batch has been under way for too long. */
	private long late() {
		Batch oldest = this.underWay.peek();
		return (oldest != null) ? System.nanoTime() - oldest.takenAt - this.patience : -this.patience;
	}

	/**
	 * An event whose request waits until it is stored.
	 *
	 * @param incoming the event
	 * @param size the bytes that are to be stored
	 * @param outcome completed when the event is stored, or exceptionally if it cannot be
	 */
	record Pending(Submission incoming, long size, CompletableFuture<AddOutcome> outcome) {

		static Pending of(Submission incoming) {
			return new Pending(incoming, incoming.storedSize(), new CompletableFuture<>());
		}

	}

	/**
	 * Events that are stored together.
	 */
	static final class Batch {

		private final List<Pending> events;

		/** Whether any of them has a key of its order. */
		private final boolean ordered;

		private final long takenAt = System.nanoTime();

		private Batch(List<Pending> events) {
			this.events = events;
			this.ordered = events.stream().anyMatch((event) -> event.incoming().orderKey() != null);
		}

		List<Pending> events() {
			return this.events;
		}

	}

}
