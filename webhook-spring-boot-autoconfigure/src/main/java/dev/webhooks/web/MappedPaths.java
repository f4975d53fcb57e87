package dev.webhooks.web;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Reads from a {@link HandlerMapping} which paths it maps to what: methods of
 * controllers, router functions and handlers of URLs.
 */
final class MappedPaths {

	private MappedPaths() {
	}

	/**
	 * Lists what a mapping maps.
	 * @return the patterns of paths, each with the name of what answers requests to it
	 */
	static Map<String, String> of(HandlerMapping mapping) {
		Map<String, String> paths = new LinkedHashMap<>();
		if (mapping instanceof RequestMappingInfoHandlerMapping controllers) {
			controllers.getHandlerMethods()
				.forEach((info, method) -> info.getPatternValues()
					.forEach((path) -> paths.put(path, method.toString())));
		}
		else if (mapping instanceof RouterFunctionMapping routers && routers.getRouterFunction() != null) {
			RoutePaths routes = new RoutePaths();
			routers.getRouterFunction().accept(routes);
			routes.paths().forEach((path) -> paths.put(path, "a RouterFunction"));
		}
		else if (mapping instanceof AbstractUrlHandlerMapping urls) {
			urls.getHandlerMap().forEach((path, handler) -> paths.put(path, handler.getClass().getName()));
		}
		return paths;
	}

}
