package dev.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * Says that a part of a configured recipe cannot be understood. It is thrown at start-up
 * only.
 */
public class InvalidRecipeException extends WebhookException {

	private final String key;

	private final @Nullable Object value;

	/**
	 * Creates an exception.
	 * @param key the key of the recipe, relative to the provider, for example
	 * {@code signature.format}
	 * @param value the configured value, never a secret, or {@code null}
	 * @param reason why the value cannot be used
	 */
	public InvalidRecipeException(String key, @Nullable Object value, String reason) {
		super(reason, null);
		this.key = key;
		this.value = value;
	}

	/**
	 * Key of the recipe.
	 * @return the key relative to the provider
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Value that cannot be used.
	 * @return the value or {@code null}
	 */
	public @Nullable Object value() {
		return this.value;
	}

}
