package dev.webhooks.delivery;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How much there is to do in a channel. Its numbers are exact up to
 * {@value DeliveryArchive#MAX_SCANNED}, and that number where there are more, so that
 * they cost little however much is stored.
 *
 * @param open the number of deliveries that are neither processed nor given up
 * @param due the number of deliveries that wait and could be handled now, of each order
 * key the first; those behind a closed gate included
 * @param dead the number of deliveries that were given up after they had failed
 * @param oldestDue since when the first of those that are due waits, or {@code null} if
 * none is
 * @param lastReceived when the latest message with a delivery was received, or
 * {@code null} if there is none; one that was seen before does not count
 */
public record ChannelBacklog(long open, long due, long dead, @Nullable Instant oldestDue,
		@Nullable Instant lastReceived) {

}
