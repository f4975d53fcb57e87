package dev.webhooks.test.web;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcAutoConfiguration;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.web.WebhookWebMvcAutoConfiguration;
import dev.webhooks.test.autoconfigure.WebhookTestAutoConfiguration;

/**
 * Contexts with endpoints, a listener for all events, the test kit and MockMvc.
 */
final class ReceiverRunner {

	private ReceiverRunner() {
	}

	static WebApplicationContextRunner of(String... properties) {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class,
					WebhookListenerAutoConfiguration.class, WebhookReceiverAutoConfiguration.class,
					WebhookWebMvcAutoConfiguration.class, WebhookTestAutoConfiguration.class,
					JacksonAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
					WebMvcAutoConfiguration.class, MockMvcAutoConfiguration.class))
			.withBean(AllEvents.class)
			.withPropertyValues(properties);
	}

	/**
	 * Keeps the last event.
	 */
	static class AllEvents {

		volatile WebhookEvent last;

		@WebhookListener
		void received(WebhookEvent event) {
			this.last = event;
			if (event.type().equals("broken")) {
				throw new IllegalStateException("The shelf is full");
			}
		}

	}

}
