package dev.webhooks.alert;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;

import dev.webhooks.Internal;

/**
 * Sends alerts by mail. Safe for use by several threads.
 */
@Internal
public final class MailAlertSink implements WebhookAlertSink {

	private final MailSender sender;

	private final List<String> to;

	private final @Nullable String from;

	private final String application;

	/**
	 * Creates a sink.
	 * @param sender sends the mails
	 * @param to the addresses
	 * @param from the address of the sender, or {@code null} for that of the session
	 * @param application the name of the application
	 */
	public MailAlertSink(MailSender sender, List<String> to, @Nullable String from, String application) {
		this.sender = sender;
		this.to = List.copyOf(to);
		this.from = from;
		this.application = application;
	}

	@Override
	public void tell(WebhookAlert alert) {
		SimpleMailMessage mail = new SimpleMailMessage();
		mail.setTo(this.to.toArray(String[]::new));
		if (this.from != null) {
			mail.setFrom(this.from);
		}
		mail.setSubject("[%s] %s%s: %s".formatted(this.application,
				(alert.phase() == WebhookAlert.Phase.ENDED) ? "Over: " : "", alert.kind().title(), alert.subject()));
		mail.setText(alert.text());
		this.sender.send(mail);
	}

}
