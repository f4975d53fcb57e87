package dev.webhooks.delivery.engine;

import java.util.concurrent.CompletableFuture;

import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.Submission;

/**
 * An event whose request waits until it is stored.
 *
 * @param incoming the event
 * @param size the bytes that are to be stored
 * @param outcome completed when the event is stored, or exceptionally if it cannot be
 */
record PendingSubmission(Submission incoming, long size, CompletableFuture<AddOutcome> outcome) {

	static PendingSubmission of(Submission incoming) {
		return new PendingSubmission(incoming, incoming.storedSize(), new CompletableFuture<>());
	}

}
