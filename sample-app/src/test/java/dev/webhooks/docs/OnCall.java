package dev.webhooks.docs;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.webhooks.alert.WebhookAlert;

@Component
class OnCall {

	@EventListener
	void page(WebhookAlert alert) {
		if (alert.phase() == WebhookAlert.Phase.BEGUN && alert.kind() == WebhookAlert.Kind.DEAD_LETTERS) {
			call(alert.subject(), alert.text());
		}
	}

	private void call(String subject, String text) {
		System.out.println(subject + ": " + text);
	}

}
