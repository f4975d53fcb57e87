package dev.webhooks.provider;

import org.jspecify.annotations.Nullable;

/**
 * How many requests of a provider are accepted. Immutable.
 *
 * @param requestsPerMinute verified requests in a minute, or {@code null} for any number
 * @param burst verified requests at once, or {@code null} for as many as in a minute
 * @param failuresPerMinute refused requests of one client address in a minute, or
 * {@code null} for any number
 */
public record RateLimit(@Nullable Integer requestsPerMinute, @Nullable Integer burst,
		@Nullable Integer failuresPerMinute) {

}
