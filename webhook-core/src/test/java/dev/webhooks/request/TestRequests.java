package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

/**
 * Requests for the tests of this module.
 */
public final class TestRequests {

	private TestRequests() {
	}

	public static WebhookRequest post(String body, String... headers) {
		return post(body.getBytes(StandardCharsets.UTF_8), headers);
	}

	public static WebhookRequest post(byte[] body, String... headers) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/in/acme")
			.headers(WebhookHeaders.of(headers))
			.build(), body);
	}

	public static RequestValues values(WebhookRequest request, String... pointers) {
		return new RequestValues(RequestParser.of(DocumentReader.AUTO, List.of(pointers)).parse(request));
	}

}
