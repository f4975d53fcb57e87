package dev.webhooks.sender.http;

import java.io.IOException;

/**
 * Thrown when a proxy does not connect to an endpoint. Its answer is not the endpoint's.
 */
@SuppressWarnings("serial")
final class ProxyRefusal extends IOException {

	ProxyRefusal(int status) {
		super("The proxy answered " + status);
	}

}
