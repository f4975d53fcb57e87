package dev.webhooks.docs.testing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "STRIPE_WEBHOOK_SECRET=a-secret-for-tests", "webhooks.inbox.type=none" })
@AutoConfigureMockMvc
@Import(SignedCalls.class)
class PaymentsTests {

	@Autowired
	SignedCalls calls;

	@Autowired
	Payments payments;

	@BeforeEach
	void openTheBooks() {
		this.payments.closed = false;
		this.payments.paid.clear();
	}

	@Test
	void booksAPaymentOnce() throws IOException {
		SignedRequest payment = payment(1, "a-secret-for-tests", Instant.now());
		assertThat(this.calls.send(payment)).bodyText().contains("\"processed\"");
		assertThat(this.calls.send(payment)).bodyText().contains("\"duplicate\"");
		assertThat(this.payments.paid).containsExactly("pi_1");
	}

	@Test
	void refusesWhatOthersSigned() throws IOException {
		assertThat(this.calls.send(payment(2, "a-guess", Instant.now()))).hasStatus(401);
		assertThat(this.payments.paid).isEmpty();
	}

	@Test
	void refusesWhatNobodySigned() throws IOException {
		SignedRequest payment = payment(3, "a-secret-for-tests", Instant.now());
		assertThat(this.calls.send(payment.without("Stripe-Signature"))).hasStatus(401);
	}

	@Test
	void refusesWhatIsTooOld() throws IOException {
		Instant tooOld = Instant.now().minus(Duration.ofMinutes(6));
		assertThat(this.calls.send(payment(4, "a-secret-for-tests", tooOld))).hasStatus(401);
	}

	@Test
	void whatFailedIsProcessedWhenItIsSentAgain() throws IOException {
		SignedRequest payment = payment(5, "a-secret-for-tests", Instant.now());
		this.payments.closed = true;
		assertThat(this.calls.send(payment)).hasStatus(500);
		this.payments.closed = false;
		assertThat(this.calls.send(payment)).bodyText().contains("\"processed\"");
	}

	private static SignedRequest payment(int number, String secret, Instant time) {
		return SignedRequests.stripe(secret, time, """
				{"id": "evt_%1$d", "type": "payment_intent.succeeded", "data": {"object": {"id": "pi_%1$d"}}}"""
			.formatted(number));
	}

}
