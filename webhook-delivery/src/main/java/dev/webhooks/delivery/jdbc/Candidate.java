package dev.webhooks.delivery.jdbc;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.OrderKey;

/**
 * A delivery that may be claimed, or that was.
 *
 * @param event the id of its event
 * @param attempts how often it was tried
 * @param takeovers how many nodes have died with it, the one that had it last included
 * @param size the bytes of its event
 * @param orderKey the key or {@code null}
 */
record Candidate(UUID event, int attempts, int takeovers, int size, @Nullable OrderKey orderKey) {

}
