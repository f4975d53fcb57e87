package dev.webhooks.inbox;

import java.util.concurrent.CompletableFuture;

/**
 * An event whose request waits until it is stored.
 *
 * @param incoming the event
 * @param outcome completed when the event is stored, or exceptionally if it cannot be
 */
record PendingEvent(IncomingEvent incoming, CompletableFuture<AddOutcome> outcome) {

	static PendingEvent of(IncomingEvent incoming) {
		return new PendingEvent(incoming, new CompletableFuture<>());
	}

}
