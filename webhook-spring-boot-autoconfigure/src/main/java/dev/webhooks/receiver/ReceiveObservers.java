package dev.webhooks.receiver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveObserver.Reception;

/**
 * Tells all observers of requests, and keeps what they throw from who is answered.
 */
final class ReceiveObservers {

	private static final Logger logger = LoggerFactory.getLogger(ReceiveObservers.class);

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	private final List<ReceiveObserver> observers;

	ReceiveObservers(List<ReceiveObserver> observers) {
		this.observers = List.copyOf(observers);
	}

	/**
	 * Tells all that a request begins.
	 * @return tells those that want to know how it ends, the first last
	 */
	Reception begin(WebhookProvider provider, WebhookRequestHead head) {
		Deque<Begun> begun = new ArrayDeque<>(this.observers.size());
		tell((observer) -> {
			Reception reception = observer.begin(provider, head);
			if (reception != null) {
				begun.push(new Begun(observer, reception));
			}
		});
		return (outcome) -> begun.forEach((each) -> end(each, outcome));
	}

	private void end(Begun begun, ReceiveOutcome outcome) {
		try {
			begun.reception.end(outcome);
		}
		catch (RuntimeException | Error ex) {
			failed(begun.observer, ex);
		}
	}

	void tell(Consumer<ReceiveObserver> news) {
		for (ReceiveObserver observer : this.observers) {
			try {
				news.accept(observer);
			}
			catch (RuntimeException | Error ex) {
				failed(observer, ex);
			}
		}
	}

	/** One that always fails would flood the log. */
	private void failed(ReceiveObserver observer, Throwable ex) {
		String name = observer.getClass().getName();
		if (this.warned.add(name)) {
			logger.warn("{} failed to observe a request. More of this kind are logged at debug level.", name, ex);
		}
		else {
			logger.debug("{} failed to observe a request", name, ex);
		}
	}

	private record Begun(ReceiveObserver observer, Reception reception) {
	}

}
