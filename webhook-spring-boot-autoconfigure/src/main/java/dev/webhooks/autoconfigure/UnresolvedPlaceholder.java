package dev.webhooks.autoconfigure;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds placeholders such as <code>${STRIPE_WEBHOOK_SECRET}</code> that nothing resolved.
 */
final class UnresolvedPlaceholder {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]*)}");

	private UnresolvedPlaceholder() {
	}

	/**
	 * Checks a value or a collection of values.
	 * @param property the name of the property
	 * @param value what is bound
	 * @throws InvalidWebhookConfigurationException if there is such a placeholder
	 */
	static void check(String property, @Nullable Object value) {
		if (value instanceof Collection<?> values) {
			values.forEach((element) -> check(property, element));
		}
		else if (value instanceof String text) {
			Matcher matcher = PLACEHOLDER.matcher(text);
			if (matcher.find()) {
				throw new InvalidWebhookConfigurationException(property,
						"The placeholder %s is not resolved.".formatted(matcher.group()),
						"Set the environment variable or property '%s'.".formatted(matcher.group(1)));
			}
		}
	}

}
