package dev.webhooks.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Collects the patterns of paths in a {@link RouterFunction}. A route without one, or
 * with one that is negated, is of no particular path.
 */
final class RoutePaths implements RouterFunctions.Visitor {

	private final List<String> paths = new ArrayList<>();

	/** Prefixes of the paths, for each nesting that is open. */
	private final Deque<List<String>> prefixes = new ArrayDeque<>(List.of(List.of("")));

	List<String> paths() {
		return this.paths;
	}

	@Override
	public void startNested(RequestPredicate predicate) {
		List<String> nested = below(predicate);
		this.prefixes.push(nested.isEmpty() ? this.prefixes.getFirst() : nested);
	}

	@Override
	public void endNested(RequestPredicate predicate) {
		this.prefixes.pop();
	}

	@Override
	public void route(RequestPredicate predicate, HandlerFunction<?> handlerFunction) {
		this.paths.addAll(below(predicate));
	}

	private List<String> below(RequestPredicate predicate) {
		PathPredicates own = new PathPredicates();
		predicate.accept(own);
		return this.prefixes.getFirst()
			.stream()
			.flatMap((prefix) -> own.paths.stream().map((path) -> prefix + path))
			.toList();
	}

	@Override
	public void resources(Function<ServerRequest, Optional<Resource>> lookupFunction) {
	}

	@Override
	public void attributes(Map<String, Object> attributes) {
	}

	@Override
	public void unknown(RouterFunction<?> routerFunction) {
	}

	/**
	 * Collects the patterns of paths in a {@link RequestPredicate}.
	 */
	private static final class PathPredicates implements RequestPredicates.Visitor {

		private final List<String> paths = new ArrayList<>();

		private int negations;

		@Override
		public void path(String pattern) {
			if (this.negations == 0) {
				this.paths.add(pattern);
			}
		}

		@Override
		public void startNegate() {
			this.negations++;
		}

		@Override
		public void endNegate() {
			this.negations--;
		}

		@Override
		public void method(Set<HttpMethod> methods) {
		}

		@Override
		public void pathExtension(String extension) {
		}

		@Override
		public void header(String name, String value) {
		}

		@Override
		public void param(String name, String value) {
		}

		@Override
		public void version(String version) {
		}

		@Override
		public void startAnd() {
		}

		@Override
		public void and() {
		}

		@Override
		public void endAnd() {
		}

		@Override
		public void startOr() {
		}

		@Override
		public void or() {
		}

		@Override
		public void endOr() {
		}

		@Override
		public void unknown(RequestPredicate predicate) {
		}

	}

}
