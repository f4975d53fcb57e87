package dev.webhooks.guard;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.fetch.AddressAllowlist;
import dev.webhooks.fetch.AddressRanges;
import dev.webhooks.provider.WebhookProvider;

/**
 * Refuses requests from addresses that are not in the provider's allowlist.
 */
@Internal
public final class AddressGuard implements WebhookGuard {

	@Override
	public void check(WebhookProvider provider, WebhookRequestHead head) {
		if (!isAllowed(provider, head.remoteAddress())) {
			throw notAllowed(provider, head.remoteAddress());
		}
	}

	/**
	 * Tells whether requests may come from an address.
	 * @param provider the provider
	 * @param address the address in text
	 * @return whether they may
	 */
	public static boolean isAllowed(WebhookProvider provider, String address) {
		AddressAllowlist allowlist = provider.admission().allowlist();
		return allowlist.isEmpty() || allowlist.contains(address);
	}

	/**
	 * Says that requests may not come from an address, which may be that of a proxy.
	 * @param provider the provider
	 * @param address the address in text
	 * @return the exception to throw or to answer
	 */
	public static WebhookRejectedException notAllowed(WebhookProvider provider, String address) {
		String proxy = AddressRanges.isLocal(address)
				? "; if it is that of a proxy, set 'server.forward-headers-strategy'" : "";
		return new WebhookRejectedException(RejectionReason.ADDRESS_NOT_ALLOWED,
				"The address is neither in 'webhooks.providers.%s.ip-allowlist' nor in a list of 'ip-allowlist-url'%s"
					.formatted(provider.name(), proxy));
	}

}
