package dev.webhooks.vendor.receivers.sendgrid;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookListener;
import dev.webhooks.vendor.receivers.Work;

/**
 * Opens a ticket for each mail.
 */
@Component
class After {

	private final Work work;

	After(Work work) {
		this.work = work;
	}

	@WebhookListener(provider = "inbound-mail")
	void received(Mail mail, List<WebhookFile> attachments) {
		this.work.does("open", mail.from(), mail.subject(), mail.text(), attachments.size());
		for (WebhookFile attachment : attachments) {
			this.work.does("attach", attachment.filename(), attachment.contentType(),
					new String(attachment.bytes(), StandardCharsets.ISO_8859_1));
		}
	}

	record Mail(String from, String subject, String text) {
	}

}
