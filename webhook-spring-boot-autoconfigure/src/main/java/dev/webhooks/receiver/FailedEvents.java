package dev.webhooks.receiver;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.signature.LogText;

/**
 * What went wrong with the events of one request. It keeps the others from nothing: when
 * all are dealt with, the request is refused for the gravest.
 */
final class FailedEvents {

	private static final Logger logger = LoggerFactory.getLogger(WebhookReceiver.class);

	private @Nullable WebhookRejectedException gravest;

	/**
	 * Makes a rejection of what a listener or its condition threw.
	 */
	static WebhookRejectedException rejection(WebhookEvent event, Throwable ex) {
		if (ex instanceof WebhookPayloadException) {
			logger.warn("Cannot read {}: {}", event, LogText.messageOf(ex));
			return new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, "A listener cannot read the payload",
					null, ex);
		}
		logger.error("A listener failed to process {}", event, ex);
		return new WebhookRejectedException(RejectionReason.LISTENER_FAILED, "A listener failed", null, ex);
	}

	/**
	 * Adds a rejection. A server error, after which providers deliver again, counts more
	 * than a malformed item, which will not get better.
	 */
	void add(WebhookRejectedException ex) {
		if (this.gravest == null || ex.reason().status() > this.gravest.reason().status()) {
			this.gravest = ex;
		}
	}

	void throwGravest() {
		if (this.gravest != null) {
			throw this.gravest;
		}
	}

}
