package dev.webhooks.docs.testing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import dev.webhooks.fetch.CallbackClient;
import dev.webhooks.fetch.CallbackRequest;
import dev.webhooks.test.SignedRequest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "webhooks.providers.paypal-ipn.secret=S8XGHLYDW9T3S", "webhooks.inbox.type=none" })
@AutoConfigureMockMvc
@Import({ SignedCalls.class, InstantPaymentsTests.PayPal.class })
class InstantPaymentsTests {

	@Autowired
	SignedCalls calls;

	@Autowired
	PayPal payPal;

	@Autowired
	InstantPayments payments;

	@BeforeEach
	void forget() {
		this.payments.completed.clear();
	}

	@Test
	void aMessageOfPayPalIsReceived() throws IOException {
		this.payPal.answer = "VERIFIED";
		assertThat(this.calls.send(message("61E67681CH3238416"))).hasStatusOk();
		assertThat(this.payments.completed).containsExactly(
				new InstantPayments.InstantPayment("61E67681CH3238416", "4711", new BigDecimal("19.95"), "USD"));
	}

	@Test
	void aForgedMessageIsRefused() throws IOException {
		this.payPal.answer = "INVALID";
		assertThat(this.calls.send(message("FORGED"))).hasStatus(401);
		assertThat(this.payments.completed).isEmpty();
	}

	@Test
	void whilePayPalDoesNotAnswerTheMessageIsToBeSentAgain() throws IOException {
		this.payPal.answer = null;
		assertThat(this.calls.send(message("3SP76346PL5529042"))).hasStatus(503).containsHeader("Retry-After");
	}

	private static SignedRequest message(String id) {
		return SignedRequest
			.post("/webhooks/paypal-ipn",
					"payment_status=Completed&txn_id=" + id
							+ "&invoice=4711&mc_gross=19.95&mc_currency=USD&receiver_id=S8XGHLYDW9T3S")
			.header("Content-Type", "application/x-www-form-urlencoded");
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
