package dev.webhooks.listener;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * Outcome of dispatching an event.
 *
 * @param matched whether at least one listener received it
 * @param value what a listener returned, or {@code null} if none returned anything
 */
@Internal
public record DispatchResult(boolean matched, @Nullable Object value) {
}
