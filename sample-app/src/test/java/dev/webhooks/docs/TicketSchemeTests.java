package dev.webhooks.docs;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tries out the scheme without secret that the documentation shows.
 */
@ExtendWith(OutputCaptureExtension.class)
class TicketSchemeTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class))
		.withBean("ticket", TicketSchemeFactory.class)
		.withPropertyValues("webhooks.providers.exports.signature.scheme=ticket");

	@Test
	void theStartAsksForNoSecretAndWarnsOfNothing(CapturedOutput output) {
		this.contextRunner.withBean(Tickets.class, () -> "issued"::equals).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("not verified");
		});
	}

	@Test
	void aTicketThatWasIssuedVerifies() {
		this.contextRunner.withBean(Tickets.class, () -> "issued"::equals).run((context) -> {
			WebhookProvider exports = context.getBean(WebhookProviders.class).find("exports");
			assertThat(exports.verify(request("issued"), Instant.EPOCH)).isNotNull();
			assertThatExceptionOfType(WebhookRejectedException.class)
				.isThrownBy(() -> exports.verify(request("invented"), Instant.EPOCH))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH));
		});
	}

	@Test
	void whatTheSchemeThrowsLeavesOpenWhatTheRequestIs() {
		this.contextRunner.withBean(Tickets.class, () -> (ticket) -> {
			throw new IllegalStateException("The database is away");
		}).run((context) -> {
			WebhookProvider exports = context.getBean(WebhookProviders.class).find("exports");
			assertThatExceptionOfType(WebhookRejectedException.class)
				.isThrownBy(() -> exports.verify(request("issued"), Instant.EPOCH))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.VERDICT_UNKNOWN));
		});
	}

	private static WebhookRequest request(String ticket) {
		return new WebhookRequest(
				WebhookRequestHead.builder("POST", "https://hooks.example.com/in").header("X-Ticket", ticket).build(),
				"{}");
	}

}
