package dev.webhooks.autoconfigure.inbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link StartReport}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartReportTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class, WebhookInboxAutoConfiguration.class))
		.withPropertyValues("webhooks.providers.stripe.secret=a-secret-of-thirty-two-bytes....",
				"webhooks.providers.github.secrets[0].value=a-secret-of-thirty-two-bytes....",
				"webhooks.providers.github.secrets[1].value=other-secret-of-thirty-bytes....",
				"webhooks.providers.github.processing=inline",
				"webhooks.providers.github.rate-limit.requests-per-minute=100")
		.withBean(Billing.class);

	@Test
	void namesForEachProviderWhatItsEndpointDoes(CapturedOutput output) {
		this.contextRunner.withPropertyValues("webhooks.inbox.type=memory")
			.run((context) -> assertThat(output)
				.containsPattern("provider +path +scheme +secrets +processing +limits +listeners")
				.containsPattern("stripe +/webhooks/stripe +hmac +1 +from the inbox +1MB +.*paid")
				.containsPattern("github +/webhooks/github +hmac +2 +before the answer +25MB, 100/min +none")
				.contains("The inbox is in memory; bodies are kept for 30d, events for 90d.")
				.doesNotContain("thirty"));
	}

	@Test
	void saysThatThereIsNoInbox(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(output).contains("There is no inbox")
			.containsPattern("stripe +/webhooks/stripe +hmac +1 +before the answer"));
	}

	@Test
	void saysWhereNoSecretIsNeededAndWhoIsAsked(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("webhooks.providers.acme.signature.scheme=none",
					"webhooks.providers.asked.signature.scheme=none",
					"webhooks.providers.asked.signature.callback.url=https://api.example.com/verify",
					"webhooks.providers.asked.signature.callback.body={body}",
					"webhooks.providers.asked.signature.callback.verified=yes",
					"webhooks.providers.paypal-ipn.secret=S8XGHLYDW9T3S")
			.run((context) -> assertThat(output).containsPattern("acme +/webhooks/acme +none +not needed +before")
				.containsPattern("asked +/webhooks/asked +none \\+ callback +not needed +before")
				.containsPattern("paypal-ipn +/webhooks/paypal-ipn +token \\+ callback +1 +before")
				.contains("Requests to provider 'acme' are not verified")
				.doesNotContain("Requests to provider 'asked' are not verified")
				.doesNotContain("a short secret can be guessed"));
	}

	@Test
	void saysNothingWithoutProviders(CapturedOutput output) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
							WebhookReceiverAutoConfiguration.class, WebhookInboxAutoConfiguration.class))
			.run((context) -> assertThat(output).doesNotContain("Webhooks are received"));
	}

	static class Billing {

		@WebhookListener(provider = "stripe", events = "payment_intent.succeeded")
		void paid(WebhookEvent event) {
		}

	}

}
