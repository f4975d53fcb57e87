package dev.webhooks.receiver;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.ParsedRequest;

/**
 * Answers the requests by which providers test an endpoint, and lets pass what may be an
 * event.
 */
final class HandshakeGate {

	private HandshakeGate() {
	}

	/**
	 * Tells whether a request may be an event, or a test that the provider signs.
	 */
	static boolean mayBeSigned(WebhookProvider provider, WebhookRequest request) {
		return mayBeEvent(provider, request) || provider.handshakes().hasSigned(request.head().method());
	}

	/**
	 * Answers a test that is not signed, and was not verified.
	 * @return the answer, or {@code null} if it is no such test
	 */
	static @Nullable WebhookResponse unsigned(WebhookProvider provider, WebhookRequest request) {
		return orNothing(() -> provider.handshakes().answerUnverified(request));
	}

	/**
	 * Answers a test that was verified, whether or not it had to be.
	 * @return the answer, or {@code null} if it is an event
	 * @throws WebhookRejectedException if it is neither
	 */
	static @Nullable WebhookResponse verified(WebhookProvider provider, ParsedRequest parsed) {
		WebhookResponse answer = orNothing(() -> provider.handshakes().answer(parsed, false));
		if (answer == null) {
			answer = provider.handshakes().answer(parsed, true);
		}
		if (answer == null && !mayBeEvent(provider, parsed.request())) {
			throw refused();
		}
		return answer;
	}

	/**
	 * Makes the refusal of what can be neither a test nor an event.
	 */
	static WebhookRejectedException refused() {
		return new WebhookRejectedException(RejectionReason.HANDSHAKE_REFUSED, "The test of the endpoint is refused");
	}

	private static boolean mayBeEvent(WebhookProvider provider, WebhookRequest request) {
		return provider.endpoint().eventMethods().contains(request.head().method());
	}

	/**
	 * A request that cannot be read, or is refused as a test, may be an event all the
	 * same.
	 */
	private static @Nullable WebhookResponse orNothing(Supplier<@Nullable WebhookResponse> handshake) {
		try {
			return handshake.get();
		}
		catch (WebhookRejectedException ex) {
			if (ex.reason() == RejectionReason.VERDICT_UNKNOWN) {
				throw ex;
			}
			return null;
		}
	}

}
