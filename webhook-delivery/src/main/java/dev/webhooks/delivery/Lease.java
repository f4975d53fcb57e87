package dev.webhooks.delivery;

import java.time.Instant;

/**
 * The right to process deliveries, for a time.
 *
 * @param token proves the right: a node that took a delivery over since has another one
 * @param until when the right ends if it is not renewed
 */
public record Lease(long token, Instant until) {

}
