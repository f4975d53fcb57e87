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
import dev.webhooks.provider.WebhookProviders;

import static org.assertj.core.api.Assertions.assertThat;

class ListenerPoliciesTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private final ListenerPolicies policies = new ListenerPolicies(new WebhookProviders(List.of()),
			new ListenerTimeouts(Duration.ofMinutes(5), Map.of("mail", Duration.ofSeconds(1))));

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
	void aListenerMayHaveATimeOfItsOwn() {
		assertThat(this.policies.timeout(new Destination("shop", "mail"))).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.policies.timeout(new Destination("shop", "print"))).isEqualTo(Duration.ofMinutes(5));
	}

}
