package dev.webhooks.receiver;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.secret.Secret;

/**
 * Chooses the headers that are stored with an event: those that hold no credential.
 */
final class StoredHeaders {

	/** Headers that let their reader act as their sender. */
	private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");

	private StoredHeaders() {
	}

	/**
	 * Drops what must not be stored, such as a token that the provider sends in a header
	 * of its own.
	 * @param headers the headers of the request
	 * @param secrets the secrets that they may hold
	 */
	static WebhookHeaders of(WebhookHeaders headers, List<Secret> secrets) {
		return headers.filter((name, value) -> !CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))
				&& secrets.stream().noneMatch((secret) -> secret.isIn(value)));
	}

}
