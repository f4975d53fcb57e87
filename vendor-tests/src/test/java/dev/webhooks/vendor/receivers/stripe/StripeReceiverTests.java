package dev.webhooks.vendor.receivers.stripe;

import java.time.Clock;
import java.util.Map;

import com.stripe.Stripe;
import com.stripe.net.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.webhooks.vendor.receivers.ReceiverPair;
import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * Stripe, with the model of a checkout session. The requests are signed by stripe-java,
 * which knows no other time than that of the system.
 */
class StripeReceiverTests {

	private static final String SECRET = "whsec_a-secret-that-is-a-text";

	@RegisterExtension
	static final ReceiverPair receivers = ReceiverPair.of(Before.class, After.class)
		.with("STRIPE_WEBHOOK_SECRET", SECRET);

	@Test
	void aCompletedCheckoutIsFulfilled() throws Exception {
		receivers.send(completed("evt_1", Stripe.API_VERSION, 0))
			.answer(200, "Received")
			.andDo("fulfil", "order-7", 2499L, "eur", "ada@example.com", Map.of("gift", "yes"));
	}

	@Test
	void anEventThatNobodyWantsIsReceivedToo() throws Exception {
		receivers.send(signed(event("evt_2", Stripe.API_VERSION).replace("session.completed", "session.expired"), 0))
			.answer(200, "Received")
			.andDoNothing();
	}

	@Test
	void aForgedCheckoutIsRefused() throws Exception {
		receivers.send(completed("evt_3", Stripe.API_VERSION, 0).with("2499", "1"))
			.answer(400, "Invalid signature")
			.andDoNothing();
	}

	@Test
	void anOldCheckoutIsRefused() throws Exception {
		receivers.send(completed("evt_4", Stripe.API_VERSION, 301)).answer(400, "Invalid signature").andDoNothing();
	}

	@Test
	void aFailureHasTheEventDeliveredAgain() throws Exception {
		VendorRequest request = completed("evt_5", Stripe.API_VERSION, 0);
		receivers.sendWhileFailing(request).answer(500).andDoNothing();
		receivers.send(request)
			.answer(200, "Received")
			.andDo("fulfil", "order-7", 2499L, "eur", "ada@example.com", Map.of("gift", "yes"));
	}

	@Test
	void afterwardsADuplicateIsFulfilledOnce() throws Exception {
		receivers.sendAfter(completed("evt_6", Stripe.API_VERSION, 0)).answer(200, "Received").andDoOneThing();
		receivers.sendAfter(completed("evt_6", Stripe.API_VERSION, 1)).answer(200, "Received").andDoNothing();
	}

	/** The controller finds no object then, and fails. */
	@Test
	void afterwardsAnEventMayHaveAnotherVersion() throws Exception {
		receivers.sendAfter(completed("evt_7", "2020-08-27", 0))
			.answer(200, "Received")
			.andDo("fulfil", "order-7", 2499L, "eur", "ada@example.com", Map.of("gift", "yes"));
	}

	private static VendorRequest completed(String id, String version, int age) throws Exception {
		return signed(event(id, version), age);
	}

	private static String event(String id, String version) {
		return """
				{"id":"%s","object":"event","api_version":"%s","created":1800000000,"livemode":false,
				 "type":"checkout.session.completed","data":{"object":{"id":"cs_1","object":"checkout.session",
				  "amount_total":2499,"client_reference_id":"order-7","currency":"eur",
				  "customer_details":{"email":"ada@example.com","name":"Ada"},"metadata":{"gift":"yes"},
				  "payment_status":"paid","status":"complete"}}}""".formatted(id, version);
	}

	private static VendorRequest signed(String body, int age) throws Exception {
		long time = Clock.systemUTC().instant().getEpochSecond() - age;
		return VendorRequest.json("/api/stripe/webhook", body)
			.header("Stripe-Signature", Webhook.Signature.generateSignatureHeader(body, SECRET, time));
	}

}
