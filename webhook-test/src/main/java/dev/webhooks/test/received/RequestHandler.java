package dev.webhooks.test.received;

import java.net.Socket;

import dev.webhooks.WebhookResponse;

/**
 * Takes what arrives, and decides how it is answered.
 */
@FunctionalInterface
interface RequestHandler {

	Answered handle(HttpMessage message, Socket socket, int connection);

	/**
	 * A decision.
	 *
	 * @param answer how to answer
	 * @param response what to answer
	 */
	record Answered(WebhookAnswer answer, WebhookResponse response) {
	}

}
