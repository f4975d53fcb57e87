package dev.webhooks.docs.testing;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import dev.webhooks.WebhookRequest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "STRIPE_WEBHOOK_SECRET=a-secret-for-tests", "webhooks.inbox.type=none" })
@AutoConfigureMockMvc
@Import(SignedCalls.class)
class PaymentsTests {

	private static final String PAID = """
			{"id": "evt_%s", "type": "payment_intent.succeeded", "data": {"object": {"id": "pi_%s"}}}""";

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
	void booksAPaymentOnce() {
		WebhookRequest signed = this.calls.sign("stripe", Instant.now(), PAID.formatted(1, 1));
		assertThat(this.calls.send(signed)).bodyText().contains("\"processed\"");
		assertThat(this.calls.send(signed)).bodyText().contains("\"duplicate\"");
		assertThat(this.payments.paid).containsExactly("pi_1");
	}

	@Test
	void refusesWhatWasAlteredOnTheWay() {
		WebhookRequest signed = this.calls.sign("stripe", Instant.now(), PAID.formatted(2, 2));
		WebhookRequest altered = new WebhookRequest(signed.head(), PAID.formatted(2, 3));
		assertThat(this.calls.send(altered)).hasStatus(401);
		assertThat(this.payments.paid).isEmpty();
	}

	@Test
	void refusesWhatIsTooOld() {
		Instant tooOld = Instant.now().minus(Duration.ofMinutes(6));
		assertThat(this.calls.send(this.calls.sign("stripe", tooOld, PAID.formatted(4, 4)))).hasStatus(401);
	}

	@Test
	void whatFailedIsProcessedWhenItIsSentAgain() {
		WebhookRequest signed = this.calls.sign("stripe", Instant.now(), PAID.formatted(5, 5));
		this.payments.closed = true;
		assertThat(this.calls.send(signed)).hasStatus(500);
		this.payments.closed = false;
		assertThat(this.calls.send(signed)).bodyText().contains("\"processed\"");
	}

}
