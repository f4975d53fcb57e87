package dev.webhooks.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

import dev.webhooks.inbox.WebhookInbox;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;

/**
 * Keeps the application from starting with transactional listeners that nothing could run
 * in a transaction of the inbox.
 */
final class TransactionalListenersCheck implements SmartLifecycle {

	private final WebhookListenerRegistry registry;

	private final @Nullable WebhookInbox inbox;

	private volatile boolean running;

	TransactionalListenersCheck(WebhookListenerRegistry registry, @Nullable WebhookInbox inbox) {
		this.registry = registry;
		this.inbox = inbox;
	}

	@Override
	public void start() {
		this.registry.listeners()
			.stream()
			.filter(WebhookListenerMethod::isTransactional)
			.findFirst()
			.ifPresent(this::check);
		this.running = true;
	}

	private void check(WebhookListenerMethod listener) {
		if (this.inbox == null || !this.inbox.isTransactional()) {
			throw new InvalidWebhookConfigurationException("webhooks.inbox.type",
					"Webhook listener %s is transactional, but there is no inbox in a database with one transaction "
						.formatted(listener) + "manager for the same DataSource.",
					"Use an inbox of type 'jdbc' and the transaction manager that Spring Boot configures, or name one of "
							+ "several in '" + InboxBeans.TRANSACTION_MANAGER + "', or remove 'transactional = true'.");
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
