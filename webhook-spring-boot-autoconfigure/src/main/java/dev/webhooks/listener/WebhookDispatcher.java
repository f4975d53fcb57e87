package dev.webhooks.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookInterceptor;

/**
 * Passes events to the {@link dev.webhooks.WebhookListener @WebhookListener} methods that
 * match them.
 * <p>
 * A listener has done its work when it returns: futures and reactive types as return
 * types are refused when the application starts, because an event must not be
 * acknowledged before it is processed. Safe for use by several threads.
 */
public final class WebhookDispatcher {

	private static final Logger logger = LoggerFactory.getLogger(WebhookDispatcher.class);

	private final WebhookListenerRegistry registry;

	private final WebhookPayloadReader reader;

	private final ListenerCall call;

	private final UnmatchedEvents unmatched = new UnmatchedEvents();

	private final Set<String> superfluous = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a dispatcher.
	 * @param registry knows the listeners
	 * @param reader reads payloads
	 * @param interceptors run around each call of a listener, the outermost first
	 */
	public WebhookDispatcher(WebhookListenerRegistry registry, WebhookPayloadReader reader,
			List<WebhookInterceptor> interceptors) {
		Assert.notNull(registry, "'registry' must not be null");
		Assert.notNull(reader, "'reader' must not be null");
		Assert.notNull(interceptors, "'interceptors' must not be null");
		this.registry = registry;
		this.reader = reader;
		this.call = ListenerCall.through(List.copyOf(interceptors));
	}

	/**
	 * Finds the listeners that are to receive an event. One whose condition fails is
	 * among them, so that {@link #invoke} fails for it alone.
	 * @param event the event
	 * @return the listeners in their order, empty if there is none
	 */
	public List<WebhookListenerMethod> listenersFor(WebhookEvent event) {
		List<WebhookListenerMethod> candidates = candidates(event);
		EventPayload payload = new EventPayload(event, this.reader);
		List<WebhookListenerMethod> accepting = new ArrayList<>(candidates.size());
		for (WebhookListenerMethod candidate : candidates) {
			if (acceptsOrFails(candidate, payload)) {
				accepting.add(candidate);
			}
		}
		return accepting;
	}

	private static boolean acceptsOrFails(WebhookListenerMethod listener, EventPayload payload) {
		try {
			return listener.accepts(payload);
		}
		catch (RuntimeException ex) {
			logger.debug("The condition of {} fails", listener, ex);
			return true;
		}
	}

	/**
	 * Calls all listeners that match an event, one after the other. The first that fails
	 * ends it: the provider delivers the event again, and then all of them are called
	 * again.
	 * @param event the event
	 * @return whether a listener received the event, and what the first of them that
	 * returned something returned
	 * @throws dev.webhooks.WebhookPayloadException if the event does not hold what a
	 * listener needs
	 * @throws Exception whatever a listener, its condition or an interceptor throws
	 */
	public DispatchResult dispatch(WebhookEvent event) throws Exception {
		EventPayload payload = new EventPayload(event, this.reader);
		boolean matched = false;
		Object value = null;
		for (WebhookListenerMethod listener : candidates(event)) {
			if (listener.accepts(payload)) {
				matched = true;
				value = firstOf(value, this.call.call(listener, payload), listener);
			}
		}
		return new DispatchResult(matched, value);
	}

	/**
	 * Calls one listener, if the event meets its condition.
	 * @param listener the listener
	 * @param event the event
	 * @return what it returned, or {@code null}
	 * @throws dev.webhooks.WebhookPayloadException if the event does not hold what the
	 * listener needs
	 * @throws Exception whatever the listener, its condition or an interceptor throws
	 */
	public @Nullable Object invoke(WebhookListenerMethod listener, WebhookEvent event) throws Exception {
		EventPayload payload = new EventPayload(event, this.reader);
		return listener.accepts(payload) ? this.call.call(listener, payload) : null;
	}

	private List<WebhookListenerMethod> candidates(WebhookEvent event) {
		List<WebhookListenerMethod> candidates = this.registry.listenersFor(event.provider(), event.types());
		if (candidates.isEmpty()) {
			this.unmatched.log(event.provider(), event.type());
		}
		return candidates;
	}

	private @Nullable Object firstOf(@Nullable Object first, @Nullable Object next, WebhookListenerMethod listener) {
		if (first != null && next != null && this.superfluous.add(listener.id())) {
			logger.warn("What webhook listener {} returns is ignored, because a listener before it returned "
					+ "something for the same event. Logged once for each listener.", listener);
		}
		return (first != null) ? first : next;
	}

}
