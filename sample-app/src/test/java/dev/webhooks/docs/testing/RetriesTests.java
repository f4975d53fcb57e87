package dev.webhooks.docs.testing;

import java.io.IOException;
import java.time.Instant;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "STRIPE_WEBHOOK_SECRET=a-secret-for-tests", "webhooks.inbox.type=memory",
		"webhooks.providers.stripe.retry.max-attempts=1" })
@AutoConfigureMockMvc
@Import(SignedCalls.class)
class RetriesTests {

	@Test
	void whatWasGivenUpIsBookedWhenAnOperatorAsksForIt(@Autowired SignedCalls calls, @Autowired Payments payments,
			@Autowired WebhookDeliveries deliveries) throws IOException {
		payments.closed = true;
		SignedRequest payment = SignedRequests.stripe("a-secret-for-tests", Instant.now(), """
				{"id": "evt_6", "type": "payment_intent.succeeded", "data": {"object": {"id": "pi_6"}}}""");
		assertThat(calls.send(payment)).bodyText().contains("\"accepted\"");
		DeliveryFilter dead = DeliveryFilter.of(DeliveryStatus.DEAD).channel("stripe");
		Awaitility.await().untilAsserted(() -> assertThat(deliveries.count(dead)).isOne());
		payments.closed = false;
		deliveries.retry(dead, 1);
		Awaitility.await().untilAsserted(() -> assertThat(payments.paid).containsExactly("pi_6"));
	}

}
