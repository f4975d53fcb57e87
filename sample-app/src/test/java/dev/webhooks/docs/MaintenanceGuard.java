package dev.webhooks.docs;

import java.time.Duration;

import org.springframework.stereotype.Component;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.guard.WebhookGuard;
import dev.webhooks.provider.WebhookProvider;

@Component
class MaintenanceGuard implements WebhookGuard {

	volatile boolean closed;

	@Override
	public void check(WebhookProvider provider, WebhookRequestHead head) {
		if (this.closed) {
			throw new WebhookRejectedException(RejectionReason.VERDICT_UNKNOWN, "Closed for maintenance",
					Duration.ofMinutes(10), null);
		}
	}

}
