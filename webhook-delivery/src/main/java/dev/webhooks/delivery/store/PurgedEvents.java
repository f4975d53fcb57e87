package dev.webhooks.delivery.store;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a batch of events has come to whose bodies were to be removed.
 *
 * @param count events whose bodies were removed
 * @param last the last event that was looked at, after which the next batch begins, or
 * {@code null} if there are no more
 */
public record PurgedEvents(int count, @Nullable UUID last) {

}
