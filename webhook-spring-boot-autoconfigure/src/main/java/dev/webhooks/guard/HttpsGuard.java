package dev.webhooks.guard;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.fetch.AddressRanges;
import dev.webhooks.provider.WebhookProvider;

/**
 * Refuses requests that come in the clear from a public address.
 */
@Internal
public final class HttpsGuard implements WebhookGuard {

	private static final int MAX_ADDRESSES = 1000;

	/** Clients come again, and to parse their addresses costs more than all else here. */
	private final LoadingCache<String, Boolean> local = Caffeine.newBuilder()
		.maximumSize(MAX_ADDRESSES)
		.executor(Runnable::run)
		.build(AddressRanges::isLocal);

	@Override
	public void check(WebhookProvider provider, WebhookRequestHead head) {
		boolean refused = provider.admission().requireHttps() && !head.secure()
				&& !this.local.get(head.remoteAddress());
		if (refused) {
			throw new WebhookRejectedException(RejectionReason.INSECURE_TRANSPORT,
					"The request came in the clear from a public address. Where a proxy ends TLS, set "
							+ "'server.forward-headers-strategy'");
		}
	}

}
