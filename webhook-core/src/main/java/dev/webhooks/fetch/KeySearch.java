package dev.webhooks.fetch;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * A request's search for the key that it has to be verified with.
 *
 * @param client the address of the client, or {@code null} if the request was verified
 * already
 * @param fetches how many fetches had begun when the search did: what was fetched by a
 * later one need not be fetched again for this request
 */
@Internal
public record KeySearch(@Nullable String client, long fetches) {

}
