package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.receiver.WebhookReceiver;

/**
 * An application that receives the events of the provider {@code shop}, which signs
 * nothing and sends {@code {"id": …, "type": …, "key": …}}.
 */
final class Node implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Node(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static Node start(Class<?> listeners, String... properties) {
		List<String> all = new ArrayList<>(List.of("webhooks.providers.shop.signature.scheme=none",
				"webhooks.providers.shop.event.id=body:/id", "webhooks.providers.shop.event.type=body:/type",
				"webhooks.inbox.poll-interval=50ms", "webhooks.inbox.jdbc.initialize-schema=always",
				"spring.main.banner-mode=off", "logging.level.dev.webhooks=OFF"));
		all.addAll(Arrays.asList(properties));
		return new Node(new SpringApplicationBuilder(Application.class, listeners).web(WebApplicationType.NONE)
			.properties(all.toArray(String[]::new))
			.run());
	}

	/**
	 * Gives the properties of an application on a new database without tables.
	 */
	static String[] onH2(String... more) {
		return InboxProcessingContract.concat(
				new String[] { "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" }, more);
	}

	WebhookResponse send(String id, String type) {
		return sendBody("{\"id\":\"" + id + "\",\"type\":\"" + type + "\"}");
	}

	WebhookResponse sendBody(String body) {
		return sendBody("shop", body);
	}

	WebhookResponse sendBody(String provider, String body) {
		return send(provider, Map.of(), body);
	}

	WebhookResponse sendAs(String tenant, String body) {
		return send("shop", Map.of("tenant", tenant), body);
	}

	private WebhookResponse send(String provider, Map<String, String> pathVariables, String body) {
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "http://localhost/webhooks/" + provider)
			.from("127.0.0.1", true)
			.header("Content-Type", "application/json")
			.header("Authorization", "Bearer secret")
			.receivedAt(Instant.now())
			.pathVariables(pathVariables)
			.build();
		return bean(WebhookReceiver.class).receive(provider,
				new WebhookRequest(head, body.getBytes(StandardCharsets.UTF_8)));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	WebhookDeliveries deliveries() {
		return bean(WebhookDeliveries.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
