package dev.webhooks.docs.testing;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import dev.webhooks.RejectionReason;
import dev.webhooks.test.autoconfigure.WebhookTest;
import dev.webhooks.test.web.WebhookCall;
import dev.webhooks.test.web.WebhookRequests;

import static org.assertj.core.api.Assertions.assertThat;

@WebhookTest(Payments.class)
class PaymentsTests {

	@Autowired
	WebhookRequests webhooks;

	@Autowired
	Payments payments;

	@BeforeEach
	void openTheBooks() {
		this.payments.closed = false;
		this.payments.paid.clear();
	}

	WebhookCall payment() {
		return this.webhooks.provider("stripe").event("payment_intent.succeeded").set("/data/object/id", "pi_1");
	}

	@Test
	void booksAPaymentOnce() {
		WebhookCall payment = payment();
		assertThat(payment.send()).isProcessed();
		assertThat(payment.redelivered().send()).isDuplicate();
		assertThat(this.payments.paid).containsExactly("pi_1");
	}

	@Test
	void refusesWhatOthersSigned() {
		assertThat(payment().signedWith("a-guess").send()).isRefused(RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.payments.paid).isEmpty();
	}

	@Test
	void bookingIsTriedAgainAfterAFailure() {
		WebhookCall payment = payment();
		this.payments.closed = true;
		assertThat(payment.send()).isFailed(RejectionReason.LISTENER_FAILED);
		this.payments.closed = false;
		assertThat(payment.redelivered().send()).isProcessed();
	}

}
