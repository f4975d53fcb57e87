package dev.webhooks.provider;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.Verification;

/**
 * Providers and requests for the tests of this package; all requests are authentic.
 */
final class TestProviders {

	private TestProviders() {
	}

	static WebhookProviderBuilder builder() {
		return WebhookProvider.builder("acme").verifier(new RequestVerifier(new Authentic(), List.of()));
	}

	static WebhookProvider withEvents(EventLocators events) {
		return builder().events(events).build();
	}

	static EventLocators types(String... types) {
		return EventLocators.of(DocumentReader.AUTO, List.of(types), List.of(), List.of(), null);
	}

	static EventLocators ids(@Nullable String split, String... ids) {
		return EventLocators.of(DocumentReader.AUTO, List.of(), List.of(ids), List.of(), split);
	}

	static List<WebhookEvent> map(WebhookProvider provider, WebhookRequest request) {
		return provider.events(provider.verify(request, Instant.EPOCH), provider.parse(request));
	}

	static WebhookRequest json(String body, String... headers) {
		WebhookHeaders all = WebhookHeaders.of(headers).with("Content-Type", "application/json");
		return request("POST", all, body);
	}

	static WebhookRequest form(String body, String... headers) {
		WebhookHeaders all = WebhookHeaders.of(headers).with("Content-Type", "application/x-www-form-urlencoded");
		return request("POST", all, body);
	}

	static WebhookRequest request(String method, WebhookHeaders headers, String body) {
		return new WebhookRequest(WebhookRequestHead.builder(method, "https://hooks.example.com/in/acme")
			.from("127.0.0.1", true)
			.headers(headers)
			.build(), body.getBytes(StandardCharsets.UTF_8));
	}

	private static final class Authentic implements SignatureScheme {

		@Override
		public Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
			return new Verification.Verified(null);
		}

		@Override
		public boolean needsSecret() {
			return false;
		}

	}

}
