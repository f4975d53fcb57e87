package dev.webhooks.receiver;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookResponse;

/**
 * Outcome of a request. Immutable.
 *
 * @param kind what it was, and of several events the one that matters most
 * @param rejection why it was refused or failed, or {@code null} if it was not, or if a
 * listener itself answered with a server error
 * @param eventIds the ids of its events, as far as it was known that it has some
 * @param types the types of its events, as far as they are known; each once
 * @param counts how many of its events came to which end
 * @param answer the answer
 */
public record ReceiveOutcome(Kind kind, @Nullable WebhookRejectedException rejection, List<String> eventIds,
		List<String> types, Map<Kind, Integer> counts, WebhookResponse answer) {

	/**
	 * Copies what it is given.
	 */
	public ReceiveOutcome {
		eventIds = List.copyOf(eventIds);
		types = List.copyOf(types);
		counts = Map.copyOf(counts);
	}

	static ReceiveOutcome handshake(WebhookResponse answer) {
		return new ReceiveOutcome(Kind.HANDSHAKE, null, List.of(), List.of(), Map.of(), answer);
	}

	static ReceiveOutcome observed(List<WebhookEvent> events) {
		return new ReceiveOutcome(Kind.OBSERVED, null, events.stream().map(WebhookEvent::id).toList(),
				events.stream().map(WebhookEvent::type).distinct().toList(), Map.of(Kind.OBSERVED, events.size()),
				WebhookResponse.of(200));
	}

	static ReceiveOutcome rejected(WebhookRejectedException ex, WebhookResponse answer) {
		return new ReceiveOutcome(Kind.of(ex.reason()), ex, List.of(), List.of(), Map.of(), answer);
	}

	ReceiveOutcome withAnswer(WebhookResponse other) {
		return new ReceiveOutcome(this.kind, this.rejection, this.eventIds, this.types, this.counts, other);
	}

	/**
	 * Why the request was not accepted.
	 * @return the reason, or {@code null} if it was accepted
	 */
	public @Nullable RejectionReason reason() {
		return (this.rejection != null) ? this.rejection.reason() : null;
	}

	/**
	 * Outcomes of requests and events, the gravest first.
	 */
	public enum Kind {

		/** This application could not do its part; it is to be delivered again. */
		FAILED,

		/** It was refused, by a status below 500. */
		REFUSED,

		/** It was stored. */
		ACCEPTED,

		/** Listeners ran. */
		PROCESSED,

		/** It was seen before. */
		DUPLICATE,

		/** Nobody wants it. */
		IGNORED,

		/** It was only looked at: the application itself answers it. */
		OBSERVED,

		/** It was a test of the endpoint. */
		HANDSHAKE;

		private static final int SERVER_ERROR = 500;

		static Kind of(RejectionReason reason) {
			return (reason.status() >= SERVER_ERROR) ? FAILED : REFUSED;
		}

	}

}
