package dev.webhooks.vendor.receivers.wechatpay;

import com.wechat.pay.java.service.payments.model.Transaction;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.vendor.receivers.Work;

/**
 * Books payments by WeChat Pay.
 */
@Component
class After {

	private final Work work;

	After(Work work) {
		this.work = work;
	}

	@WebhookListener(provider = "wechat-pay", events = "TRANSACTION.SUCCESS")
	void paid(Transaction transaction) {
		if (transaction.getTradeState() == Transaction.TradeStateEnum.SUCCESS) {
			this.work.does("paid", transaction.getOutTradeNo(), transaction.getAmount().getTotal(),
					transaction.getPayer().getOpenid(), transaction.getSuccessTime());
		}
	}

}
