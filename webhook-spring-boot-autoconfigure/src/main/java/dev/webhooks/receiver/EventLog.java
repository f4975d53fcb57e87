package dev.webhooks.receiver;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveOutcome.Kind;
import dev.webhooks.request.LogText;

/**
 * Tells in the log what was received. Refused requests and failures are told of
 * elsewhere. Safe for use by several threads.
 */
@Internal
public final class EventLog implements ReceiveObserver {

	private static final Logger logger = LoggerFactory.getLogger(EventLog.class);

	private static final int MOST_NAMED = 3;

	private final Set<First> told = ConcurrentHashMap.newKeySet();

	private final EventLogging events;

	/**
	 * Creates a log.
	 * @param events which events it tells of
	 */
	public EventLog(EventLogging events) {
		this.events = events;
	}

	@Override
	public void received(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
		if (this.events == EventLogging.NONE || outcome.kind() == Kind.REFUSED || outcome.kind() == Kind.FAILED) {
			return;
		}
		if (this.told.add(new First(provider.name(), outcome.kind()))) {
			logger.info("{}{}", text(provider, head, outcome),
					(this.events == EventLogging.FIRST) ? ". More of this kind are logged at debug level." : "");
		}
		else if (this.events == EventLogging.ALL) {
			logger.info("{}", text(provider, head, outcome));
		}
		else if (logger.isDebugEnabled()) {
			logger.debug("{}", text(provider, head, outcome));
		}
	}

	private static String text(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
		String tenant = (head.tenant() != null) ? " for tenant '" + LogText.of(head.tenant()) + "'" : "";
		if (outcome.kind() == Kind.HANDSHAKE) {
			return "Provider '%s' has tested the endpoint%s, and was answered %s".formatted(provider.name(), tenant,
					outcome.answer().status());
		}
		return "Webhook of '%s'%s %s: %s%s".formatted(provider.name(), tenant,
				outcome.kind().name().toLowerCase(Locale.ROOT),
				outcome.types().isEmpty() ? "a type that is not wanted" : names(outcome.types()),
				outcome.eventIds().isEmpty() ? "" : " (" + names(outcome.eventIds()) + ")");
	}

	private static String names(List<String> names) {
		String shown = names.stream().limit(MOST_NAMED).map(LogText::of).collect(Collectors.joining(", "));
		return (names.size() > MOST_NAMED) ? shown + ", … " + names.size() + " in all" : shown;
	}

	private record First(String provider, Kind kind) {

	}

}
