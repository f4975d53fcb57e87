package dev.webhooks.delivery.store;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Outcome of removing the bodies of a batch of events.
 *
 * @param count events whose bodies were removed
 * @param last the last event that was looked at, after which the next batch begins, or
 * {@code null} if there are no more
 */
public record PurgedEvents(int count, @Nullable UUID last) {

}
