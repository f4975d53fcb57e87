package dev.webhooks.listener;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import dev.webhooks.Internal;
import dev.webhooks.WebhookEvent;

/**
 * Tells in the diagnostic context of the log which event a listener runs for, until it is
 * closed.
 */
@Internal
public final class EventMdc implements AutoCloseable {

	private final Map<String, @Nullable String> before = new LinkedHashMap<>();

	private EventMdc() {
	}

	/**
	 * Tells of an event.
	 * @param event the event
	 * @return takes it away again
	 */
	public static EventMdc of(WebhookEvent event) {
		return new EventMdc().and("webhook.provider", event.provider())
			.and("webhook.type", event.type())
			.and("webhook.id", event.id())
			.and("webhook.tenant", event.tenant());
	}

	/**
	 * Tells something more.
	 * @param key the key
	 * @param value the value, or {@code null} if there is none
	 * @return this
	 */
	public EventMdc and(String key, @Nullable String value) {
		if (value != null) {
			this.before.putIfAbsent(key, MDC.get(key));
			MDC.put(key, value);
		}
		return this;
	}

	@Override
	public void close() {
		this.before.forEach((key, value) -> {
			if (value != null) {
				MDC.put(key, value);
			}
			else {
				MDC.remove(key);
			}
		});
	}

}
