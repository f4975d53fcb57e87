package dev.webhooks.docs.lookup;

import java.math.BigDecimal;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class TossPayments {

	private final RestClient toss;

	private final Orders orders;

	TossPayments(RestClient.Builder client, Orders orders, @Value("${toss.secret-key}") String secretKey) {
		this.toss = client.baseUrl("https://api.tosspayments.com")
			.defaultHeaders((headers) -> headers.setBasicAuth(secretKey, ""))
			.build();
		this.orders = orders;
	}

	@WebhookListener(provider = "toss", events = "PAYMENT_STATUS_CHANGED")
	void changed(@WebhookPayload("/data/paymentKey") String paymentKey) {
		try {
			Payment payment = this.toss.get()
				.uri("/v1/payments/{paymentKey}", paymentKey)
				.retrieve()
				.requiredBody(Payment.class);
			this.orders.update(payment.orderId(), payment.status(), payment.totalAmount(), payment.currency());
		}
		catch (HttpClientErrorException.NotFound ex) {
			// Nobody has paid: the request was invented, and sending it again changes
			// nothing
		}
	}

	record Payment(String orderId, String status, BigDecimal totalAmount, String currency) {
	}

}
