package dev.webhooks.docs;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookParameter;

@Component
class InboundMails {

	private final Archive archive;

	InboundMails(Archive archive) {
		this.archive = archive;
	}

	@WebhookListener(provider = "mailgun-inbound")
	void received(Mail mail, List<WebhookFile> files) {
		for (WebhookFile file : files) {
			this.archive.store(mail.recipient(), file.filename(), file.bytes());
		}
	}

	@WebhookListener(provider = "mailgun-inbound")
	void first(@WebhookParameter("subject") String subject,
			@WebhookParameter("attachment-1") Optional<WebhookFile> attachment) {
		attachment.ifPresent((file) -> this.archive.store(subject, file.filename(), file.bytes()));
	}

	record Mail(String sender, String recipient, String subject, @JsonProperty("body-plain") String text) {

	}

}

/**
 * A place for files.
 */
interface Archive {

	void store(String owner, @Nullable String filename, byte[] content);

}
