package dev.webhooks.delivery;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An attempt to handle a delivery, as it is stored.
 *
 * @param number the number of the attempt, starting at 1
 * @param startedAt when the handler was called
 * @param duration how long it ran
 * @param status where the delivery stood afterwards
 * @param error what went wrong, or {@code null} if nothing did
 */
public record DeliveryAttempt(int number, Instant startedAt, Duration duration, DeliveryStatus status,
		@Nullable String error) {

}
