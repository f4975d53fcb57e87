package dev.webhooks.receiver;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.RejectionReason;
import dev.webhooks.UnprocessedWebhookException;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookResponse;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveOutcome.Kind;
import dev.webhooks.request.FailureText;
import dev.webhooks.request.LogText;

/**
 * Outcomes of the events of one request. One that fails keeps the others from nothing:
 * when all are dealt with, the request is refused for the gravest.
 */
final class EventResults {

	/** The answer to an exception that has no status of its own. */
	static final String SENT_AGAIN = " It is answered with an error, so that the provider sends it again.";

	private static final Logger logger = LoggerFactory.getLogger(WebhookReceiver.class);

	private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

	private final List<Throwable> allThrown = new ArrayList<>(0);

	private @Nullable WebhookRejectedException gravest;

	/** Nothing has failed but by what a listener has thrown. */
	private boolean onlyThrown = true;

	/**
	 * Makes a rejection of what a listener or its condition threw.
	 * @param answered a sentence for the log that says what is answered, or empty
	 */
	static WebhookRejectedException rejection(WebhookEvent event, Throwable ex, String answered) {
		if (ex instanceof WebhookPayloadException) {
			logger.warn("Cannot read {}: {}", event, LogText.messageOf(ex));
			return new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, "A listener cannot read the payload",
					null, ex);
		}
		if (ex instanceof UnprocessedWebhookException) {
			logger.warn("A listener did not process {}: {}.{}", event, LogText.messageOf(ex), answered);
			return new WebhookRejectedException(RejectionReason.LISTENER_FAILED, "A listener did not process an event",
					null, ex);
		}
		logger.error("A listener failed to process {}: {}.{} No @ExceptionHandler or @RestControllerAdvice sees this; "
				+ "a WebhookInterceptor sees what a listener throws.", event, FailureText.of(ex), answered, ex);
		return new WebhookRejectedException(RejectionReason.LISTENER_FAILED, "A listener failed", null, ex);
	}

	void add(Kind kind) {
		this.counts.merge(kind, 1, Integer::sum);
	}

	/**
	 * Adds a rejection. A server error, after which providers deliver again, counts more
	 * than a malformed item, which will not get better.
	 */
	void add(WebhookRejectedException ex) {
		add(Kind.of(ex.reason()));
		this.onlyThrown &= isThrown(ex);
		if (ex.getCause() != null) {
			this.allThrown.add(ex.getCause());
		}
		if (this.gravest == null || ex.reason().status() > this.gravest.reason().status()) {
			this.gravest = ex;
		}
	}

	private static boolean isThrown(WebhookRejectedException ex) {
		return (ex.reason() == RejectionReason.LISTENER_FAILED && ex.getCause() != null)
				|| ex.getCause() instanceof WebhookPayloadException;
	}

	/**
	 * Finds what a listener has thrown: not what was wrong before it ran, and not that it
	 * answered with an error itself.
	 * @return the exception, or {@code null} if something else failed, or nothing
	 */
	@Nullable Throwable thrown() {
		return (this.gravest != null && this.onlyThrown) ? this.gravest.getCause() : null;
	}

	/**
	 * Lists what listeners have thrown.
	 */
	List<Throwable> allThrown() {
		return List.copyOf(this.allThrown);
	}

	/**
	 * Sums up.
	 * @param answer makes the answer if no event failed, of the kind that matters most
	 */
	ReceiveOutcome outcome(WebhookProvider provider, List<WebhookEvent> events,
			Function<Kind, WebhookResponse> answer) {
		if (events.isEmpty()) {
			add(Kind.IGNORED);
		}
		Kind kind = (this.gravest != null) ? Kind.of(this.gravest.reason())
				: this.counts.keySet().stream().findFirst().orElse(Kind.IGNORED);
		return new ReceiveOutcome(kind, this.gravest, events.stream().map(WebhookEvent::id).toList(),
				events.stream().map(WebhookEvent::type).distinct().toList(), this.counts,
				(this.gravest != null) ? Answers.problem(provider, this.gravest) : answer.apply(kind));
	}

}
