package dev.webhooks.alert;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.Internal;

/**
 * Writes alerts to the log: a warning when one begins or goes on, an information when it
 * ends. Safe for use by several threads.
 */
@Internal
public final class LogAlertSink implements WebhookAlertSink {

	private static final Logger logger = LoggerFactory.getLogger(WebhookAlert.class);

	/**
	 * Creates a sink.
	 */
	public LogAlertSink() {
	}

	@Override
	public void tell(WebhookAlert alert) {
		if (alert.phase() == WebhookAlert.Phase.ENDED) {
			logger.info("{}", alert.text());
		}
		else {
			logger.warn("{}", alert.text());
		}
	}

}
