package dev.webhooks.delivery.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

	void open() {
		this.parts.completion().open();
		this.parts.queue().open();
		this.parts.schedule().open();
		this.poller.lookAtGates();
		this.acceptQueue.open();
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

	private void run(ClaimedDelivery delivery) {
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
	 * Tells whether what was stored or looked for last succeeded.
	 */
	boolean isReachable() {
		return !this.poller.isFailing() && !this.claimer.isFailing() && !this.parts.completion().isFailing();
	}

}
