package dev.webhooks.web;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * A path that a {@link HandlerMapping} maps to a method of a controller, a router
 * function or a handler of URLs.
 *
 * @param pattern the pattern of the path
 * @param handler the name of what answers requests to it
 */
record MappedPath(String pattern, String handler) {

	/**
	 * Lists what a mapping maps.
	 */
	static List<MappedPath> of(HandlerMapping mapping) {
		if (mapping instanceof RequestMappingInfoHandlerMapping controllers) {
			return controllers.getHandlerMethods()
				.entrySet()
				.stream()
				.flatMap((method) -> method.getKey()
					.getPatternValues()
					.stream()
					.map((pattern) -> new MappedPath(pattern, method.getValue().toString())))
				.toList();
		}
		if (mapping instanceof RouterFunctionMapping routers) {
			return routes(routers).map((pattern) -> new MappedPath(pattern, "a RouterFunction")).toList();
		}
		if (mapping instanceof AbstractUrlHandlerMapping urls) {
			return urls.getHandlerMap()
				.entrySet()
				.stream()
				.map((url) -> new MappedPath(url.getKey(), name(url.getValue())))
				.toList();
		}
		return List.of();
	}

	/** One that is made when it is needed is there by its name. */
	private static String name(Object handler) {
		return (handler instanceof String bean) ? bean : handler.getClass().getName();
	}

	private static Stream<String> routes(RouterFunctionMapping mapping) {
		RoutePaths routes = new RoutePaths();
		if (mapping.getRouterFunction() != null) {
			mapping.getRouterFunction().accept(routes);
		}
		return routes.paths().stream().distinct();
	}

}
