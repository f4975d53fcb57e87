package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.RetryLaterWebhookException;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.RetryAdvice;
import dev.webhooks.delivery.RetryPolicy;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.ProcessingSettings;
import dev.webhooks.provider.settings.RetryOverrides;
import dev.webhooks.provider.settings.RetrySettings;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.Verification;

import static org.assertj.core.api.Assertions.assertThat;

class ListenerPoliciesTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private final ListenerPolicies policies = new ListenerPolicies(new WebhookProviders(List.of()),
			new ListenerTreatment(Duration.ofMinutes(5),
					Map.of("mail", new ListenerSettings(Duration.ofSeconds(1), RetryOverrides.NONE))));

	@Test
	void whatCannotSucceedIsNotTriedAgainEvenIfItIsWrapped() {
		assertThat(this.policies.advice(new NonRetryableWebhookException("no"))).isEqualTo(RetryAdvice.NEVER);
		assertThat(this.policies.advice(new WebhookPayloadException("no", null))).isEqualTo(RetryAdvice.NEVER);
		assertThat(this.policies.advice(new IllegalStateException(new NonRetryableWebhookException("no"))))
			.isEqualTo(RetryAdvice.NEVER);
	}

	@Test
	void theTimeThatAListenerNamesCountsEvenIfItIsWrapped() {
		assertThat(this.policies
			.advice(new IllegalStateException(new RetryLaterWebhookException("later", NOW.plusSeconds(5)))))
			.isEqualTo(RetryAdvice.notBefore(NOW.plusSeconds(5)));
	}

	@Test
	void anyOtherFailureLeavesItToThePolicy() {
		assertThat(this.policies.advice(new IllegalStateException())).isEqualTo(RetryAdvice.NONE);
	}

	@Test
	void whatAListenerLeavesOutOfItsRetriesIsAsTheProviderHasIt() {
		WebhookProvider shop = WebhookProvider.builder("shop")
			.verifier(new RequestVerifier((request, secrets, now) -> new Verification.Verified(null), List.of()))
			.processing(new ProcessingSettings(null, null, null, null, null,
					new RetrySettings(5, Duration.ofSeconds(1), 1.0, null, 0.0), null))
			.build();
		ListenerPolicies own = new ListenerPolicies(new WebhookProviders(List.of(shop)), new ListenerTreatment(null,
				Map.of("mail", new ListenerSettings(null, new RetryOverrides(2, null, null, null, null)))));
		assertThat(own.retry(new Destination("shop", "mail")))
			.isEqualTo(RetryPolicy.exponential(2, Duration.ofSeconds(1), 1, Duration.ofHours(1), 0));
		assertThat(own.retry(new Destination("shop", "print")))
			.isEqualTo(RetryPolicy.exponential(5, Duration.ofSeconds(1), 1, Duration.ofHours(1), 0));
	}

	@Test
	void aListenerMayHaveATimeOfItsOwn() {
		assertThat(this.policies.timeout(new Destination("shop", "mail"))).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.policies.timeout(new Destination("shop", "print"))).isEqualTo(Duration.ofMinutes(5));
	}

}
