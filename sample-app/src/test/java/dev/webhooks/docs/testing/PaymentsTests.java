package dev.webhooks.docs.testing;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import dev.webhooks.RejectionReason;
import dev.webhooks.test.autoconfigure.WebhookTest;
import dev.webhooks.test.web.WebhookCall;
import dev.webhooks.test.web.WebhookRequests;

import static dev.webhooks.test.web.WebhookAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@WebhookTest(Payments.class)
class PaymentsTests {

	@Autowired
	MockMvcTester mvc;

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
		assertThat(this.mvc.perform(payment)).isProcessed();
		assertThat(this.mvc.perform(payment.redelivered())).isDuplicate();
		assertThat(this.payments.paid).containsExactly("pi_1");
	}

	@Test
	void refusesWhatOthersSigned() {
		assertThat(this.mvc.perform(payment().signedWith("a-guess"))).isRefused(RejectionReason.SIGNATURE_MISMATCH);
		assertThat(this.payments.paid).isEmpty();
	}

	@Test
	void bookingIsTriedAgainAfterAFailure() {
		WebhookCall payment = payment();
		this.payments.closed = true;
		assertThat(this.mvc.perform(payment)).isFailed(RejectionReason.LISTENER_FAILED);
		this.payments.closed = false;
		assertThat(this.mvc.perform(payment.redelivered())).isProcessed();
	}

}
