package dev.webhooks.signature;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.request.Locator;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;

/**
 * A value that has to be in a request, such as
 * {@code header:PAYPAL-AUTH-ALGO=SHA256withRSA}, or that must not be another where it is
 * there ({@code header:X-Signature-Version?=1}). Immutable.
 *
 * @param template where the value is
 * @param optional whether it may be missing
 * @param value the value
 */
@Internal
public record RequiredValue(Template template, boolean optional, String value) {

	/**
	 * Reads a value as it is configured.
	 * @param key the configuration key, for the message
	 * @throws InvalidSettingException if the text is not a locator and a value
	 */
	public static RequiredValue parse(String key, String text) {
		int equals = text.indexOf('=');
		if (equals < 0) {
			throw new InvalidSettingException(key, text, "Use a locator, '=' and the value.");
		}
		String locator = text.substring(0, equals);
		return new RequiredValue(Template.parseLocator(key, locator), locator.endsWith("?"),
				text.substring(equals + 1));
	}

	/**
	 * Checks a request.
	 * @throws dev.webhooks.WebhookRejectedException if the value is not as it has to be
	 */
	public void check(RequestValues values) {
		String found = this.template.expand(values);
		boolean missing = this.optional && !StringUtils.hasLength(found);
		if (!missing && !this.value.equals(found)) {
			throw KeyedScheme.malformed(this.template + " is not as the provider sends it");
		}
	}

	/**
	 * The header that the value is in.
	 * @return the name, or {@code null} if it is elsewhere
	 */
	@Nullable String header() {
		Locator locator = (this.template.locators().size() == 1) ? this.template.locators().get(0) : null;
		return (locator != null) ? locator.headerName() : null;
	}

}
