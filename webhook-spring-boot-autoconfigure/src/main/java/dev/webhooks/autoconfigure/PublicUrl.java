package dev.webhooks.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Checks configured URLs: one without a scheme would never match what a provider signs.
 */
final class PublicUrl {

	private PublicUrl() {
	}

	/**
	 * Checks a URL.
	 * @param property the name of the property, for the message
	 * @param url the configured URL or {@code null}
	 * @return the URL
	 * @throws InvalidWebhookConfigurationException if it is not an absolute URL
	 */
	static @Nullable String check(String property, @Nullable String url) {
		if (url != null && !url.matches("https?://[^/\\s].*")) {
			throw new InvalidWebhookConfigurationException(property, "'%s' is not an absolute URL.".formatted(url),
					"Use a URL such as https://hooks.example.com.");
		}
		return url;
	}

	/**
	 * Takes the slashes from the end of a URL that paths are appended to.
	 */
	static @Nullable String base(String property, @Nullable String url) {
		String checked = check(property, url);
		return (checked != null) ? checked.replaceAll("/+$", "") : null;
	}

}
