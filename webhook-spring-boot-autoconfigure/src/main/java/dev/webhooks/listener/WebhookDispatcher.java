package dev.webhooks.listener;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;

import dev.webhooks.Internal;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookException;
import dev.webhooks.WebhookInterceptor;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayloadException;

/**
 * Passes events to the {@link dev.webhooks.WebhookListener @WebhookListener} methods that
 * match them.
 * <p>
 * A listener has done its work when it returns: futures and reactive types as return
 * types are refused when the application starts, because an event must not be
 * acknowledged before it is processed. Safe for use by several threads.
 */
@Internal
public final class WebhookDispatcher {

	private static final Logger logger = LoggerFactory.getLogger(WebhookDispatcher.class);

	private final WebhookListenerRegistry registry;

	private final WebhookPayloadReader reader;

	private final ListenerCall call;

	private final List<RunObserver> observers;

	private final UnmatchedEvents unmatched;

	private final Set<String> superfluous = ConcurrentHashMap.newKeySet();

	/** Classes of observers. */
	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a dispatcher.
	 * @param registry knows the listeners
	 * @param reader reads payloads
	 * @param interceptors run around each call of a listener, the outermost first
	 */
	public WebhookDispatcher(WebhookListenerRegistry registry, WebhookPayloadReader reader,
			List<WebhookInterceptor> interceptors) {
		this(registry, reader, interceptors, List.of(), (provider, type) -> false);
	}

	/**
	 * Creates a dispatcher.
	 * @param registry knows the listeners
	 * @param reader reads payloads
	 * @param interceptors run around each call of a listener, the outermost first
	 * @param observers are told of each call before the answer, in order
	 * @param tests tells whether a provider, by its name, tests the endpoint with events
	 * of a type
	 */
	public WebhookDispatcher(WebhookListenerRegistry registry, WebhookPayloadReader reader,
			List<WebhookInterceptor> interceptors, List<RunObserver> observers, BiPredicate<String, String> tests) {
		Assert.notNull(registry, "'registry' must not be null");
		Assert.notNull(reader, "'reader' must not be null");
		Assert.notNull(interceptors, "'interceptors' must not be null");
		this.registry = registry;
		this.reader = reader;
		this.observers = List.copyOf(observers);
		this.unmatched = new UnmatchedEvents(tests);
		this.call = ListenerCall.through(List.copyOf(interceptors));
	}

	/**
	 * Decides which listeners are to receive an event: those that match it and whose
	 * condition holds. The condition is not asked for again when they are called later.
	 * @param event the event
	 * @return the listeners in their order, empty if there is none
	 * @throws dev.webhooks.WebhookPayloadException if a condition cannot read the payload
	 * @throws dev.webhooks.WebhookException if a condition fails, which says nothing of
	 * whether it holds
	 */
	public List<WebhookListenerMethod> listenersFor(WebhookEvent event) {
		return decide(new EventPayload(event, this.reader));
	}

	private List<WebhookListenerMethod> decide(EventPayload payload) {
		List<WebhookListenerMethod> candidates = candidates(payload.event());
		List<WebhookListenerMethod> accepting = new ArrayList<>(candidates.size());
		boolean interrupted = Thread.currentThread().isInterrupted();
		try {
			for (WebhookListenerMethod candidate : candidates) {
				if (candidate.accepts(payload)) {
					accepting.add(candidate);
				}
			}
		}
		finally {
			restore(interrupted);
		}
		return accepting;
	}

	/**
	 * Calls all listeners that match an event and whose condition holds, one after the
	 * other. All conditions are decided before the first is called. The first that fails
	 * ends it: the provider delivers the event again, and then all of them are called
	 * again.
	 * @param event the event
	 * @return whether a listener received the event, and what the first of them that
	 * returned something returned
	 * @throws dev.webhooks.WebhookPayloadException if the event does not hold what a
	 * listener or its condition needs
	 * @throws Exception whatever a listener, its condition or an interceptor throws
	 */
	public DispatchResult dispatch(WebhookEvent event) throws Exception {
		EventPayload payload = new EventPayload(event, this.reader);
		List<WebhookListenerMethod> listeners = decide(payload);
		Object value = null;
		for (WebhookListenerMethod listener : listeners) {
			value = firstOf(value, callObserved(listener, payload), listener);
		}
		return new DispatchResult(!listeners.isEmpty(), value);
	}

	/**
	 * Calls one listener. Its condition was decided before.
	 * @param listener the listener, one of {@link #listenersFor}
	 * @param event the event
	 * @return what it returned, or {@code null}
	 * @throws dev.webhooks.WebhookPayloadException if the event does not hold what the
	 * listener needs
	 * @throws Exception whatever the listener or an interceptor throws
	 */
	public @Nullable Object invoke(WebhookListenerMethod listener, WebhookEvent event) throws Exception {
		return call(listener, new EventPayload(event, this.reader));
	}

	private @Nullable Object callObserved(WebhookListenerMethod listener, EventPayload payload) throws Exception {
		Deque<Begun> runs = new ArrayDeque<>(this.observers.size());
		Throwable failure = null;
		try {
			for (RunObserver observer : this.observers) {
				runs.push(new Begun(observer, observer.begin(payload.event(), listener.id())));
			}
			return call(listener, payload);
		}
		catch (Throwable ex) {
			failure = ex;
			throw ex;
		}
		finally {
			for (Begun run : runs) {
				end(run, failure);
			}
		}
	}

	/** The listener has run, whatever comes of telling others. */
	private void end(Begun begun, @Nullable Throwable failure) {
		try {
			begun.run.end(failure);
		}
		catch (RuntimeException | Error ex) {
			String name = begun.observer.getClass().getName();
			if (this.warned.add(name)) {
				logger.warn("{} failed to observe a listener. More of this kind are logged at debug level.", name, ex);
			}
			else {
				logger.debug("{} failed to observe a listener", name, ex);
			}
		}
	}

	/**
	 * A thread that is left interrupted could not write the answer, nor record that the
	 * listener has run.
	 */
	private @Nullable Object call(WebhookListenerMethod listener, EventPayload payload) throws Exception {
		boolean interrupted = Thread.currentThread().isInterrupted();
		try (EventMdc mdc = EventMdc.of(payload.event())) {
			return this.call.call(listener, payload);
		}
		finally {
			restore(interrupted);
		}
	}

	private static void restore(boolean interrupted) {
		if (!interrupted) {
			Thread.interrupted();
		}
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

	/**
	 * Is told of each call of a listener before the answer; of those from the inbox the
	 * engine tells others. What it throws before the call fails the call; what it throws
	 * afterwards is logged. Safe for use by several threads.
	 */
	@FunctionalInterface
	public interface RunObserver {

		/**
		 * A listener is about to be called.
		 * @param event the event
		 * @param listener the id of the listener
		 * @return is told on the same thread how it ended
		 */
		Run begin(WebhookEvent event, String listener);

	}

	/**
	 * A call of a listener.
	 */
	@FunctionalInterface
	public interface Run {

		/**
		 * The call has ended.
		 * @param failure what was thrown, or {@code null} if nothing was
		 */
		void end(@Nullable Throwable failure);

	}

	private record Begun(RunObserver observer, Run run) {
	}

}
