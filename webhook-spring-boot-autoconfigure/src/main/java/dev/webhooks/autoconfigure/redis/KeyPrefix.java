package dev.webhooks.autoconfigure.redis;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.WebhookProperties;

/**
 * Beginning of the names of all keys that an application has in Redis.
 *
 * @param properties the properties
 * @param environment knows the name of the application
 */
record KeyPrefix(WebhookProperties properties, Environment environment) {

	private static final String ROOT = "webhooks:";

	String value() {
		String configured = this.properties.getRedis().getKeyPrefix();
		if (configured != null) {
			return configured;
		}
		String application = application();
		return StringUtils.hasText(application) ? ROOT + application + ":" : ROOT;
	}

	/**
	 * Applications that share a Redis without knowing would take each other's events for
	 * duplicates.
	 * @throws InvalidWebhookConfigurationException if nothing tells this application from
	 * others
	 */
	String ofOneApplication() {
		if (this.properties.getRedis().getKeyPrefix() == null && !StringUtils.hasText(application())) {
			throw new InvalidWebhookConfigurationException("webhooks.redis.key-prefix",
					"Nothing tells the events of this application in Redis from those of others.",
					"Set 'spring.application.name', or a prefix such as webhooks:shop:.");
		}
		return value();
	}

	private String application() {
		return this.environment.getProperty("spring.application.name", "");
	}

}
