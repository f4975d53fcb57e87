package dev.webhooks.test.web;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

import dev.webhooks.RejectionReason;

import static dev.webhooks.test.web.WebhookAssertions.assertThatWebhook;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookSignature}.
 */
class WebhookSignatureTests {

	private static final String TYPED = "{\"id\":\"1\",\"type\":\"paid\"}";

	@Test
	void signsWhatATestHasBuilt() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true")
			.run((context) -> assertThatWebhook(
					post(context, "/webhooks/stripe").content(TYPED).with(signature(context, "stripe")).exchange())
				.isProcessed()
				.hasEventId("1"));
	}

	@Test
	void whatIsChangedBehindItIsNotSigned() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true")
			.run((context) -> assertThatWebhook(post(context, "/webhooks/stripe").content(TYPED)
				.with(signature(context, "stripe"))
				.with((request) -> {
					request.setContent("{}".getBytes());
					return request;
				})
				.exchange()).isRefused(RejectionReason.SIGNATURE_MISMATCH));
	}

	@Test
	void signsAFormOfParameters() {
		ReceiverRunner.of("webhooks.providers.twilio.enabled=true")
			.run((context) -> assertThatWebhook(context.getBean(MockMvcTester.class)
				.post()
				.uri("/webhooks/twilio?shop=1")
				.param("MessageSid", "SM1")
				.param("MessageStatus", "delivered")
				.param("Body", "schön & gut")
				.with(signature(context, "twilio"))
				.exchange()).isProcessed().hasEventTypes("delivered"));
	}

	@Test
	void signsTheSecretOfTheTenantInThePath() {
		ReceiverRunner.of("webhooks.providers.stripe.path=/in/{tenant}")
			.run((context) -> assertThatWebhook(
					post(context, "/in/acme").content(TYPED).with(signature(context, "stripe")).exchange())
				.isProcessed());
	}

	@Test
	void putsATokenIntoTheQuery() {
		ReceiverRunner.of("webhooks.providers.cloud.preset=cloudevents-query").run((context) -> {
			assertThatWebhook(
					post(context, "/webhooks/cloud?a=b").content("{\"type\":\"x\",\"id\":\"1\",\"source\":\"s\"}")
						.with(signature(context, "cloud"))
						.exchange())
				.isProcessed();
			assertThat(context.getBean(ReceiverRunner.AllEvents.class).last.query()).startsWith("a=b");
		});
	}

	@Test
	void signsAtAnotherTime() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true")
			.run((context) -> assertThatWebhook(post(context, "/webhooks/stripe").content(TYPED)
				.with(signature(context, "stripe").at(Instant.now().minusSeconds(3600)))
				.exchange()).isRefused(RejectionReason.TIMESTAMP_TOO_OLD));
	}

	@Test
	void signsWithAnotherSecret() {
		ReceiverRunner
			.of("webhooks.providers.stripe.secrets[0].value=the new secret of the shop",
					"webhooks.providers.stripe.secrets[1].value=the old secret of the shop")
			.run((context) -> {
				assertThatWebhook(post(context, "/webhooks/stripe").content(TYPED)
					.with(signature(context, "stripe").signedWith("the old secret of the shop"))
					.exchange()).isProcessed();
				assertThatWebhook(post(context, "/webhooks/stripe").content(TYPED)
					.with(signature(context, "stripe").signedWith("a guess"))
					.exchange()).isRefused(RejectionReason.SIGNATURE_MISMATCH);
			});
	}

	@Test
	void signsWithThePrivateKeyOfAPair() {
		ReceiverRunner.of("webhooks.providers.hooks.preset=standard-webhooks-v1a")
			.run((context) -> assertThatWebhook(post(context, "/webhooks/hooks").content(TYPED)
				.header("webhook-id", "msg_1")
				.with(signature(context, "hooks"))
				.exchange()).isProcessed().hasEventId("msg_1"));
	}

	@Test
	void theUrlThatIsSignedIsThePublicOne() {
		ReceiverRunner
			.of("webhooks.providers.twilio.enabled=true", "webhooks.public-url=https://hooks.example.com/shop")
			.run((context) -> assertThatWebhook(context.getBean(MockMvcTester.class)
				.post()
				.uri("/webhooks/twilio")
				.param("MessageSid", "SM1")
				.param("MessageStatus", "delivered")
				.with(signature(context, "twilio"))
				.exchange()).isProcessed());
	}

	private static WebhookSignature signature(AssertableWebApplicationContext context, String provider) {
		return context.getBean(WebhookRequests.class).signature(provider);
	}

	private static MockMvcRequestBuilder post(AssertableWebApplicationContext context, String uri) {
		return context.getBean(MockMvcTester.class).post().uri(uri).contentType(MediaType.APPLICATION_JSON);
	}

}
