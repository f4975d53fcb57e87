package dev.webhooks.autoconfigure;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookException;

/**
 * Says that a property of the webhook receiver has to be changed before the application
 * can start. It never shows a secret.
 */
public class InvalidWebhookConfigurationException extends WebhookException {

	private final String property;

	private final String action;

	InvalidWebhookConfigurationException(String property, String description, String action) {
		this(property, description, action, null);
	}

	InvalidWebhookConfigurationException(String property, String description, String action,
			@Nullable Throwable cause) {
		super("Property '%s': %s".formatted(property, description), cause);
		this.property = property;
		this.action = action;
	}

	/**
	 * Property that has to be changed.
	 * @return the name of the property
	 */
	public String property() {
		return this.property;
	}

	/**
	 * What to do.
	 * @return the fix
	 */
	public String action() {
		return this.action;
	}

}
