package dev.webhooks.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookException;

/**
 * Says that a property of the webhook receiver has to be changed before the application
 * can start. It never shows a secret.
 */
@Internal
public class InvalidWebhookConfigurationException extends WebhookException {

	private final String property;

	private final String action;

	/**
	 * Creates an exception.
	 * @param property the name of the property
	 * @param description what is wrong, as a sentence
	 * @param action what to do, as a sentence
	 */
	public InvalidWebhookConfigurationException(String property, String description, String action) {
		this(property, description, action, null);
	}

	/**
	 * Creates an exception.
	 * @param property the name of the property
	 * @param description what is wrong, as a sentence
	 * @param action what to do, as a sentence
	 * @param cause what went wrong, or {@code null}
	 */
	public InvalidWebhookConfigurationException(String property, String description, String action,
			@Nullable Throwable cause) {
		super("Property '%s': %s".formatted(property, description), cause);
		this.property = property;
		this.action = action;
	}

	/**
	 * Uses settings that know nothing of the properties they come from: the one place
	 * where a property is named of a setting that cannot be used.
	 * @param <T> the type of what is made
	 * @param prefix what stands before the keys of the settings, with a dot at its end
	 * @param use uses the settings
	 * @return what is made of them
	 * @throws InvalidWebhookConfigurationException if one of them cannot be used
	 */
	public static <T> T below(String prefix, Supplier<T> use) {
		try {
			return use.get();
		}
		catch (InvalidSettingException ex) {
			throw new InvalidWebhookConfigurationException(prefix + ex.key(), ex.description(), ex.fix(), ex);
		}
	}

	/**
	 * Property that has to be changed.
	 * @return the name of the property
	 */
	public String property() {
		return this.property;
	}

	/**
	 * Advice on how to mend it.
	 * @return the fix
	 */
	public String action() {
		return this.action;
	}

}
