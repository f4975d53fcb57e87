package dev.webhooks.provider;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where requests of a provider arrive, and by which methods. Immutable.
 *
 * @param path the path pattern within the application
 * @param publicUrl the URL as the provider knows it, without query string, or
 * {@code null} if it is the container's
 * @param eventMethods the HTTP methods of requests that carry events, in upper case
 * @param methods all HTTP methods that the provider sends, those of handshakes included
 * @param observed whether requests are only looked at, and answered by the application
 */
public record Endpoint(String path, @Nullable String publicUrl, Set<String> eventMethods, Set<String> methods,
		boolean observed) {

	public Endpoint {
		eventMethods = Set.copyOf(eventMethods);
		methods = Set.copyOf(methods);
	}

	Endpoint withMethods(Set<String> more) {
		Set<String> all = new LinkedHashSet<>(this.methods);
		all.addAll(more);
		return new Endpoint(this.path, this.publicUrl, this.eventMethods, all, this.observed);
	}

}
