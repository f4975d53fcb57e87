package dev.webhooks.autoconfigure.jdbc;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.StartCheck;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;

/**
 * Keeps the application from starting with a transactional listener and a pool of one
 * connection, which leaves none for accepting events while it runs.
 */
final class InboxConnectionsCheck extends StartCheck {

	private static final Logger logger = LoggerFactory.getLogger(InboxConnectionsCheck.class);

	private static final String PROPERTY = "spring.datasource.hikari.maximum-pool-size";

	private final WebhookListenerRegistry registry;

	private final InboxConnections connections;

	InboxConnectionsCheck(WebhookListenerRegistry registry, InboxConnections connections) {
		this.registry = registry;
		this.connections = connections;
	}

	@Override
	protected void check() {
		Integer max = this.connections.max();
		if (max != null && max <= InboxConnections.SPARE) {
			this.registry.listeners()
				.stream()
				.filter(WebhookListenerMethod::isTransactional)
				.findFirst()
				.ifPresent((listener) -> check(listener, max));
		}
	}

	private void check(WebhookListenerMethod listener, int max) {
		if (max == 1) {
			throw new InvalidWebhookConfigurationException(PROPERTY,
					"Webhook listener %s is transactional, and while it runs it holds the only connection of the pool: "
						.formatted(listener) + "nothing could be accepted meanwhile.",
					("Set the property, or that of another pool, to at least 2, and to %s or more so that the inbox has "
							+ "%s connections beside it. Or remove 'transactional = true'.")
						.formatted(InboxConnections.SPARE + 1, InboxConnections.SPARE));
		}
		logger.warn(
				"The pool has {} connections: one transactional webhook listener runs at a time, and the inbox "
						+ "makes do with {} beside it, where {} would be better ('{}')",
				max, max - 1, InboxConnections.SPARE, PROPERTY);
	}

}
