package dev.webhooks.docs.readme;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.webhooks.test.autoconfigure.WebhookTest;
import dev.webhooks.test.web.WebhookRequests;

import static org.assertj.core.api.Assertions.assertThat;

@WebhookTest
@ExtendWith(OutputCaptureExtension.class)
class BillingTests {

	@Test
	void booksThePayment(@Autowired WebhookRequests webhooks, CapturedOutput output) {
		assertThat(webhooks.provider("stripe").event("payment_intent.succeeded").send()).isProcessed();
		assertThat(output).contains("4250 usd paid");
	}

}
