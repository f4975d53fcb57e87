package dev.webhooks.guard;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;

/**
 * Refuses requests whose method the provider never uses.
 */
@Internal
public final class MethodGuard implements WebhookGuard {

	@Override
	public void check(WebhookProvider provider, WebhookRequestHead head) {
		if (!provider.endpoint().methods().contains(head.method())) {
			throw new WebhookRejectedException(RejectionReason.METHOD_NOT_ALLOWED,
					"The provider never sends this method");
		}
	}

}
