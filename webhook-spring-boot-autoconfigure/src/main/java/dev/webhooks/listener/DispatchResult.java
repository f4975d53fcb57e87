package dev.webhooks.listener;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * What became of an event that was dispatched.
 *
 * @param matched whether at least one listener received it
 * @param value what a listener returned, or {@code null} if none returned anything
 */
@Internal
public record DispatchResult(boolean matched, @Nullable Object value) {
}
