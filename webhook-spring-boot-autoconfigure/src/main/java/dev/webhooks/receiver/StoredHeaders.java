package dev.webhooks.receiver;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.signature.Secret;

/**
 * Chooses the headers that are stored with an event: those that hold no credential.
 */
final class StoredHeaders {

	/** Headers that let whoever reads them act as their sender. */
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
		List<String> spellings = secrets.stream().flatMap(StoredHeaders::spellings).distinct().toList();
		WebhookHeaders.Builder kept = WebhookHeaders.builder();
		headers.forEach((name, value) -> {
			if (!CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)) && spellings.stream().noneMatch(value::contains)) {
				kept.add(name, value);
			}
		});
		return kept.build();
	}

	/**
	 * A secret as it was configured, and what it stands for: that is the token, which
	 * containers read as ISO 8859-1.
	 */
	private static Stream<String> spellings(Secret secret) {
		byte[] bytes = secret.bytes();
		return Stream.of(secret.text(), new String(bytes, StandardCharsets.ISO_8859_1),
				new String(bytes, StandardCharsets.UTF_8));
	}

}
