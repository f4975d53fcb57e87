package dev.webhooks.sample;

import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

/**
 * Takes note of payments at Stripe.
 */
@Component
class Payments {

	private static final Logger logger = LoggerFactory.getLogger(Payments.class);

	private final Orders orders;

	Payments(Orders orders) {
		this.orders = orders;
	}

	@WebhookListener(provider = "stripe", events = "payment_intent.succeeded")
	void succeeded(@WebhookPayload("/data/object") @Valid PaymentIntent payment) {
		Order order = this.orders.pay(payment.orderNumber(), payment.id());
		if (order == null) {
			logger.warn("Payment {} is for the unknown order {}", payment.id(), payment.orderNumber());
		}
		else {
			logger.info("Order {} ({}) is paid by {}", order.number(), order.product(), order.payment());
		}
	}

	/**
	 * The properties of Stripe's payment intent that the shop reads.
	 */
	record PaymentIntent(@NotBlank String id, long amount, String currency, Map<String, String> metadata) {

		String orderNumber() {
			return this.metadata.getOrDefault("order", "");
		}

	}

}
