package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;

/**
 * The stages of an engine, each of which a thread runs.
 *
 * @param parts what they share
 * @param acceptQueue where messages wait to be stored
 * @param acceptance puts them there and waits
 * @param intake brings them through the store to the workers
 * @param writer stores those that wait
 * @param poller finds destinations for which deliveries are due
 * @param claimer leases these deliveries
 * @param runner has them handled
 * @param handling what is done with them
 * @param timeouts interrupts handlers that take too long
 * @param retention removes what is old
 * @param upkeep says that this node lives
 * @param failures knows what died
 */
record EngineStages(EngineParts parts, AcceptQueue acceptQueue, Acceptance acceptance, Intake intake,
		MessageWriter writer, DeliveryPoller poller, DeliveryClaimer claimer, DeliveryRunner runner,
		DeliveryRunner.Handling handling, RunTimeouts timeouts, RetentionTask retention, Upkeep upkeep,
		EngineFailures failures) {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryEngine.class);

	/** So often that each time there is little to remove. */
	private static final Duration RETENTION_INTERVAL = Duration.ofMinutes(1);

	private static final int MOST_NAMED = 10;

	/**
	 * Begins to take messages, and to hand them out if threads wait for them. Otherwise
	 * the queue stays closed, so that what is taken waits in the store.
	 */
	void open(boolean delivering) {
		if (delivering) {
			this.parts.completion().open();
			this.parts.queue().open();
		}
		else {
			this.parts.completion().close();
		}
		this.parts.schedule().open();
		this.poller.lookAtGates();
		this.acceptQueue.open();
	}

	/**
	 * Starts what finds deliveries that are due, runs them and records their ends.
	 * @return what records them
	 */
	EngineThread startDelivering(EngineThreads threads, Executor workers) {
		EngineThread completion = threads.start("completion", this.parts.completion());
		threads.start("poller", this.poller);
		threads.start("claimer-1", () -> this.claimer.run(false));
		threads.start("claimer-2", () -> this.claimer.run(true));
		threads.startWorkers(workers, this::work);
		threads.schedule("retention", RETENTION_INTERVAL, this.retention);
		return completion;
	}

	/**
	 * Starts what looks after deliveries that run, and after the nodes.
	 */
	void startTimers(EngineThreads threads, Duration lease) {
		threads.schedule("leases", this.parts.leases().renewalInterval().dividedBy(2), this::renewLeases);
		threads.schedule("timeouts", Duration.ofMillis(500), this.timeouts::check);
		threads.schedule("upkeep", lease, this.upkeep);
		threads.start("announcement", this.upkeep);
	}

	/**
	 * Runs deliveries until the queue is closed.
	 */
	void work() {
		while (true) {
			try {
				Optional<ClaimedDelivery> delivery = this.parts.queue().take();
				if (delivery.isEmpty()) {
					return;
				}
				run(delivery.get());
			}
			catch (InterruptedException ex) {
				logger.debug("A worker was interrupted while it had nothing to do");
			}
			catch (RuntimeException | Error ex) {
				this.failures.died("worker", ex);
			}
		}
	}

	void run(ClaimedDelivery delivery) {
		try {
			this.runner.run(delivery);
		}
		catch (RuntimeException | Error ex) {
			this.parts.giveBack(this.parts.queue().endRun(delivery));
			logger.error("Cannot run {}, which is tried again when its lease has ended", delivery, ex);
		}
		finally {
			this.parts.queue().done(delivery, this.parts::room);
		}
	}

	/**
	 * Renews the leases of what is running or waits for a worker.
	 */
	void renewLeases() {
		try {
			List<ClaimedDelivery> due = this.parts.leases().dueForRenewal();
			if (!due.isEmpty()) {
				Instant until = this.parts.leases().end();
				Set<DeliveryId> renewed = this.parts.store().renew(due, until);
				this.parts.leases()
					.renewed(due, renewed, until)
					.forEach((lost) -> logger.warn("The lease of {} was lost, another node may run it again", lost));
			}
		}
		catch (RuntimeException | Error ex) {
			logger.warn("Cannot renew leases now", ex);
		}
	}

	/**
	 * Says what is waited for.
	 */
	void logRunning(Duration timeout) {
		List<ClaimedDelivery> running = this.timeouts.running();
		if (!running.isEmpty()) {
			logger.info("Waiting up to {} s for what runs ({}): {}", timeout.toSeconds(), running.size(),
					running.stream().limit(MOST_NAMED).toList());
		}
	}

	/**
	 * Tells whether what was stored or looked for last succeeded.
	 */
	boolean isReachable() {
		return !this.poller.isFailing() && !this.claimer.isFailing() && !this.parts.completion().isFailing();
	}

}
