package dev.webhooks.vendor.receivers.momo;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.vendor.receivers.Work;

/**
 * Books payments by MoMo.
 */
@Component
class After {

	private final Work work;

	After(Work work) {
		this.work = work;
	}

	@WebhookListener(provider = "momo")
	void result(Result result) {
		this.work.does((result.resultCode() == 0) ? "paid" : "failed", result.orderId(), result.amount(),
				result.transId());
	}

	record Result(String orderId, long amount, long transId, int resultCode) {
	}

}
