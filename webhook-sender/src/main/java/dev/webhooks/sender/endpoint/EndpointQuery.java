package dev.webhooks.sender.endpoint;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A page of endpoints that is asked for. Immutable.
 *
 * @param scope whose endpoints
 * @param status in which status, or {@code null} for any
 * @param after id of the last endpoint of the page before, or {@code null} for the first
 * page
 * @param limit how many, from 1 to 1000
 */
public record EndpointQuery(EndpointScope scope, @Nullable EndpointStatus status, @Nullable String after, int limit) {

	/**
	 * How many endpoints a page may have.
	 */
	public static final int MAX_LIMIT = 1000;

	/**
	 * Checks the limit.
	 */
	public EndpointQuery {
		Assert.isTrue(limit >= 1 && limit <= MAX_LIMIT, "'limit' must be from 1 to " + MAX_LIMIT);
	}

	/**
	 * The first page of all endpoints of a scope.
	 * @param scope whose endpoints
	 * @param limit how many, from 1 to 1000
	 * @return the query
	 */
	public static EndpointQuery of(EndpointScope scope, int limit) {
		return new EndpointQuery(scope, null, null, limit);
	}

	/**
	 * Asks for those in one status.
	 * @param status the status
	 * @return the new query
	 */
	public EndpointQuery status(EndpointStatus status) {
		return new EndpointQuery(this.scope, status, this.after, this.limit);
	}

	/**
	 * Asks for the page after an endpoint.
	 * @param id the id of the last endpoint of the page before
	 * @return the new query
	 */
	public EndpointQuery after(String id) {
		return new EndpointQuery(this.scope, this.status, id, this.limit);
	}

}
