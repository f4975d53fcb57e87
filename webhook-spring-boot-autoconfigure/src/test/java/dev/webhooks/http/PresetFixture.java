package dev.webhooks.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;

/**
 * One provider with a preset, a receiver for it, and the events that reach a listener.
 */
final class PresetFixture {

	static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String NAME = "provider";

	private final WebhookReceiver receiver;

	private final WebhookProvider provider;

	private final Received received;

	private PresetFixture(WebhookReceiver receiver, WebhookProvider provider, Received received) {
		this.receiver = receiver;
		this.provider = provider;
		this.received = received;
	}

	/**
	 * Runs a test with a provider.
	 * @param preset the preset
	 * @param properties properties of the provider, such as {@code secret=…}
	 */
	static void with(String preset, List<String> properties, Consumer<PresetFixture> test) {
		List<String> all = new ArrayList<>(List.of("webhooks.providers.provider.preset=" + preset));
		properties.forEach((property) -> all.add("webhooks.providers.provider." + property));
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class,
					WebhookListenerAutoConfiguration.class, WebhookReceiverAutoConfiguration.class))
			.withBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC))
			.withBean(Received.class)
			.withPropertyValues(all.toArray(String[]::new))
			.run((context) -> test.accept(new PresetFixture(context.getBean(WebhookReceiver.class),
					context.getBean(WebhookProviders.class).find(NAME), context.getBean(Received.class))));
	}

	static WebhookRequest request(String method, String url, String contentType, String body) {
		WebhookRequestHead.Builder head = WebhookRequestHead.builder(method, url).from("127.0.0.1", true);
		if (!contentType.isEmpty()) {
			head.header("Content-Type", contentType);
		}
		return new WebhookRequest(head.build(), body);
	}

	WebhookRequest sign(WebhookRequest request) {
		return this.provider.signer().orElseThrow().sign(request, NOW);
	}

	WebhookResponse receive(WebhookRequest request) {
		return this.receiver.receive(NAME, request);
	}

	List<WebhookEvent> events() {
		return this.received.events;
	}

	static class Received {

		private final List<WebhookEvent> events = new ArrayList<>();

		@WebhookListener
		void on(WebhookEvent event) {
			this.events.add(event);
		}

	}

}
