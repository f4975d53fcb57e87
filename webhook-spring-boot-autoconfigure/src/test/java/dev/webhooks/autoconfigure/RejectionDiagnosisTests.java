package dev.webhooks.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.RejectionDiagnosis;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.secret.Secret;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the log is told of refused requests, and the sender is not.
 */
@ExtendWith(OutputCaptureExtension.class)
class RejectionDiagnosisTests {

	private static final String SECRET = "a secret of thirty-two bytes....";

	private static final String OLD = "an old secret of 32 bytes.......";

	private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"a b\"}";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class))
		.withBean(Clock.class, () -> this.clock)
		.withBean(RejectionDiagnosis.class, () -> new RejectionDiagnosis(Runnable::run, this.clock))
		.withPropertyValues("webhooks.providers.stripe.secrets[0].value=" + SECRET,
				"webhooks.providers.stripe.secrets[1].value=" + OLD,
				"webhooks.providers.stripe.secrets[1].expires=2026-02-01T00:00:00Z");

	@Test
	void aWrongSecretIsNamed(CapturedOutput output) {
		diagnose(output, "not the secret of this endpoint.", Duration.ZERO, UnaryOperator.identity(),
				"none of 2 secrets matches: it is probably that of another endpoint");
	}

	@Test
	void anExpiredSecretIsNamed(CapturedOutput output) {
		diagnose(output, OLD, Duration.ZERO, UnaryOperator.identity(),
				"it is signed with a secret that has expired at 2026-02-01T00:00:00Z");
	}

	@ParameterizedTest
	@CsvSource({ "-3600,3600 s behind this clock", "3600,3600 s ahead of this clock" })
	void theSkewOfTheClocksIsNamed(long seconds, String skew, CapturedOutput output) {
		diagnose(output, SECRET, Duration.ofSeconds(seconds), UnaryOperator.identity(),
				"the signature is right but " + skew);
	}

	@Test
	void whenTheSignatureIsWrongTooTheSkewIsNotBlamed(CapturedOutput output) {
		diagnose(output, "not the secret of this endpoint.", Duration.ofHours(-1), UnaryOperator.identity(),
				"the time is 3600 s behind this clock, and the signature does not match either");
	}

	@Test
	void aLineFeedThatWasAddedOnTheWayIsNamed(CapturedOutput output) {
		diagnose(output, SECRET, Duration.ZERO, (body) -> body + "\n",
				"the signature is that of a body without the white space at its end");
	}

	@Test
	void jsonThatWasWrittenAnewOnTheWayIsNamed(CapturedOutput output) {
		diagnose(output, SECRET, Duration.ZERO, (body) -> body.replace(":", " : ").replace(",", ",\n  "),
				"the signature is that of compact JSON");
	}

	@Test
	void aSignatureOfAnotherProviderIsNamed(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			receive(context, request(BODY).withHeader("X-Hub-Signature-256", "sha256=" + "0".repeat(64)));
			assertThat(output).contains("Diagnosis of a refused request of provider 'stripe' (signature-missing)")
				.contains("the header X-Hub-Signature-256, as of preset ")
				.contains("github");
		});
	}

	@Test
	void aMissingHeaderIsNamed(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			receive(context, request(BODY));
			assertThat(output).contains(
					"Diagnosis of a refused request of provider 'stripe' (signature-missing): There is no signature");
		});
	}

	@Test
	void thereIsNoMoreThanOneDiagnosisInAMinute(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			for (int i = 0; i < 10; i++) {
				receive(context, request(BODY));
			}
			assertThat(output.getOut().split("Diagnosis of")).hasSize(2);
			this.clock.set(this.clock.instant().plusSeconds(60));
			receive(context, request(BODY));
			receive(context, request(BODY));
			assertThat(output.getOut().split("Diagnosis of")).hasSize(3);
		});
	}

	@Test
	void aLargeBodyIsNotTriedInOtherForms(CapturedOutput output) {
		diagnose(output, SECRET, Duration.ZERO, (body) -> body + " ".repeat(64 * 1024), "none of 2 secrets matches");
	}

	private void diagnose(CapturedOutput output, String secret, Duration skew, UnaryOperator<String> alteration,
			String diagnosis) {
		this.contextRunner.run((context) -> {
			WebhookProvider provider = context.getBean(WebhookProviders.class).find("stripe");
			WebhookRequest signed = provider.verifier()
				.scheme()
				.signer(Secret.of(secret))
				.orElseThrow()
				.sign(request(BODY), this.clock.instant().plus(skew));
			WebhookResponse response = receive(context, new WebhookRequest(signed.head(), alteration.apply(BODY)));
			assertThat(response.status()).isEqualTo(401);
			assertThat(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8))
				.isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401}");
			assertThat(output).contains("Diagnosis of a refused request of provider 'stripe'")
				.contains(diagnosis)
				.doesNotContain(secret)
				.doesNotContain(BODY);
		});
	}

	private static WebhookResponse receive(ApplicationContext context, WebhookRequest request) {
		return context.getBean(WebhookReceiver.class).receive("stripe", request);
	}

	private static WebhookRequest request(String body) {
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "https://example.com/webhooks/stripe")
			.from("127.0.0.1", true)
			.header("Content-Type", "application/json")
			.build();
		return new WebhookRequest(head, body);
	}

}
