package dev.webhooks.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.listener.InvalidWebhookListenerException;
import dev.webhooks.listener.WebhookListenerMethod;

/**
 * The stages of an engine, each of which a thread runs.
 *
 * @param parts what they share
 * @param acceptQueue where events wait to be stored
 * @param writer stores them
 * @param poller finds listeners for which deliveries are due
 * @param claimer leases these deliveries
 * @param runner runs listeners
 * @param listeners the listeners
 * @param timeouts interrupts listeners that take too long
 * @param retention removes what is old
 * @param upkeep says that this node lives
 * @param failures knows what died
 */
record InboxEngineStages(InboxParts parts, AcceptQueue acceptQueue, EventWriter writer, DeliveryPoller poller,
		DeliveryClaimer claimer, DeliveryRunner runner, DeliveryRunner.Listeners listeners, ListenerTimeouts timeouts,
		InboxRetention retention, InboxUpkeep upkeep, InboxFailures failures) {

	private static final Logger logger = LoggerFactory.getLogger(InboxEngine.class);

	/**
	 * Checks that there is a listener for each time-out that is set for one.
	 * @throws InvalidWebhookListenerException if there is none
	 */
	void checkListeners(InboxSettings.Timeouts timeouts) {
		for (String id : timeouts.byListener().keySet()) {
			if (this.listeners.registry().find(id) == null) {
				throw new InvalidWebhookListenerException(
						"The property 'webhooks.inbox.listener-timeouts[%s]' is for a listener that is not there."
							.formatted(id),
						"Use the id of one of the listeners: " + this.listeners.registry()
							.listeners()
							.stream()
							.map(WebhookListenerMethod::id)
							.collect(Collectors.joining(", ")) + ".",
						null);
			}
		}
	}

	void open() {
		this.parts.completion().open();
		this.parts.queue().open();
		this.parts.schedule().open();
		this.acceptQueue.open();
	}

	/**
	 * Runs deliveries until the queue is closed.
	 */
	void work() {
		while (true) {
			try {
				ClaimedDelivery delivery = this.parts.queue().take();
				if (delivery == null) {
					return;
				}
				run(delivery);
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
			this.parts.queue().done(delivery, this.parts.schedule()::room);
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
				Set<DeliveryId> renewed = this.parts.inbox().renew(due, until);
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
