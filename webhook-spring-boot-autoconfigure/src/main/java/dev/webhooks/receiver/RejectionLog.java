package dev.webhooks.receiver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.LogText;

/**
 * Tells the log why requests are refused: each reason of each provider at most once a
 * minute as a warning, so that a stranger cannot flood the log.
 */
final class RejectionLog {

	private static final Logger logger = LoggerFactory.getLogger(WebhookReceiver.class);

	private static final Duration QUIET = Duration.ofMinutes(1);

	private final Map<Key, Instant> lastWarnings = new ConcurrentHashMap<>();

	private final Clock clock;

	RejectionLog(Clock clock) {
		this.clock = clock;
	}

	void rejected(WebhookProvider provider, WebhookRequestHead head, WebhookRejectedException ex) {
		if (logger.isDebugEnabled()) {
			logger.debug("{} a request of provider '{}' ({}) from {}: {}", verb(provider), provider.name(),
					ex.reason().code(), sender(head), LogText.messageOf(ex));
		}
		else if (isDue(new Key(provider.name(), ex.reason()))) {
			logger.warn("{} a request of provider '{}' ({}) from {}: {}. More of this kind are logged at debug level.",
					verb(provider), provider.name(), ex.reason().code(), sender(head), LogText.messageOf(ex));
		}
	}

	private static String verb(WebhookProvider provider) {
		return provider.endpoint().observed() ? "Would refuse, but only observes," : "Refused";
	}

	/** Anybody may have written the tenant. */
	private static String sender(WebhookRequestHead head) {
		String address = (head.remoteAddress() != null) ? LogText.of(head.remoteAddress()) : "an unknown address";
		return (head.tenant() != null) ? address + " for tenant '" + LogText.of(head.tenant()) + "'" : address;
	}

	private boolean isDue(Key key) {
		Instant now = this.clock.instant();
		Instant last = this.lastWarnings.get(key);
		if (last != null && now.isBefore(last.plus(QUIET))) {
			return false;
		}
		return (last == null) ? this.lastWarnings.putIfAbsent(key, now) == null
				: this.lastWarnings.replace(key, last, now);
	}

	private record Key(String provider, RejectionReason reason) {

	}

}
