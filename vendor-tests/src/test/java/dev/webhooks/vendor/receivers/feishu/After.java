package dev.webhooks.vendor.receivers.feishu;

import com.lark.oapi.service.im.v1.model.EventMessage;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;
import dev.webhooks.vendor.receivers.Work;

/**
 * Reads messages to a bot of Feishu.
 */
@Component
class After {

	private final Work work;

	After(Work work) {
		this.work = work;
	}

	@WebhookListener(provider = "feishu", events = "im.message.receive_v1")
	void received(@WebhookPayload("/event/message") EventMessage message,
			@WebhookPayload("/event/sender/sender_id/open_id") String sender) {
		this.work.does("read", message.getMessageId(), sender, message.getContent(),
				message.getMentions()[0].getName());
	}

}
