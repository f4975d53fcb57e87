package dev.webhooks.receiver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookResponse;
import dev.webhooks.listener.DispatchResult;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.RequestValues;

/**
 * Calls the listeners of events before the request is answered. An event that fails is
 * answered so that the provider delivers it again; the other items of its batch are
 * processed all the same. Safe for use by several threads.
 */
public final class InlineProcessor {

	private static final Duration RETRY_IN_PROGRESS = Duration.ofSeconds(5);

	/** Who waits for the word of a listener takes any other text for it. */
	private static final WebhookResponse NOTHING_TO_SAY = WebhookResponse.of(200);

	private final WebhookDispatcher dispatcher;

	private final EventDeduplication deduplication;

	private final ReturnValues returnValues;

	/**
	 * Creates a processor.
	 * @param dispatcher calls the listeners
	 * @param deduplication remembers the events that were processed
	 * @param returnValues makes answers of what listeners return
	 */
	public InlineProcessor(WebhookDispatcher dispatcher, EventDeduplication deduplication, ReturnValues returnValues) {
		this.dispatcher = dispatcher;
		this.deduplication = deduplication;
		this.returnValues = returnValues;
	}

	/**
	 * Processes the events of a request.
	 * @param provider the provider
	 * @param events the events
	 * @param values the values of the request
	 * @return the answer
	 * @throws WebhookRejectedException if an event failed or is being processed already
	 */
	WebhookResponse process(WebhookProvider provider, List<WebhookEvent> events, RequestValues values) {
		WebhookResponse wanted = provider.successResponse(values);
		boolean awaited = provider.isAwaited(values);
		List<Outcome> outcomes = new ArrayList<>(events.size());
		FailedEvents failed = new FailedEvents();
		for (WebhookEvent event : events) {
			try {
				outcomes.add(process(provider, event, wanted, events.size() == 1));
			}
			catch (WebhookRejectedException ex) {
				failed.add(ex);
			}
		}
		failed.throwGravest();
		WebhookResponse returned = (outcomes.size() == 1) ? outcomes.get(0).answer() : null;
		if (returned != null) {
			return returned;
		}
		if (wanted != null) {
			return wanted;
		}
		return awaited ? NOTHING_TO_SAY : answer(events, outcomes);
	}

	private static WebhookResponse answer(List<WebhookEvent> events, List<Outcome> outcomes) {
		if (outcomes.stream().allMatch((outcome) -> outcome.status() == Status.IGNORED)) {
			return Answers.ignored();
		}
		boolean processed = outcomes.stream().anyMatch((outcome) -> outcome.status() == Status.PROCESSED);
		return Answers.success(processed ? "processed" : "duplicate", events);
	}

	private Outcome process(WebhookProvider provider, WebhookEvent event, @Nullable WebhookResponse wanted,
			boolean alone) {
		StorableEvents.check(event);
		if (!provider.accepts(event.types())) {
			return Outcome.of(Status.IGNORED);
		}
		return switch (this.deduplication.claim(event)) {
			case DONE -> Outcome.of(Status.DUPLICATE);
			case IN_PROGRESS -> throw new WebhookRejectedException(RejectionReason.IN_PROGRESS,
					"The same event is being processed", RETRY_IN_PROGRESS, null);
			case NEW -> dispatch(event, wanted, alone);
		};
	}

	private Outcome dispatch(WebhookEvent event, @Nullable WebhookResponse wanted, boolean alone) {
		boolean done = false;
		try {
			DispatchResult result = this.dispatcher.dispatch(event);
			Object value = result.value();
			WebhookResponse answer = (value != null && alone) ? this.returnValues.toResponse(value, wanted) : null;
			done = result.matched() && !ReturnValues.isServerError(value);
			return new Outcome(result.matched() ? Status.PROCESSED : Status.IGNORED, answer);
		}
		catch (Throwable ex) {
			throw FailedEvents.rejection(event, ex);
		}
		finally {
			if (done) {
				this.deduplication.complete(event);
			}
			else {
				this.deduplication.release(event);
			}
		}
	}

	private enum Status {

		PROCESSED, DUPLICATE, IGNORED

	}

	private record Outcome(Status status, @Nullable WebhookResponse answer) {

		static Outcome of(Status status) {
			return new Outcome(status, null);
		}

	}

}
