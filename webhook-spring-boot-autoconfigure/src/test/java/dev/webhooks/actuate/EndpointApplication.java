package dev.webhooks.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.inbox.InboxEngine;

import static org.awaitility.Awaitility.await;

/**
 * Application with the actuator endpoint on a real server.
 */
final class EndpointApplication implements AutoCloseable {

	static final String MESSAGE = "the card 4242 is refused";

	private static final Map<String, String> DEFAULTS = defaults("server.port", "0",
			"management.endpoints.web.exposure.include", "webhooks", "webhooks.inbox.type", "memory",
			"webhooks.inbox.poll-interval", "50ms", "webhooks.providers.shop.secrets[0].value", "a-secret-of-sixteen",
			"webhooks.providers.shop.signature.scheme", "token", "webhooks.providers.shop.signature.header", "X-Token",
			"webhooks.providers.shop.event.id", "header:X-Id", "webhooks.providers.shop.event.type", "header:X-Type",
			"webhooks.providers.shop.retry.max-attempts", "1");

	private static Map<String, String> defaults(String... keysAndValues) {
		Map<String, String> defaults = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2) {
			defaults.put(keysAndValues[i], keysAndValues[i + 1]);
		}
		return defaults;
	}

	private static final JsonMapper MAPPER = new JsonMapper();

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private String authorization = "Basic";

	private EndpointApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static EndpointApplication start(String... properties) {
		return startWith(Configuration.class, properties);
	}

	static EndpointApplication startWith(Class<?> configuration, String... properties) {
		Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
		for (String property : properties) {
			all.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
		}
		return new EndpointApplication(new SpringApplicationBuilder(Configuration.class, configuration).properties(
				all.entrySet().stream().map((entry) -> entry.getKey() + "=" + entry.getValue()).toArray(String[]::new))
			.run());
	}

	Billing billing() {
		return this.context.getBean(Billing.class);
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	List<AuditEvent> audit() {
		return this.context.getBean(Audit.class).events;
	}

	/** Goes on with the name of a user. */
	void as(String authorization) {
		this.authorization = authorization;
	}

	/** Has an event received. */
	int receive(String id, String type, String body) throws IOException, InterruptedException {
		return this.client
			.send(HttpRequest.newBuilder(uri("/webhooks/shop"))
				.header("Content-Type", "application/json")
				.header("X-Token", "a-secret-of-sixteen")
				.header("X-Id", id)
				.header("X-Type", type)
				.POST(HttpRequest.BodyPublishers.ofString(body))
				.build(), HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

	/** Waits until so many deliveries have a status. */
	void awaitDeliveries(String status, int number) {
		await().until(() -> get("/counts?status=" + status).json().path("count").asInt() == number);
	}

	/** Waits until the engine knows that the provider, or a listener of it, is paused. */
	void awaitPause() {
		await().until(() -> !this.context.getBean(InboxEngine.class).gates().areAllOpen("shop"));
	}

	Answer get(String path) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(uri("/actuator/webhooks" + path)).GET());
	}

	Answer post(String path, String json) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(uri("/actuator/webhooks" + path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json)));
	}

	private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
		request.header("Authorization", this.authorization);
		HttpResponse<String> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		return new Answer(response.statusCode(), response.body());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port") + path);
	}

	@Override
	public void close() {
		this.context.close();
	}

	record Answer(int status, String body) {

		JsonNode json() {
			return MAPPER.readTree(this.body);
		}

		String reason() {
			return json().path("reason").asString();
		}

	}

	static final class Billing {

		volatile boolean broken = true;

		final List<String> received = new CopyOnWriteArrayList<>();

		@WebhookListener(id = "billing", provider = { "shop", "stripe" }, events = "order.*")
		void on(WebhookEvent event) {
			if (this.broken) {
				throw new IllegalStateException(MESSAGE);
			}
			this.received.add(event.id());
		}

		@WebhookListener(id = "billing-new", provider = "shop", events = "nothing.yet")
		void onNew(WebhookEvent event) {
			this.received.add("new " + event.id());
		}

	}

	static final class Audit {

		final List<AuditEvent> events = new ArrayList<>();

		@EventListener
		void on(AuditApplicationEvent event) {
			this.events.add(event.getAuditEvent());
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configuration {

		@Bean
		Billing billing() {
			return new Billing();
		}

		@Bean
		Audit audit() {
			return new Audit();
		}

	}

}
