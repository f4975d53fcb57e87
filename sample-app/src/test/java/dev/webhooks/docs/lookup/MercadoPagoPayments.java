package dev.webhooks.docs.lookup;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookParameter;

@Component
class MercadoPagoPayments {

	private final RestClient mercadoPago;

	private final Orders orders;

	MercadoPagoPayments(RestClient.Builder client, Orders orders,
			@Value("${mercadopago.access-token}") String accessToken) {
		this.mercadoPago = client.baseUrl("https://api.mercadopago.com")
			.defaultHeaders((headers) -> headers.setBearerAuth(accessToken))
			.build();
		this.orders = orders;
	}

	@WebhookListener(provider = "mercado-pago", events = "payment")
	void changed(@WebhookParameter("data.id") String id) {
		Payment payment = this.mercadoPago.get().uri("/v1/payments/{id}", id).retrieve().requiredBody(Payment.class);
		this.orders.update(payment.order(), payment.status(), payment.amount(), payment.currency());
	}

	record Payment(@JsonProperty("external_reference") String order, String status,
			@JsonProperty("transaction_amount") BigDecimal amount, @JsonProperty("currency_id") String currency) {
	}

}
