package dev.webhooks.test;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.WebhookProvider;

import static dev.webhooks.test.SignedRequests.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SignedRequests}.
 */
class SignedRequestsTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String SERVER = "https://hooks.example.com";

	/** From GitHub's page on validating deliveries. */
	@Test
	void ofGitHubHasTheSignatureThatGitHubPublishes() {
		WebhookRequest request = SignedRequests.github("It's a Secret to Everybody", "push", "1", "Hello, World!")
			.toWebhookRequest(SERVER);
		assertThat(request.headers().first("X-Hub-Signature-256"))
			.isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
	}

	@Test
	void ofGitHubIsVerified() {
		assertThat(verify("github", SignedRequests.github(SECRET, "push", "1", "{}"))).isNotNull();
	}

	@Test
	void ofSlackIsVerified() {
		assertThat(verify("slack", SignedRequests.slack(SECRET, "application/json", NOW, "{}"))).isNotNull();
	}

	@Test
	void ofStripeIsVerified() {
		assertThat(verify("stripe", SignedRequests.stripe(SECRET, NOW, "{}"))).isNotNull();
	}

	@Test
	void ofAnotherTimeIsRefused() {
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> verify("stripe", SignedRequests.stripe(SECRET, NOW.minusSeconds(3600), "{}")))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.TIMESTAMP_TOO_OLD));
	}

	private static Object verify(String preset, SignedRequest request) {
		return WebhookProvider.ofPreset(preset).secret(SECRET).build().verify(request.toWebhookRequest(SERVER), NOW);
	}

}
