package dev.webhooks.test.received;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookResponse;

/**
 * All that a receiver finds out about a request. Immutable.
 *
 * @param provider the name of the provider whose path it is, or {@code null}
 * @param verified whether it is authentic
 * @param secretIndex which secret matched, or -1
 * @param handshake whether it only tests the endpoint
 * @param rejection why it is refused, or {@code null}
 * @param diagnosis the explanation of that, or {@code null}
 * @param events the events in it
 * @param answer how a receiver answers it
 */
record Verdict(@Nullable String provider, boolean verified, int secretIndex, boolean handshake,
		@Nullable RejectionReason rejection, @Nullable String diagnosis, List<WebhookEvent> events,
		WebhookResponse answer) {

	Verdict {
		events = List.copyOf(events);
	}

	static Verdict unchecked() {
		return new Verdict(null, false, -1, false, null, null, List.of(), WebhookResponse.of(200));
	}

	static Verdict refused(@Nullable String provider, boolean verified, WebhookRejectedException ex,
			@Nullable String diagnosis) {
		WebhookResponse answer = WebhookResponse.of(ex.reason().status());
		if (ex.retryAfter() != null) {
			answer = answer.withHeader("Retry-After", Long.toString(ex.retryAfter().toSeconds()));
		}
		return new Verdict(provider, verified, -1, false, ex.reason(),
				(diagnosis != null) ? diagnosis : ex.getMessage(), List.of(), answer);
	}

	@Override
	public String toString() {
		if (this.rejection != null) {
			return this.rejection.code() + ": " + this.diagnosis;
		}
		if (this.handshake) {
			return "handshake";
		}
		return this.verified ? "verified" : "not verified";
	}

}
