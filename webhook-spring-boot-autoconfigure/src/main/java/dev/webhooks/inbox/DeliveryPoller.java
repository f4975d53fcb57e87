package dev.webhooks.inbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.provider.WebhookProvider;

/**
 * Leases deliveries that are due: retries, those whose node is gone, and those that found
 * no room when they were accepted. It asks provider by provider, and for no more than the
 * queue has room for.
 */
final class DeliveryPoller implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryPoller.class);

	private static final int MAX_CLAIM = 64;

	private final InboxParts parts;

	private final InboxSettings settings;

	private final Collection<WebhookProvider> providers;

	private boolean failing;

	DeliveryPoller(InboxParts parts, InboxSettings settings, Collection<WebhookProvider> providers) {
		this.parts = parts;
		this.settings = settings;
		this.providers = providers;
	}

	/**
	 * Looks for deliveries until the thread is interrupted.
	 */
	@Override
	public void run() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				Set<String> signalled = this.parts.poller().await(this.settings.pollInterval());
				pollSafely(signalled);
			}
		}
		catch (InterruptedException ex) {
			logger.debug("The inbox looks for no more deliveries");
		}
	}

	/**
	 * The database may be away for a while, which is worth one line. Whatever happens, to
	 * look no more would be worse.
	 */
	private void pollSafely(Set<String> signalled) {
		try {
			poll(signalled);
			if (this.failing) {
				logger.info("The inbox finds deliveries again");
			}
			this.failing = false;
		}
		catch (RuntimeException | Error ex) {
			if (!this.failing) {
				logger.warn("The inbox cannot look for deliveries and keeps trying", ex);
			}
			this.failing = true;
		}
	}

	/**
	 * Looks for deliveries once.
	 * @param signalled the providers to look at; none for all
	 */
	void poll(Set<String> signalled) {
		for (WebhookProvider provider : this.providers) {
			if (signalled.isEmpty() || signalled.contains(provider.name())) {
				poll(provider);
			}
		}
	}

	private void poll(WebhookProvider provider) {
		int room = Math.min(MAX_CLAIM, this.parts.queue().room(provider.name()));
		if (room == 0) {
			this.parts.poller().leftBehind(provider.name());
			return;
		}
		List<ClaimedDelivery> claimed = this.parts.inbox()
			.claim(new ClaimRequest(provider.name(), room, this.parts.clock().instant(), this.parts.leases().create(),
					ordering(provider)));
		this.parts.giveBack(this.parts.queue().put(new ArrayList<>(claimed)));
		if (claimed.size() == room) {
			again(provider.name());
		}
	}

	private void again(String provider) {
		if (this.parts.queue().room(provider) >= MAX_CLAIM) {
			this.parts.poller().dueNow(provider);
		}
		else {
			this.parts.poller().leftBehind(provider);
		}
	}

	private ClaimRequest.Ordering ordering(WebhookProvider provider) {
		if (!provider.isOrdered()) {
			return ClaimRequest.Ordering.NONE;
		}
		return this.settings.deadBlocksKey() ? ClaimRequest.Ordering.WAIT_FOR_DEAD : ClaimRequest.Ordering.SKIP_DEAD;
	}

}
