package dev.webhooks.delivery.engine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.store.DeliveryStore;

/**
 * Records the ends of attempts: those that come within a moment share a transaction.
 * While the database is away they wait here, and when there are too many the workers wait
 * too.
 */
final class DeliveryCompletion implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryCompletion.class);

	private static final int CAPACITY = 4096;

	private static final int BATCH_SIZE = 256;

	/** Nobody waits for the record, so that more of them may share a transaction. */
	private static final long GATHERING_MILLIS = 20;

	private static final long IDLE_MILLIS = 100;

	private static final long RETRY_MILLIS = 250;

	private final BlockingQueue<FinishedDelivery> queue = new ArrayBlockingQueue<>(CAPACITY);

	private final Semaphore urgent = new Semaphore(0);

	private final DeliveryStore store;

	private final Clock clock;

	private final Consumer<FinishedDelivery> recorded;

	private volatile boolean closed;

	private volatile boolean failing;

	private final AtomicLong lost = new AtomicLong();

	DeliveryCompletion(DeliveryStore store, Clock clock, Consumer<FinishedDelivery> recorded) {
		this.store = store;
		this.clock = clock;
		this.recorded = recorded;
	}

	boolean isFailing() {
		return this.failing;
	}

	/**
	 * Tells how many deliveries others had taken over when they ended here, or were to
	 * begin.
	 */
	long lost() {
		return this.lost.get();
	}

	/**
	 * Another node has taken a delivery over.
	 */
	void lost(ClaimedDelivery delivery) {
		this.lost.incrementAndGet();
		logger.warn("The lease of {} was lost, another node may run it again", delivery);
	}

	void open() {
		this.closed = false;
	}

	/**
	 * Ends {@link #run} when all is recorded.
	 */
	void close() {
		this.closed = true;
		this.urgent.release();
	}

	/**
	 * Has an end recorded.
	 * @param urgent whether others wait for that
	 */
	void add(FinishedDelivery finished, boolean urgent) {
		boolean interrupted = Thread.interrupted();
		while (true) {
			try {
				this.queue.put(finished);
				break;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (urgent || this.queue.size() >= BATCH_SIZE) {
			this.urgent.release();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Has it recorded that a delivery was given back. While the database is away there
	 * may be no room for that, and its lease ends anyway.
	 */
	void giveBack(FinishedDelivery finished) {
		if (!this.queue.offer(finished)) {
			logger.debug("{} is left to its lease", finished.delivery());
		}
	}

	@Override
	public void run() {
		try {
			while (!this.closed || !this.queue.isEmpty()) {
				FinishedDelivery first = this.queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
				if (first != null) {
					record(gather(first));
				}
			}
		}
		catch (InterruptedException ex) {
			logger.debug("The engine records no more ends of deliveries");
		}
	}

	private List<FinishedDelivery> gather(FinishedDelivery first) throws InterruptedException {
		if (!this.closed) {
			this.urgent.tryAcquire(GATHERING_MILLIS, TimeUnit.MILLISECONDS);
			this.urgent.drainPermits();
		}
		List<FinishedDelivery> batch = new ArrayList<>(BATCH_SIZE);
		batch.add(first);
		this.queue.drainTo(batch, BATCH_SIZE - 1);
		return batch;
	}

	private void record(List<FinishedDelivery> batch) throws InterruptedException {
		boolean warned = false;
		while (true) {
			try {
				finish(batch);
				this.failing = false;
				return;
			}
			catch (StoreUnavailableException ex) {
				if (!warned) {
					logger.warn("The engine cannot record the ends of {} deliveries and keeps trying", batch.size(),
							ex);
				}
				warned = true;
				this.failing = true;
				TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
			}
			catch (RuntimeException | Error ex) {
				this.failing = false;
				split(batch, ex);
				return;
			}
		}
	}

	/**
	 * A delivery whose end cannot be recorded is tried again when its lease has ended.
	 */
	private void split(List<FinishedDelivery> batch, Throwable ex) throws InterruptedException {
		if (batch.size() == 1) {
			logger.error("Cannot record the end of {}", batch.get(0).delivery(), ex);
			return;
		}
		record(batch.subList(0, batch.size() / 2));
		record(batch.subList(batch.size() / 2, batch.size()));
	}

	private void finish(List<FinishedDelivery> batch) {
		Set<DeliveryId> lost = this.store.finish(batch, this.clock.instant());
		for (FinishedDelivery finished : batch) {
			if (lost.contains(finished.delivery().id())) {
				lost(finished.delivery());
			}
			else {
				recorded(finished);
			}
		}
	}

	/**
	 * The end of a delivery is recorded. It is not recorded again, whatever comes of
	 * telling others.
	 */
	void recorded(FinishedDelivery finished) {
		try {
			this.recorded.accept(finished);
		}
		catch (RuntimeException | Error ex) {
			logger.error("Something failed after the end of {} was recorded", finished.delivery(), ex);
		}
	}

}
