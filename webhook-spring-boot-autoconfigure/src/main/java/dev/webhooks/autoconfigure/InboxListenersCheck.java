package dev.webhooks.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

import dev.webhooks.inbox.WebhookInbox;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;

/**
 * Keeps the application from starting with listeners that cannot work with its inbox.
 */
final class InboxListenersCheck implements SmartLifecycle {

	private final WebhookListenerRegistry registry;

	private final @Nullable WebhookInbox inbox;

	private volatile boolean running;

	InboxListenersCheck(WebhookListenerRegistry registry, @Nullable WebhookInbox inbox) {
		this.registry = registry;
		this.inbox = inbox;
	}

	@Override
	public void start() {
		List<WebhookListenerMethod> listeners = this.registry.listeners();
		listeners.stream().filter(WebhookListenerMethod::isTransactional).findFirst().ifPresent(this::checkTransaction);
		if (this.inbox != null) {
			checkDistinct(this.inbox, listeners.stream().map(WebhookListenerMethod::id).toList());
		}
		this.running = true;
	}

	private void checkTransaction(WebhookListenerMethod listener) {
		if (this.inbox == null || !this.inbox.isTransactional()) {
			throw new InvalidWebhookConfigurationException("webhooks.inbox.type",
					"Webhook listener %s is transactional, but there is no inbox in a database with one transaction "
						.formatted(listener) + "manager for the same DataSource.",
					"Use an inbox of type 'jdbc' and the transaction manager that Spring Boot configures, or name one of "
							+ "several in '" + InboxBeans.TRANSACTION_MANAGER + "', or remove 'transactional = true'.");
		}
	}

	private static void checkDistinct(WebhookInbox inbox, List<String> ids) {
		if (!inbox.tellsApart(ids)) {
			throw new InvalidWebhookConfigurationException("webhooks.inbox.type",
					"The database of the inbox takes some of the listeners' ids for the same: " + String.join(", ", ids)
							+ ".",
					"Give the listeners ids that differ in more than case, accents and blanks, or use a database "
							+ "without IGNORECASE and COLLATION.");
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before anything that receives or delivers. */
	@Override
	public int getPhase() {
		return SmartLifecycle.DEFAULT_PHASE - 4096;
	}

}
