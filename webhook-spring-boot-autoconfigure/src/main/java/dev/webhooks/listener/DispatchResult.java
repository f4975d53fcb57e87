package dev.webhooks.listener;

import org.jspecify.annotations.Nullable;

/**
 * What became of an event that was dispatched.
 *
 * @param matched whether at least one listener received it
 * @param value what a listener returned, or {@code null} if none returned anything
 */
public record DispatchResult(boolean matched, @Nullable Object value) {
}
