package dev.webhooks.autoconfigure.web;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * The server that the application has started itself, whose settings are properties. One
 * that it was deployed to is configured elsewhere.
 */
final class EmbeddedServer {

	private static final boolean POSSIBLE = ClassUtils.isPresent(
			"org.springframework.boot.web.server.context.WebServerApplicationContext",
			EmbeddedServer.class.getClassLoader());

	private EmbeddedServer() {
	}

	/**
	 * Finds the server.
	 * @param context the context of the application, after its singletons were made
	 * @return the server, or {@code null} if the application has none of its own
	 */
	static @Nullable WebServer of(ApplicationContext context) {
		return (POSSIBLE && context instanceof WebServerApplicationContext server) ? server.getWebServer() : null;
	}

}
