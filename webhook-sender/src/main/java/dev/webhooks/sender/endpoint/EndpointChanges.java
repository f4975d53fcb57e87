package dev.webhooks.sender.endpoint;

import java.util.List;

/**
 * Endpoints that were changed since a revision, each as it is now, in the order of their
 * last changes. Immutable.
 *
 * @param routes the endpoints, deleted ones among them
 * @param revision the revision that these changes lead to
 * @param complete whether there are no more
 */
public record EndpointChanges(List<EndpointRoute> routes, long revision, boolean complete) {

	/**
	 * Copies the list.
	 */
	public EndpointChanges {
		routes = List.copyOf(routes);
	}

}
