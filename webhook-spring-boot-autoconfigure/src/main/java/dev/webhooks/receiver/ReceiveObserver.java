package dev.webhooks.receiver;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Is told what becomes of each request, and cannot change it: what an observer throws is
 * logged, and the others are told all the same. Observers are beans, ordered by
 * {@link org.springframework.core.annotation.Order}. Implementations must be safe for use
 * by several threads.
 */
public interface ReceiveObserver {

	/**
	 * Is called once for each request to a provider, before anything is done with it, on
	 * the thread that receives it.
	 * @param provider the provider
	 * @param head the head of the request, which anybody may have made
	 * @return is told on the same thread how it ends, or {@code null} if that is not of
	 * interest
	 */
	default @Nullable Reception begin(WebhookProvider provider, WebhookRequestHead head) {
		return null;
	}

	/**
	 * Is called with each verified request, before anything is made of it.
	 * @param provider the provider
	 * @param verified the request
	 */
	default void verified(WebhookProvider provider, VerifiedWebhookRequest verified) {
	}

	/**
	 * Is called with the events of each verified request, before they are processed. Some
	 * may have been seen before, or be wanted by nobody.
	 * @param provider the provider
	 * @param events the events
	 */
	default void mapped(WebhookProvider provider, List<WebhookEvent> events) {
	}

	/**
	 * Is called with each request that could not be verified, before {@link #received}.
	 * @param provider the provider
	 * @param request the request, which anybody may have made
	 * @param ex why it is refused
	 */
	default void unverified(WebhookProvider provider, WebhookRequest request, WebhookRejectedException ex) {
	}

	/**
	 * Is called once for each request to a provider, before it is answered, whatever
	 * became of it.
	 * @param provider the provider
	 * @param head the head of the request
	 * @param outcome what became of it
	 */
	default void received(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
	}

	/**
	 * A request that is being received.
	 */
	@FunctionalInterface
	interface Reception {

		/**
		 * The request is about to be answered. Comes after {@link #received}.
		 * @param outcome what became of it
		 */
		void end(ReceiveOutcome outcome);

	}

}
