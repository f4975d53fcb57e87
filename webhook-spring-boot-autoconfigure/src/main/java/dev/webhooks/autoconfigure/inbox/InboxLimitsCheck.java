package dev.webhooks.autoconfigure.inbox;

import org.springframework.util.unit.DataSize;

import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.StartCheck;
import dev.webhooks.inbox.WebhookInbox;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.ProcessingMode;

/**
 * Keeps the application from starting with providers of which the inbox could not store
 * the largest events: they would be sent again and again, and never accepted.
 */
final class InboxLimitsCheck extends StartCheck {

	private static final long MEGABYTE = DataSize.ofMegabytes(1).toBytes();

	private final WebhookProviders providers;

	private final WebhookInbox inbox;

	InboxLimitsCheck(WebhookProviders providers, WebhookInbox inbox) {
		this.providers = providers;
		this.inbox = inbox;
	}

	@Override
	protected void check() {
		this.providers.all()
			.stream()
			.filter((provider) -> provider.processing().mode() != ProcessingMode.INLINE)
			.forEach(this::check);
	}

	private void check(WebhookProvider provider) {
		long limit = this.inbox.storage().store().maxEventSize();
		if (provider.maxEventSize() <= limit) {
			return;
		}
		int maxBodySize = provider.admission().maxBodySize();
		boolean document = provider.maxEventSize() > maxBodySize;
		throw new InvalidWebhookConfigurationException("webhooks.providers." + provider.name() + ".max-body-size",
				"The database of the inbox takes events of up to %s whatever is in them, but the body of one of provider '%s' may have %s%s."
					.formatted(text(limit), provider.name(), text(maxBodySize),
							document ? ", and the document in it as much again" : ""),
				"Set the property to %s, or have the database take more: 'max_allowed_packet' of MySQL and MariaDB is at least %s then."
					.formatted(text(limit * maxBodySize / provider.maxEventSize()),
							text(roundUp(2 * provider.maxEventSize()))));
	}

	/** With room for all else that a statement holds. */
	private static long roundUp(long bytes) {
		return (bytes / MEGABYTE + 1) * MEGABYTE;
	}

	private static String text(long bytes) {
		return (bytes >= MEGABYTE) ? bytes / MEGABYTE + "MB" : bytes / 1024 + "KB";
	}

}
