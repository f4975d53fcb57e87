package dev.webhooks.receiver;

import java.util.List;

import dev.webhooks.Internal;
import dev.webhooks.guard.WebhookGuard;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Guards that decide in order whether requests are processed. Immutable.
 *
 * @param ofHeads check the head of a request, before its body is read
 * @param ofVerified check requests that were verified
 */
@Internal
public record RequestGuards(List<WebhookGuard> ofHeads, List<VerifiedRequestGuard> ofVerified) {

	/**
	 * Copies what it is given.
	 */
	public RequestGuards {
		ofHeads = List.copyOf(ofHeads);
		ofVerified = List.copyOf(ofVerified);
	}

	void check(WebhookProvider provider, VerifiedWebhookRequest verified) {
		this.ofVerified.forEach((guard) -> guard.check(provider, verified));
	}

}
