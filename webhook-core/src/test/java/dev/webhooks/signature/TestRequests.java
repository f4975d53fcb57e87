package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

/**
 * Requests for the tests of this package.
 */
final class TestRequests {

	private TestRequests() {
	}

	static WebhookRequest post(String body, String... headers) {
		return post(body.getBytes(StandardCharsets.UTF_8), headers);
	}

	static WebhookRequest post(byte[] body, String... headers) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/in/acme")
			.headers(WebhookHeaders.of(headers))
			.build(), body);
	}

	static RequestValues values(WebhookRequest request, String... pointers) {
		return new RequestValues(request, DocumentReader.AUTO, JsonFields.of(List.of(pointers)));
	}

}
