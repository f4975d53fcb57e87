package dev.webhooks.signature;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import dev.webhooks.WebhookRequest;

/**
 * Puts a value into a request, at the place where a {@link Locator} finds it.
 */
final class Placement {

	private Placement() {
	}

	static WebhookRequest put(WebhookRequest request, Locator place, String value) {
		if (place instanceof Locator.Header header) {
			return request.withHeader(header.name(), value);
		}
		if (place instanceof Locator.Query query) {
			String parameter = query.name() + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8);
			String existing = request.head().query();
			String all = (existing != null) ? existing + '&' + parameter : parameter;
			return new WebhookRequest(request.head().mutate().query(all).build(), request.body());
		}
		throw new UnsupportedOperationException("A value cannot be put into " + place);
	}

}
