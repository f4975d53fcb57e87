package dev.webhooks.observation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.autoconfigure.observation.WebhookMetricsAutoConfiguration;
import dev.webhooks.autoconfigure.observation.WebhookObservationAutoConfiguration;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.secret.Secret;

/**
 * An application that receives {@code github} inline, and in the inbox if it has one, for
 * tests of what is observed of that.
 */
final class ObservedApplication {

	static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

	private static final String SECRET = "a secret of more than 16 bytes";

	private ObservedApplication() {
	}

	static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
							WebhookReceiverAutoConfiguration.class, WebhookInboxAutoConfiguration.class,
							WebhookMetricsAutoConfiguration.class, WebhookObservationAutoConfiguration.class))
			.withBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC))
			.withBean(Listener.class)
			.withPropertyValues("webhooks.inbox.type=none", "webhooks.providers.github.secret=" + SECRET,
					"webhooks.providers.github.max-body-size=1KB",
					"webhooks.providers.github.ip-allowlist=127.0.0.1,203.0.113.9");
	}

	static ApplicationContextRunner runner(ObservationRegistry registry) {
		return runner().withBean(ObservationRegistry.class, () -> registry);
	}

	static WebhookResponse receive(ApplicationContext context, WebhookRequest request) {
		return context.getBean(WebhookReceiver.class).receive("github", request);
	}

	static WebhookRequest signed(ApplicationContext context, String type, String id, String body) {
		return signed(context, type, id, body, (head) -> head);
	}

	static WebhookRequest signed(ApplicationContext context, String type, String id, String body,
			UnaryOperator<WebhookRequestHead.Builder> more) {
		return context.getBean(WebhookProviders.class)
			.find("github")
			.verifier()
			.scheme()
			.signer(Secret.of(SECRET))
			.orElseThrow()
			.sign(unsigned("POST", type, id, body, more), NOW);
	}

	static WebhookRequest unsigned(String method, String type, String id, String body,
			UnaryOperator<WebhookRequestHead.Builder> more) {
		WebhookRequestHead.Builder head = WebhookRequestHead.builder(method, "https://example.com/webhooks/github")
			.from("127.0.0.1", true)
			.header("Content-Type", "application/json")
			.header("X-GitHub-Event", type)
			.header("X-GitHub-Delivery", id);
		return new WebhookRequest(more.apply(head).build(), body);
	}

	/**
	 * Receives pushes, and fails if an issue is opened.
	 */
	static class Listener {

		final List<String> received = new ArrayList<>();

		@WebhookListener(events = "push", id = "pushes")
		void push(WebhookEvent event) {
			this.received.add(event.id());
		}

		@WebhookListener(events = "issues", id = "issues")
		void issue() {
			throw new IllegalStateException("no issues today");
		}

	}

}
