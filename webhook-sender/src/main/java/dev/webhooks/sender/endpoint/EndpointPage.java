package dev.webhooks.sender.endpoint;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some endpoints, in the order of their ids. Immutable.
 *
 * @param endpoints the endpoints
 * @param next the id to ask for the next page with, or {@code null} if this is the last
 */
public record EndpointPage(List<Endpoint> endpoints, @Nullable String next) {

	/**
	 * Copies the list.
	 */
	public EndpointPage {
		endpoints = List.copyOf(endpoints);
	}

	/**
	 * Makes a page of what was found when one more was asked for.
	 * @param found the endpoints, one more than the limit if there are more
	 * @param limit how many are to be on the page
	 * @return the page
	 */
	public static EndpointPage of(List<Endpoint> found, int limit) {
		return (found.size() <= limit) ? new EndpointPage(found, null)
				: new EndpointPage(found.subList(0, limit), found.get(limit - 1).id());
	}

}
