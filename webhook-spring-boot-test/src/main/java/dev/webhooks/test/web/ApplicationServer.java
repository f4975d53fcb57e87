package dev.webhooks.test.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.test.web.servlet.MockMvc;

import dev.webhooks.autoconfigure.WebhookProperties;
import dev.webhooks.provider.WebhookProvider;

/**
 * The server that the application under test has, if it has one.
 */
final class ApplicationServer {

	private final BeanFactory beanFactory;

	private final Environment environment;

	ApplicationServer(BeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	/**
	 * Finds what stands in front of every path as providers see it.
	 * @param actual the URL of the server that a request is sent to, up to the path
	 * @return the URL, without a slash at its end
	 */
	String asProvidersSeeIt(String actual) {
		WebhookProperties properties = this.beanFactory.getBeanProvider(WebhookProperties.class).getIfAvailable();
		String url = (properties != null) ? properties.getPublicUrl() : null;
		return (url != null && !url.isBlank()) ? withoutSlash(url) : actual;
	}

	static String withoutSlash(String url) {
		return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
	}

	/**
	 * The URL that MockMvc pretends to have.
	 */
	static String mock(WebhookProvider provider) {
		return provider.admission().requireHttps() ? "https://localhost" : "http://localhost";
	}

	/**
	 * Finds the URL of the server that runs, up to the path.
	 * @return the URL, or {@code null} if there is none
	 */
	@Nullable String running() {
		String port = this.environment.getProperty("local.server.port");
		if (port == null) {
			return null;
		}
		String scheme = this.environment.containsProperty("server.ssl.bundle")
				|| this.environment.containsProperty("server.ssl.key-store")
				|| this.environment.containsProperty("server.ssl.certificate") ? "https" : "http";
		return scheme + "://localhost:" + port + this.environment.getProperty("server.servlet.context-path", "");
	}

	/**
	 * Tells whether a URL is that of the application under test.
	 */
	boolean isAt(String url) {
		String running = running();
		return running != null && withoutSlash(url).equals(withoutSlash(running));
	}

	/**
	 * Writes an object as the application does, or {@code null} if it has no mapper.
	 */
	byte @Nullable [] toJson(Object value) {
		JsonMapper mapper = this.beanFactory.getBeanProvider(JsonMapper.class).getIfUnique();
		return (mapper != null) ? mapper.writeValueAsBytes(value) : null;
	}

	ServerClient client() {
		return this.beanFactory.getBean(ServerClient.class);
	}

	@Nullable MockMvc mockMvc() {
		return this.beanFactory.getBeanProvider(MockMvc.class).getIfAvailable();
	}

}
