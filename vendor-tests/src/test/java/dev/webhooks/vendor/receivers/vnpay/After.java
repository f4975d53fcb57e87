package dev.webhooks.vendor.receivers.vnpay;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;

import dev.webhooks.UnprocessedWebhookException;
import dev.webhooks.WebhookListener;

/**
 * Confirms payments by VNPay.
 */
@Component
class After {

	private final Orders orders;

	After(Orders orders) {
		this.orders = orders;
	}

	@WebhookListener(provider = "vnpay")
	Answer paid(Payment payment) {
		if (!this.orders.exists(payment.order())) {
			throw notConfirmed("01", "Order not Found");
		}
		if (this.orders.amount(payment.order()) * 100 != payment.amount()) {
			throw notConfirmed("04", "Invalid Amount");
		}
		if (this.orders.isConfirmed(payment.order())) {
			return new Answer("02", "Order already confirmed");
		}
		this.orders.confirm(payment.order(), payment.code().equals("00"), payment.transaction());
		return new Answer("00", "Confirm Success");
	}

	/** Nothing was done: VNPay calls again, and it is looked at again. */
	private static UnprocessedWebhookException notConfirmed(String code, String message) {
		return new UnprocessedWebhookException(message, new Answer(code, message));
	}

	record Payment(@JsonProperty("vnp_TxnRef") String order, @JsonProperty("vnp_Amount") long amount,
			@JsonProperty("vnp_ResponseCode") String code, @JsonProperty("vnp_TransactionNo") String transaction) {
	}

	record Answer(@JsonProperty("RspCode") String code, @JsonProperty("Message") String message) {
	}

}
