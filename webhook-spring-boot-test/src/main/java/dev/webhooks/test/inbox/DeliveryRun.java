package dev.webhooks.test.inbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;

/**
 * One run of a listener, and how it ended. Immutable.
 *
 * @param provider the name of the provider
 * @param eventId the id that the provider gave the event
 * @param type the most specific name of the event's type
 * @param listener the id of the listener
 * @param attempt the number of the attempt, from 1
 * @param status where the delivery stands since
 * @param nextAttempt when it is tried again, or {@code null} if it is not
 * @param error what went wrong, or {@code null} if nothing did
 */
public record DeliveryRun(String provider, String eventId, String type, String listener, int attempt,
		DeliveryStatus status, @Nullable Instant nextAttempt, @Nullable String error) {

	static DeliveryRun of(FinishedDelivery finished) {
		return new DeliveryRun(finished.delivery().channel(), finished.delivery().message().key(),
				finished.delivery().message().types().get(0), finished.delivery().id().target(),
				finished.delivery().attempt(), finished.status(), finished.dueAt(), finished.error());
	}

}
