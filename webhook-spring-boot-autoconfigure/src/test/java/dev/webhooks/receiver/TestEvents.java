package dev.webhooks.receiver;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviderBuilder;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.Verification;

/**
 * Events, requests and providers for the tests of this package.
 */
final class TestEvents {

	private TestEvents() {
	}

	static WebhookEvent event(String id) {
		return event("acme", null, id);
	}

	static WebhookEvent event(String provider, @Nullable String tenant, String id) {
		return new Event(provider, tenant, id);
	}

	/** A provider whose requests are all authentic. */
	static WebhookProviderBuilder provider() {
		return provider((request, secrets, now) -> new Verification.Verified(null));
	}

	static WebhookProviderBuilder provider(SignatureScheme scheme) {
		return WebhookProvider.builder("acme").verifier(new RequestVerifier(scheme, List.of(Secret.of("s3cret"))));
	}

	static WebhookRequest request(String method, String body, String... headers) {
		return new WebhookRequest(WebhookRequestHead.builder(method, "https://hooks.example.com/in/acme")
			.headers(WebhookHeaders.of(headers))
			.build(), body);
	}

	private record Event(String provider, @Nullable String tenant, String id) implements WebhookEvent {

		@Override
		public List<String> types() {
			return List.of("test");
		}

		@Override
		public @Nullable Instant occurredAt() {
			return null;
		}

		@Override
		public Instant receivedAt() {
			return Instant.EPOCH;
		}

		@Override
		public WebhookHeaders headers() {
			return WebhookHeaders.of();
		}

		@Override
		public byte[] body() {
			return new byte[0];
		}

	}

}
