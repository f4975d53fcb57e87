package dev.webhooks.vendor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.payload.WebhookPayloadAutoConfiguration;
import dev.webhooks.listener.WebhookDispatcher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications with one listener, whose answer is what it received.
 */
final class ModelListeners {

	private ModelListeners() {
	}

	static ApplicationContextRunner runner(Class<?> listener) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebhookListenerAutoConfiguration.class,
					WebhookPayloadAutoConfiguration.class))
			.withBean(listener);
	}

	static @Nullable Object received(Class<?> listener, String json) {
		AtomicReference<@Nullable Object> received = new AtomicReference<>();
		runner(listener).run((context) -> {
			assertThat(context).hasNotFailed();
			received.set(context.getBean(WebhookDispatcher.class).dispatch(new Json(json)).value());
		});
		return received.get();
	}

	private record Json(String json) implements WebhookEvent {

		@Override
		public String provider() {
			return "vendor";
		}

		@Override
		public List<String> types() {
			return List.of("any");
		}

		@Override
		public String id() {
			return "1";
		}

		@Override
		public @Nullable Instant occurredAt() {
			return null;
		}

		@Override
		public Instant receivedAt() {
			return Instant.EPOCH;
		}

		@Override
		public WebhookHeaders headers() {
			return WebhookHeaders.of("Content-Type", "application/json");
		}

		@Override
		public byte[] body() {
			return this.json.getBytes(StandardCharsets.UTF_8);
		}

	}

}
