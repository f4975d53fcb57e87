package dev.webhooks.receiver;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.RequestValues;

/**
 * Answers the requests by which providers test an endpoint, and lets pass what may be an
 * event.
 */
final class HandshakeGate {

	private HandshakeGate() {
	}

	/**
	 * Answers a test that is not signed. Anything else goes on to be verified, also what
	 * cannot be read.
	 * @return the answer, or {@code null} if it is no such test
	 * @throws WebhookRejectedException if it can be neither a test nor an event
	 */
	static @Nullable WebhookResponse unsigned(WebhookProvider provider, WebhookRequest request) {
		WebhookResponse answer = null;
		if (provider.handshakes().hasUnsigned()) {
			try {
				answer = provider.handshakes().answer(provider.valuesOf(request), false);
			}
			catch (WebhookRejectedException ex) {
				answer = null;
			}
		}
		if (answer == null && !provider.handshakes().hasSigned(request.head().method())) {
			checkMayBeEvent(provider, request);
		}
		return answer;
	}

	/**
	 * Answers a test that was verified.
	 * @return the answer, or {@code null} if it is an event
	 * @throws WebhookRejectedException if it is neither
	 */
	static @Nullable WebhookResponse signed(WebhookProvider provider, WebhookRequest request, RequestValues values) {
		WebhookResponse answer = provider.handshakes().answer(values, true);
		if (answer == null) {
			checkMayBeEvent(provider, request);
		}
		return answer;
	}

	private static void checkMayBeEvent(WebhookProvider provider, WebhookRequest request) {
		if (!provider.endpoint().eventMethods().contains(request.head().method())) {
			throw new WebhookRejectedException(RejectionReason.HANDSHAKE_REFUSED,
					"The test of the endpoint is refused");
		}
	}

}
