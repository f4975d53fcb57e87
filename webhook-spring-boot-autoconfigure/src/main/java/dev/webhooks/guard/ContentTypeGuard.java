package dev.webhooks.guard;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeTypeUtils;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;

/**
 * Refuses content types that the provider never sends, several that differ, and
 * compressed bodies: what is verified are the bytes that were sent.
 */
@Internal
public final class ContentTypeGuard implements WebhookGuard {

	private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

	@Override
	public void check(WebhookProvider provider, WebhookRequestHead head) {
		String encoding = head.headers().first("Content-Encoding");
		if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
			throw unsupported("The body has a content encoding");
		}
		String contentType = theOne(head.headers().all("Content-Type"));
		boolean hasBody = !WITHOUT_BODY.contains(head.method()) && !"0".equals(head.headers().first("Content-Length"));
		if (hasBody && !provider.admission().accepts(contentType)) {
			throw unsupported("The provider never sends this content type");
		}
	}

	/**
	 * Finds the content type. Proxies are known to repeat it, as a header of its own or
	 * behind a comma.
	 */
	private static @Nullable String theOne(List<String> values) {
		if (values.size() == 1 && values.get(0).indexOf(',') < 0) {
			return values.get(0);
		}
		List<String> all = values.stream().flatMap(ContentTypeGuard::separated).toList();
		if (all.stream().map(ContentTypeGuard::normalized).distinct().count() > 1) {
			throw unsupported("There are several content types");
		}
		return all.isEmpty() ? null : all.get(0);
	}

	private static Stream<String> separated(String value) {
		List<String> parts = MimeTypeUtils.tokenize(value);
		return parts.isEmpty() ? Stream.of(value) : parts.stream();
	}

	private static String normalized(String contentType) {
		return contentType.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "");
	}

	private static WebhookRejectedException unsupported(String detail) {
		return new WebhookRejectedException(RejectionReason.UNSUPPORTED_CONTENT_TYPE, detail);
	}

}
