package dev.webhooks.test.received;

import java.util.Locale;

import dev.webhooks.WebhookHeaders;

/**
 * A request as it stood on the wire.
 *
 * @param method the method
 * @param target the path, and the query string if there is one
 * @param version the version of HTTP
 * @param headers the headers
 * @param body the bytes of the body, none of one that is too large
 * @param tooLarge whether the body is too large, and was not read to its end
 */
record HttpMessage(String method, String target, String version, WebhookHeaders headers, byte[] body,
		boolean tooLarge) {

	/** Whether the client wants to send further requests by the same connection. */
	boolean keepsAlive() {
		String connection = String.join(",", this.headers.all("Connection"));
		return this.version.equals("HTTP/1.1") && !this.tooLarge
				&& !connection.toLowerCase(Locale.ROOT).contains("close");
	}

}
