package dev.webhooks.guard;

import java.util.Set;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;

/**
 * Refuses content types that the provider never sends, and compressed bodies: what is
 * verified are the bytes that were sent.
 */
public final class ContentTypeGuard implements WebhookGuard {

	private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

	@Override
	public void check(WebhookProvider provider, WebhookRequestHead head) {
		String encoding = head.headers().first("Content-Encoding");
		if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
			throw unsupported("The body has a content encoding");
		}
		boolean hasBody = !WITHOUT_BODY.contains(head.method()) && !"0".equals(head.headers().first("Content-Length"));
		if (hasBody && !provider.admission().accepts(head.headers().first("Content-Type"))) {
			throw unsupported("The provider never sends this content type");
		}
	}

	private static WebhookRejectedException unsupported(String detail) {
		return new WebhookRejectedException(RejectionReason.UNSUPPORTED_CONTENT_TYPE, detail);
	}

}
