package dev.webhooks.inbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
	private static final int CROWD = 32;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition ready = this.lock.newCondition();

	private final Queue<PendingEvent> events = new ArrayDeque<>();

	private final int capacity;

	private final long maxBytes;

	private final Duration patience;

	private long bytes;

	private boolean open;

	/** The batches that were taken. */
	private long batches;

	/** Those of them that are being stored. */
	private int underWay;

	/** The events in them that have a key of their order. */
	private int ordered;

	/**
	 * Creates a queue.
	 * @param capacity events that there is room for
	 * @param maxBytes bytes that there is room for
	 * @param patience how long a few events wait for the batch that is being stored
	 */
	AcceptQueue(int capacity, long maxBytes, Duration patience) {
		this.capacity = capacity;
		this.maxBytes = maxBytes;
		this.patience = patience;
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
	List<PendingEvent> take(int limit) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			awaitReady();
			List<PendingEvent> taken = new ArrayList<>(Math.min(limit, this.events.size()));
			while (taken.size() < limit && !this.events.isEmpty()) {
				PendingEvent event = this.events.remove();
				this.bytes -= event.incoming().event().size();
				this.ordered += isOrdered(event) ? 1 : 0;
				taken.add(event);
			}
			this.batches++;
			this.underWay++;
			signalIfReady();
			return taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Where nothing was taken for so long the database hangs, maybe for one batch alone.
	 */
	private void awaitReady() throws InterruptedException {
		int enough = CROWD;
		while ((this.open || !this.events.isEmpty()) && !isReady(enough)) {
			long before = this.batches;
			boolean late = this.ready.awaitNanos(this.patience.toNanos()) <= 0;
			enough = (late && this.batches == before) ? 1 : CROWD;
		}
	}

	/**
	 * Says that what was taken is dealt with.
	 */
	void done(List<PendingEvent> taken) {
		this.lock.lock();
		try {
			this.underWay--;
			this.ordered -= (int) taken.stream().filter(AcceptQueue::isOrdered).count();
			signalIfReady();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void signalIfReady() {
		if (isReady(CROWD)) {
			this.ready.signal();
		}
	}

	/** What is in order must not be overtaken by the batch after it. */
	private boolean isReady(int enough) {
		if (this.underWay == 0) {
			return !this.events.isEmpty();
		}
		return this.ordered == 0 && this.events.size() >= enough;
	}

	private static boolean isOrdered(PendingEvent event) {
		return event.incoming().orderKey() != null;
	}

}
