package dev.webhooks.delivery;

import java.util.Collection;
import java.util.List;

/**
 * The destinations that a node delivers to: those that are named, or whatever there is in
 * the store. Immutable.
 *
 * @param all whether the node delivers everywhere
 * @param named the destinations, in order; none if it delivers everywhere
 */
public record Destinations(boolean all, List<Destination> named) {

	/**
	 * Delivers everywhere.
	 */
	public static final Destinations ALL = new Destinations(true, List.of());

	public Destinations {
		named = List.copyOf(named);
	}

	/**
	 * Names destinations.
	 * @param named the destinations
	 * @return the destinations
	 */
	public static Destinations of(Collection<Destination> named) {
		return new Destinations(false, List.copyOf(named));
	}

}
