package dev.webhooks.guard;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.AddressRanges;
import dev.webhooks.provider.WebhookProvider;

/**
 * Refuses requests that come in the clear from a public address.
 */
public final class HttpsGuard implements WebhookGuard {

	@Override
	public void check(WebhookProvider provider, WebhookRequestHead head) {
		boolean refused = provider.admission().requireHttps() && !head.secure()
				&& !AddressRanges.isLocal(head.remoteAddress());
		if (refused) {
			throw new WebhookRejectedException(RejectionReason.INSECURE_TRANSPORT,
					"The request came in the clear from a public address. Where a proxy ends TLS, set "
							+ "'server.forward-headers-strategy'");
		}
	}

}
