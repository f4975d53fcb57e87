package dev.webhooks.inbox;

import java.util.concurrent.CompletableFuture;

/**
 * An event whose request waits until it is stored.
 *
 * @param incoming the event
 * @param size the bytes that are to be stored
 * @param outcome completed when the event is stored, or exceptionally if it cannot be
 */
record PendingEvent(IncomingEvent incoming, long size, CompletableFuture<AddOutcome> outcome) {

	static PendingEvent of(IncomingEvent incoming) {
		return new PendingEvent(incoming, StoredSize.of(incoming), new CompletableFuture<>());
	}

}
