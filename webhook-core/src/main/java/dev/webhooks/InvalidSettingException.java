package dev.webhooks;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The report of a setting of a provider that cannot be used, with the fix. It is thrown
 * while a provider is made, never by a request, and never shows a secret.
 */
public class InvalidSettingException extends WebhookException {

	private static final String FIX = "Correct the property; docs/configuration.md has the grammar.";

	private final String key;

	private final String description;

	private final String fix;

	/**
	 * Creates an exception.
	 * @param key the key relative to the provider, for example {@code signature.format}
	 * @param value the configured value, never a secret, or {@code null}
	 * @param reason why the value cannot be used
	 */
	public InvalidSettingException(String key, @Nullable Object value, String reason) {
		this(key, (value != null) ? "%s (it is '%s')".formatted(reason, text(value)) : reason, FIX, null);
	}

	private InvalidSettingException(String key, String description, String fix, @Nullable Throwable cause) {
		super("Setting '%s': %s".formatted(key, description), cause);
		this.key = key;
		this.description = description;
		this.fix = fix;
	}

	private static Object text(Object value) {
		return (value instanceof Duration duration) ? DurationText.of(duration) : value;
	}

	/**
	 * Creates an exception that says what to do.
	 * @param key the key relative to the provider, for example {@code max-body-size}
	 * @param description what is wrong, as a sentence
	 * @param fix what to do, as a sentence
	 * @return the exception
	 */
	public static InvalidSettingException of(String key, String description, String fix) {
		return new InvalidSettingException(key, description, fix, null);
	}

	/**
	 * Creates an exception that says what to do.
	 * @param key the key relative to the provider
	 * @param description what is wrong, as a sentence
	 * @param fix what to do, as a sentence
	 * @param cause what went wrong
	 * @return the exception
	 */
	public static InvalidSettingException of(String key, String description, String fix, Throwable cause) {
		return new InvalidSettingException(key, description, fix, cause);
	}

	/**
	 * Key of the setting.
	 * @return the key relative to the provider
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Reason why the setting cannot be used, without the key.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Advice on how to mend it.
	 * @return the fix
	 */
	public String fix() {
		return this.fix;
	}

}
