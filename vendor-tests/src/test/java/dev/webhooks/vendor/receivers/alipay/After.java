package dev.webhooks.vendor.receivers.alipay;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;

import dev.webhooks.UnprocessedWebhookException;
import dev.webhooks.WebhookListener;
import dev.webhooks.vendor.receivers.Work;

/**
 * Books payments by Alipay.
 */
@Component
class After {

	private final Work work;

	After(Work work) {
		this.work = work;
	}

	@WebhookListener(provider = "alipay", events = "TRADE_SUCCESS")
	void paid(Trade trade) {
		if (!trade.application().equals("2015102700040153")) {
			throw new UnprocessedWebhookException("A trade of another application", "failure");
		}
		this.work.does("paid", trade.order(), trade.amount(), trade.subject(), trade.passedBack());
	}

	record Trade(@JsonProperty("app_id") String application, @JsonProperty("out_trade_no") String order,
			@JsonProperty("total_amount") BigDecimal amount, String subject,
			@JsonProperty("passback_params") String passedBack) {
	}

}
