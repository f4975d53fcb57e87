package dev.webhooks.docs.lookup;

import java.math.BigDecimal;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class PortOnePayments {

	private final RestClient portOne;

	private final Orders orders;

	private final Map<String, String> credentials;

	PortOnePayments(RestClient.Builder client, Orders orders, @Value("${portone.key}") String key,
			@Value("${portone.secret}") String secret) {
		this.portOne = client.baseUrl("https://api.iamport.kr").build();
		this.orders = orders;
		this.credentials = Map.of("imp_key", key, "imp_secret", secret);
	}

	@WebhookListener(provider = "portone")
	void changed(@WebhookPayload("/imp_uid") String id) {
		try {
			Payment payment = this.portOne.get()
				.uri("/payments/{id}", id)
				.header("Authorization", token())
				.retrieve()
				.requiredBody(FoundPayment.class)
				.response();
			this.orders.update(payment.order(), payment.status(), payment.amount(), payment.currency());
		}
		catch (HttpClientErrorException.NotFound ex) {
			// Nobody has paid: the request was invented, and sending it again changes
			// nothing
		}
	}

	private String token() {
		return this.portOne.post()
			.uri("/users/getToken")
			.body(this.credentials)
			.retrieve()
			.requiredBody(FoundToken.class)
			.response()
			.token();
	}

	record FoundToken(Token response) {
	}

	record Token(@JsonProperty("access_token") String token) {
	}

	record FoundPayment(Payment response) {
	}

	record Payment(@JsonProperty("merchant_uid") String order, String status, BigDecimal amount, String currency) {
	}

}
