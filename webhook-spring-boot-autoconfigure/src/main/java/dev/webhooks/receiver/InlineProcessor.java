package dev.webhooks.receiver;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookResponse;
import dev.webhooks.listener.DispatchResult;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.settings.FailureAnswer;
import dev.webhooks.receiver.ReceiveOutcome.Kind;
import dev.webhooks.request.ParsedRequest;

/**
 * Calls the listeners of events before the request is answered. An event that fails is
 * answered so that the provider delivers it again; the other items of its batch are
 * processed all the same. Safe for use by several threads.
 */
@Internal
public final class InlineProcessor {

	private static final Logger logger = LoggerFactory.getLogger(WebhookReceiver.class);

	private static final Duration RETRY_IN_PROGRESS = Duration.ofSeconds(5);

	/** A sender that waits for the word of a listener takes any other text for it. */
	private static final WebhookResponse NOTHING_TO_SAY = WebhookResponse.of(200);

	private final WebhookDispatcher dispatcher;

	private final EventDeduplication deduplication;

	private final ReturnValues returnValues;

	private final PausedListeners paused;

	/**
	 * Creates a processor.
	 * @param dispatcher calls the listeners
	 * @param deduplication remembers the events that were processed
	 * @param returnValues makes answers of what listeners return
	 * @param paused knows which listeners are paused
	 */
	public InlineProcessor(WebhookDispatcher dispatcher, EventDeduplication deduplication, ReturnValues returnValues,
			PausedListeners paused) {
		this.dispatcher = dispatcher;
		this.deduplication = deduplication;
		this.returnValues = returnValues;
		this.paused = paused;
	}

	/**
	 * Processes the events of a request.
	 * @param provider the provider
	 * @param events the events
	 * @param parsed the request
	 * @return what became of them
	 */
	ReceiveOutcome process(WebhookProvider provider, List<WebhookEvent> events, ParsedRequest parsed) {
		WebhookResponse wanted = provider.successResponse(parsed);
		boolean alone = events.size() == 1;
		WebhookResponse returned = null;
		EventResults results = new EventResults();
		for (WebhookEvent event : events) {
			try {
				Outcome outcome = process(provider, event, wanted, alone);
				if (outcome.kind() == Kind.FAILED && !alone) {
					throw new WebhookRejectedException(RejectionReason.LISTENER_FAILED,
							"A listener has answered with a server error");
				}
				results.add(outcome.kind());
				returned = outcome.answer();
			}
			catch (WebhookRejectedException ex) {
				results.add(ex);
			}
		}
		WebhookResponse answer = (returned != null) ? returned : wanted;
		boolean awaited = provider.processing().isAwaited(parsed);
		ReceiveOutcome outcome = results.outcome(provider, events,
				(kind) -> (answer != null) ? answer : awaited ? NOTHING_TO_SAY : answer(events, kind));
		Throwable failure = results.thrown();
		WebhookResponse accepted = (wanted != null) ? wanted : awaited ? NOTHING_TO_SAY : null;
		if (failure == null) {
			return outcome;
		}
		boolean again = results.allThrown().stream().anyMatch(FailureStatus::asksForAnother);
		return failed(provider, outcome, again ? FailureAnswer.ERROR : provider.processing().onFailure(), failure,
				events, accepted);
	}

	private ReceiveOutcome failed(WebhookProvider provider, ReceiveOutcome outcome, FailureAnswer answer,
			Throwable failure, List<WebhookEvent> events, @Nullable WebhookResponse accepted) {
		WebhookResponse asked = (events.size() == 1) ? FailureStatus.answer(failure, this.returnValues, accepted)
				: null;
		if (asked != null) {
			return outcome.withAnswer(asked);
		}
		if (answer == FailureAnswer.ERROR) {
			return outcome;
		}
		logger.error("What failed of a request of provider '{}' is lost, because 'on-failure' is 'accept': {}",
				provider.name(), (events.size() == 1) ? events.get(0) : events.size() + " events");
		return outcome.withAnswer((accepted != null) ? accepted : Answers.success("failed", events));
	}

	private static WebhookResponse answer(List<WebhookEvent> events, Kind kind) {
		return (kind == Kind.IGNORED) ? Answers.ignored()
				: Answers.success((kind == Kind.DUPLICATE) ? "duplicate" : "processed", events);
	}

	private Outcome process(WebhookProvider provider, WebhookEvent event, @Nullable WebhookResponse wanted,
			boolean alone) {
		StorableEvents.check(event);
		if (!provider.processing().accepts(event.types())) {
			return Outcome.of(Kind.IGNORED);
		}
		EventClaim claim = this.deduplication.claim(event);
		return switch (claim.state()) {
			case DONE -> Outcome.of(Kind.DUPLICATE);
			case IN_PROGRESS -> throw new WebhookRejectedException(RejectionReason.IN_PROGRESS,
					"The same event is being processed", RETRY_IN_PROGRESS, null);
			case NEW -> dispatch(provider, event, claim, wanted, alone);
		};
	}

	private Outcome dispatch(WebhookProvider provider, WebhookEvent event, EventClaim claim,
			@Nullable WebhookResponse wanted, boolean alone) {
		boolean done = false;
		try {
			this.paused.check(event);
			DispatchResult result = this.dispatcher.dispatch(event);
			Object value = result.value();
			WebhookResponse answer = (value != null && alone) ? this.returnValues.toResponse(value, wanted) : null;
			boolean failed = ReturnValues.isServerError(value);
			done = result.matched() && !failed;
			return new Outcome(failed ? Kind.FAILED : result.matched() ? Kind.PROCESSED : Kind.IGNORED, answer);
		}
		catch (Throwable ex) {
			if (PausedListeners.isPaused(ex)) {
				throw (WebhookRejectedException) ex;
			}
			throw EventResults.rejection(event, ex, answered(provider, ex, alone));
		}
		finally {
			if (done) {
				claim.complete();
			}
			else {
				claim.release();
			}
		}
	}

	/** An event that is accepted though it failed has a line of its own. */
	private String answered(WebhookProvider provider, Throwable failure, boolean alone) {
		WebhookResponse asked = alone ? FailureStatus.answer(failure, this.returnValues, null) : null;
		if (asked != null) {
			return " It is answered %s, as the exception says.".formatted(asked.status());
		}
		boolean again = provider.processing().onFailure() == FailureAnswer.ERROR
				|| FailureStatus.asksForAnother(failure);
		return again ? EventResults.SENT_AGAIN : "";
	}

	/**
	 * Outcome of one event.
	 *
	 * @param kind what it was
	 * @param answer what the listener has to say, or {@code null}; of an event that is
	 * alone
	 */
	private record Outcome(Kind kind, @Nullable WebhookResponse answer) {

		static Outcome of(Kind kind) {
			return new Outcome(kind, null);
		}

	}

}
