package dev.webhooks.sender.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.NamePatterns;
import dev.webhooks.sender.endpoint.EndpointRoute;

/**
 * The routes of one tenant by the types that they want, so that those that want a type
 * are found without a look at the others. Safe for use by several threads: whoever reads
 * sees each route as it was before a change or as it is after it.
 */
final class TypeIndex {

	private static final char STAR = '*';

	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	/** By the type. */
	private final Map<String, Map<String, EndpointRoute>> exact = new HashMap<>(4);

	/** By what stands before the only asterisk, at the end of a pattern. */
	private final Map<String, Map<String, EndpointRoute>> prefixes = new HashMap<>(4);

	/** How many prefixes there are of each length. */
	private final TreeMap<Integer, Integer> lengths = new TreeMap<>();

	/** Patterns with asterisks elsewhere, each of which has to be tried. */
	private final Map<String, Pattern> patterns = new HashMap<>(1);

	/**
	 * Puts a route in the place of another.
	 * @param before the route that was there, or {@code null} if there was none
	 * @param after the route, or {@code null} if there is none any more
	 */
	void replace(@Nullable EndpointRoute before, @Nullable EndpointRoute after) {
		this.lock.writeLock().lock();
		try {
			if (before != null) {
				before.events().forEach((event) -> remove(event, before.id()));
			}
			if (after != null) {
				after.events().forEach((event) -> add(event, after));
			}
		}
		finally {
			this.lock.writeLock().unlock();
		}
	}

	private void add(String event, EndpointRoute route) {
		int star = event.indexOf(STAR);
		if (star < 0) {
			this.exact.computeIfAbsent(event, (type) -> new HashMap<>(2)).put(route.id(), route);
		}
		else if (star == event.length() - 1) {
			this.prefixes.computeIfAbsent(event.substring(0, star), (prefix) -> {
				this.lengths.merge(prefix.length(), 1, Integer::sum);
				return new HashMap<>(2);
			}).put(route.id(), route);
		}
		else {
			this.patterns.computeIfAbsent(event, Pattern::of).routes().put(route.id(), route);
		}
	}

	private void remove(String event, String id) {
		int star = event.indexOf(STAR);
		if (star < 0) {
			this.exact.computeIfPresent(event, (type, routes) -> without(routes, id));
		}
		else if (star == event.length() - 1) {
			String prefix = event.substring(0, star);
			if (this.prefixes.computeIfPresent(prefix, (key, routes) -> without(routes, id)) == null) {
				this.lengths.computeIfPresent(prefix.length(), (length, count) -> (count > 1) ? count - 1 : null);
			}
		}
		else {
			this.patterns.computeIfPresent(event,
					(key, pattern) -> (without(pattern.routes(), id) != null) ? pattern : null);
		}
	}

	private static @Nullable Map<String, EndpointRoute> without(Map<String, EndpointRoute> routes, String id) {
		routes.remove(id);
		return routes.isEmpty() ? null : routes;
	}

	/**
	 * Gives the routes that want a type, some of them more than once.
	 */
	void find(String type, Consumer<EndpointRoute> found) {
		this.lock.readLock().lock();
		try {
			all(this.exact.get(type), found);
			for (int length : this.lengths.headMap(type.length(), true).keySet()) {
				all(this.prefixes.get(type.substring(0, length)), found);
			}
			for (Pattern pattern : this.patterns.values()) {
				if (pattern.compiled().matches(type)) {
					all(pattern.routes(), found);
				}
			}
		}
		finally {
			this.lock.readLock().unlock();
		}
	}

	private static void all(@Nullable Map<String, EndpointRoute> routes, Consumer<EndpointRoute> found) {
		if (routes != null) {
			routes.values().forEach(found);
		}
	}

	boolean isEmpty() {
		this.lock.readLock().lock();
		try {
			return this.exact.isEmpty() && this.prefixes.isEmpty() && this.patterns.isEmpty();
		}
		finally {
			this.lock.readLock().unlock();
		}
	}

	/**
	 * A pattern with the routes that have it.
	 */
	private record Pattern(NamePatterns compiled, Map<String, EndpointRoute> routes) {

		static Pattern of(String text) {
			return new Pattern(NamePatterns.of(List.of(text)), new HashMap<>(2));
		}

	}

}
