package dev.webhooks.listener;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import dev.webhooks.Internal;
import dev.webhooks.WebhookEvent;
import dev.webhooks.request.LogText;

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
		return of(event.provider(), event.type(), event.id(), event.tenant());
	}

	/**
	 * Tells of an event.
	 * @param provider the provider
	 * @param type the type
	 * @param id the id
	 * @param tenant the tenant or {@code null}
	 * @return takes it away again
	 */
	public static EventMdc of(String provider, String type, String id, @Nullable String tenant) {
		return new EventMdc().and("webhook.provider", provider)
			.and("webhook.type", type)
			.and("webhook.id", id)
			.and("webhook.tenant", tenant);
	}

	/**
	 * Tells something more, on one line whatever a sender has written.
	 * @param key the key
	 * @param value the value, or {@code null} if there is none
	 * @return this
	 */
	public EventMdc and(String key, @Nullable String value) {
		if (value != null) {
			if (!this.before.containsKey(key)) {
				this.before.put(key, MDC.get(key));
			}
			MDC.put(key, LogText.of(value));
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
