package dev.webhooks.test.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.autoconfigure.AutoConfigureWebhooks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A clock that goes by itself, and past the next attempt while the test looks for it.
 */
@SpringBootTest(properties = { "webhooks.inbox.type=memory", "webhooks.test.deliveries=manual",
		"webhooks.providers.shop.signature.scheme=none", "webhooks.providers.shop.event.id=body:/id",
		"webhooks.providers.shop.event.type=body:/type", "webhooks.providers.shop.retry.initial-interval=30s",
		"webhooks.providers.shop.retry.jitter=0" })
@AutoConfigureWebhooks
class ClockThatGoesOnTests {

	@Autowired
	private WebhookDeliveriesTester deliveries;

	@Autowired
	private WebhookReceiver receiver;

	@Test
	void whatIsDueByNowIsRunToo() {
		this.receiver.receive("shop",
				new WebhookRequest(WebhookRequestHead.builder("POST", "http://localhost/webhooks/shop")
					.from("127.0.0.1", true)
					.header("Content-Type", "application/json")
					.build(), "{\"id\":\"1\",\"type\":\"sold\"}".getBytes(StandardCharsets.UTF_8)));
		this.deliveries.runUntilDone();
		assertThat(this.deliveries.of("1")).isProcessed().hasAttempts(2);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Shop.class)
	static class Application {

		@Bean
		Clock clock() {
			return new HurryingClock();
		}

	}

	static class Shop {

		private boolean failed;

		@WebhookListener(provider = "shop")
		void sold() {
			if (!this.failed) {
				this.failed = true;
				throw new IllegalStateException("not yet");
			}
		}

	}

	/** A minute passes with each look of the test. */
	static final class HurryingClock extends Clock {

		private Instant now = Instant.parse("2026-03-01T12:00:00Z");

		@Override
		public synchronized Instant instant() {
			if (!Thread.currentThread().getName().equals("webhook-inbox-on-demand")) {
				this.now = this.now.plus(Duration.ofMinutes(1));
			}
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
