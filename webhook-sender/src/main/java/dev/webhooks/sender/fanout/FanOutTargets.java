package dev.webhooks.sender.fanout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.sender.endpoint.EndpointRoute;

/**
 * Endpoints that a message goes to. Immutable.
 *
 * @param orderKey what the deliveries to the ordered ones have in common with those of
 * other messages, or {@code null} if none is ordered
 * @param ordered ids of those that get messages in order
 * @param unordered ids of the others
 */
public record FanOutTargets(@Nullable String orderKey, List<String> ordered, List<String> unordered) {

	/**
	 * Copies the lists.
	 */
	public FanOutTargets {
		ordered = List.copyOf(ordered);
		unordered = List.copyOf(unordered);
	}

	/**
	 * Divides the endpoints of a message.
	 * @param routes the endpoints
	 * @param orderKey the order key of the message, or {@code null} if it has none
	 * @return the targets
	 */
	public static FanOutTargets of(Collection<EndpointRoute> routes, @Nullable String orderKey) {
		List<String> ordered = new ArrayList<>();
		List<String> unordered = new ArrayList<>();
		routes.forEach((route) -> ((route.ordered() && orderKey != null) ? ordered : unordered).add(route.id()));
		return new FanOutTargets(ordered.isEmpty() ? null : orderKey, ordered, unordered);
	}

	/**
	 * Tells whether there is none.
	 */
	public boolean isEmpty() {
		return this.ordered.isEmpty() && this.unordered.isEmpty();
	}

	/**
	 * The first of them, the ordered ones before the others.
	 */
	FanOutTargets first(int count) {
		int first = Math.min(count, this.ordered.size());
		return new FanOutTargets(this.orderKey, this.ordered.subList(0, first),
				this.unordered.subList(0, Math.min(count - first, this.unordered.size())));
	}

	/**
	 * All but the first of them.
	 */
	FanOutTargets after(int count) {
		int first = Math.min(count, this.ordered.size());
		return new FanOutTargets((first < this.ordered.size()) ? this.orderKey : null,
				this.ordered.subList(first, this.ordered.size()),
				this.unordered.subList(Math.min(count - first, this.unordered.size()), this.unordered.size()));
	}

}
