package dev.webhooks.delivery.jdbc.tables;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Event of a delivery as operators see it.
 *
 * @param tenant the tenant or {@code null}
 * @param eventId the id that the channel gave it
 * @param type the most specific name of its type
 * @param receivedAt when it was received
 */
public record EventHead(@Nullable String tenant, String eventId, String type, Instant receivedAt) {
}
