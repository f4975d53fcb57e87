package dev.webhooks.docs.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;

import dev.webhooks.RejectionReason;
import dev.webhooks.fetch.CallbackClient;
import dev.webhooks.fetch.CallbackRequest;
import dev.webhooks.test.autoconfigure.WebhookTest;
import dev.webhooks.test.web.WebhookCall;
import dev.webhooks.test.web.WebhookRequests;

import static org.assertj.core.api.Assertions.assertThat;

@WebhookTest(value = InstantPayments.class, properties = "webhooks.providers.paypal-ipn.secret=S8XGHLYDW9T3S")
@Import(InstantPaymentsTests.PayPal.class)
class InstantPaymentsTests {

	@Autowired
	WebhookRequests webhooks;

	@Autowired
	PayPal payPal;

	@Autowired
	InstantPayments payments;

	@BeforeEach
	void forget() {
		this.payments.completed.clear();
	}

	WebhookCall message() {
		return this.webhooks.provider("paypal-ipn").event("Completed").set("/invoice", "4711");
	}

	@Test
	void aMessageOfPayPalIsReceived() {
		this.payPal.answer = "VERIFIED";
		assertThat(message().send()).isProcessed();
		assertThat(this.payments.completed).extracting(InstantPayments.InstantPayment::invoice).containsExactly("4711");
	}

	@Test
	void aForgedMessageIsRefused() {
		this.payPal.answer = "INVALID";
		assertThat(message().send()).isRefused(RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.payments.completed).isEmpty();
	}

	@Test
	void whilePayPalDoesNotAnswerTheMessageIsToBeSentAgain() {
		this.payPal.answer = null;
		assertThat(message().send()).isFailed().hasStatus(503);
	}

	@TestComponent
	static class PayPal implements CallbackClient {

		volatile String answer;

		@Override
		public byte[] ask(CallbackRequest request) throws IOException {
			if (this.answer == null) {
				throw new IOException("PayPal does not answer");
			}
			return this.answer.getBytes(StandardCharsets.UTF_8);
		}

	}

}
