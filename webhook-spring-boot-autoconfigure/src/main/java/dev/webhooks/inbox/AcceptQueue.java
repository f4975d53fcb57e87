package dev.webhooks.inbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events that wait to be stored, bounded by their number and by their bytes. What
 * belongs to one request enters as a whole, if there is room for the first of it.
 */
final class AcceptQueue {

	/** Fewer are not worth a transaction beside the one that is under way. */
	private static final int CROWD = 8;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition ready = this.lock.newCondition();

	private final Queue<PendingEvent> events = new ArrayDeque<>();

	private final int capacity;

	private final long maxBytes;

	/** Nanoseconds. */
	private final long patience;

	private long bytes;

	private boolean open;

	/** What is being stored, the oldest first. */
	private final Deque<Batch> underWay = new ArrayDeque<>();

	/**
	 * Creates a queue.
	 * @param capacity events that there is room for
	 * @param maxBytes bytes that there is room for
	 * @param patience how long a batch may be under way before a few events no longer
	 * wait for it
	 */
	AcceptQueue(int capacity, long maxBytes, Duration patience) {
		this.capacity = capacity;
		this.maxBytes = maxBytes;
		this.patience = patience.toNanos();
	}

	void open() {
		this.lock.lock();
		try {
			this.open = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Refuses events from now on. What is there can still be taken.
	 */
	void close() {
		this.lock.lock();
		try {
			this.open = false;
			this.ready.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Adds events.
	 * @return whether there was room
	 */
	boolean offer(List<PendingEvent> added) {
		this.lock.lock();
		try {
			if (!this.open || this.events.size() >= this.capacity || this.bytes >= this.maxBytes) {
				return false;
			}
			for (PendingEvent event : added) {
				this.events.add(event);
				this.bytes += event.incoming().event().size();
			}
			signalIfReady();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes whatever is there, and waits only if that is nothing, or if it is to wait for
	 * the batch that is being stored.
	 * @return the events; none if the queue is closed and empty
	 */
	Batch take(int limit) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while ((this.open || !this.events.isEmpty()) && !isReady()) {
				this.ready.awaitNanos(untilLate());
			}
			List<PendingEvent> taken = new ArrayList<>(Math.min(limit, this.events.size()));
			while (taken.size() < limit && !this.events.isEmpty()) {
				PendingEvent event = this.events.remove();
				this.bytes -= event.incoming().event().size();
				taken.add(event);
			}
			Batch batch = new Batch(taken);
			this.underWay.add(batch);
			signalIfReady();
			return batch;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Says that what was taken is dealt with.
	 */
	void done(Batch batch) {
		this.lock.lock();
		try {
			this.underWay.remove(batch);
			signalIfReady();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void signalIfReady() {
		if (isReady()) {
			this.ready.signal();
		}
	}

	/** What is in order must not be overtaken by the batch after it. */
	private boolean isReady() {
		if (this.underWay.isEmpty()) {
			return !this.events.isEmpty();
		}
		return this.events.size() >= enough() && this.underWay.stream().noneMatch((batch) -> batch.ordered);
	}

	private int enough() {
		return (!this.open || late() >= 0) ? 1 : CROWD;
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
	 * Events that are stored together.
	 */
	static final class Batch {

		private final List<PendingEvent> events;

		/** Whether any of them has a key of its order. */
		private final boolean ordered;

		private final long takenAt = System.nanoTime();

		private Batch(List<PendingEvent> events) {
			this.events = events;
			this.ordered = events.stream().anyMatch((event) -> event.incoming().orderKey() != null);
		}

		List<PendingEvent> events() {
			return this.events;
		}

	}

}
