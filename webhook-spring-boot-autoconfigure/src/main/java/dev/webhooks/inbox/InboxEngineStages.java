package dev.webhooks.inbox;

import java.time.Instant;
import java.util.List;
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
 * @param poller leases deliveries that are due
 * @param runner runs listeners
 * @param listeners the listeners
 * @param timeouts interrupts listeners that take too long
 * @param retention removes what is old
 */
record InboxEngineStages(InboxParts parts, AcceptQueue acceptQueue, EventWriter writer, DeliveryPoller poller,
		DeliveryRunner runner, DeliveryRunner.Listeners listeners, ListenerTimeouts timeouts,
		InboxRetention retention) {

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
		}
	}

	private void run(ClaimedDelivery delivery) {
		try {
			this.runner.run(delivery);
		}
		catch (RuntimeException | Error ex) {
			logger.error("Cannot run {}, which is tried again when its lease has ended", delivery, ex);
		}
		finally {
			this.parts.queue().done(delivery, this.parts.poller()::room);
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
				this.parts.inbox().renew(due, until);
				this.parts.leases().renewed(due, until);
			}
		}
		catch (RuntimeException | Error ex) {
			logger.warn("Cannot renew leases now", ex);
		}
	}

}
