package dev.webhooks.sender.endpoint;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.sender.filter.EndpointFilter;

/**
 * As much of an endpoint as decides which messages it gets. Immutable.
 *
 * @param id the id of the endpoint
 * @param tenant whose it is, or {@code null} for the application's own
 * @param events names and patterns of the types that it wants
 * @param filter the condition on messages, or {@code null} for none
 * @param ordered whether messages with the same order key are sent one after the other
 * @param status whether messages are sent to it; {@code null} after it was deleted
 * @param version the version of the endpoint
 */
public record EndpointRoute(String id, @Nullable String tenant, List<String> events, @Nullable EndpointFilter filter,
		boolean ordered, @Nullable EndpointStatus status, long version) {

	/**
	 * Copies the list.
	 */
	public EndpointRoute {
		events = List.copyOf(events);
	}

	/**
	 * Takes the route of an endpoint.
	 * @param endpoint the endpoint
	 * @return the route
	 */
	public static EndpointRoute of(Endpoint endpoint) {
		return new EndpointRoute(endpoint.id(), endpoint.tenant(), endpoint.settings().events(),
				endpoint.settings().filter(), endpoint.settings().ordered(), endpoint.state().status(),
				endpoint.version());
	}

	/**
	 * Tells whether the endpoint is gone.
	 * @return whether it was deleted
	 */
	public boolean isDeleted() {
		return this.status == null;
	}

	/**
	 * Tells whether messages are written down for the endpoint; while it is paused they
	 * wait.
	 * @return whether it is active or paused
	 */
	public boolean takesMessages() {
		return this.status == EndpointStatus.ACTIVE || this.status == EndpointStatus.PAUSED;
	}

}
