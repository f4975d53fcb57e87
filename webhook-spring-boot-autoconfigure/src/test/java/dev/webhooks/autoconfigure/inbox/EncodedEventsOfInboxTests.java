package dev.webhooks.autoconfigure.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events whose documents are encrypted, from the request by way of the inbox to a
 * listener.
 */
class EncodedEventsOfInboxTests {

	private static final String ENCRYPTED = "{\"encrypt\":\"AAECAwQFBgcICQoLDA0ODzksK1XHDGhxTlKJKwLymcMyd1nZHD+oH9xjSv"
			+ "/KOaKKf4vQnZRIrnzziAYHjxCYFlNF//li9XjHV2b507XcgKxhCSyVMCN6hbmJN/AgrhQz553nf1Vp5scpFS3DBQVnHjRKiUPNLS4vZ"
			+ "P8kV83J/8CeCZja4iRkOVBx5o+a4c3J\"}";

	private static final String DECRYPTED = "{\"schema\":\"2.0\",\"header\":{\"event_id\":"
			+ "\"f7984f25108f8137722bb63cee927e66\",\"event_type\":\"contact.user_group.created_v3\"}}";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, WebhookAutoConfiguration.class,
				WebhookListenerAutoConfiguration.class, WebhookInboxAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class))
		.withBean(Groups.class)
		.withPropertyValues("webhooks.inbox.type=memory", "webhooks.providers.feishu.secret=test key",
				"webhooks.providers.feishu.signature.header=X-Signature",
				"webhooks.providers.feishu.event.decoder=aes-cbc",
				"webhooks.providers.feishu.event.payload=body:/encrypt",
				"webhooks.providers.feishu.event.type=body:/header/event_type",
				"webhooks.providers.feishu.event.id=body:/header/event_id");

	@ParameterizedTest
	@CsvSource({ "decoded,false", "received,true" })
	void aListenerReceivesTheDocumentWhateverIsStored(String store, boolean bodyAsReceived) {
		this.contextRunner.withPropertyValues("webhooks.providers.feishu.event.store=" + store).run((context) -> {
			WebhookRequest signed = context.getBean(WebhookProviders.class)
				.find("feishu")
				.signer()
				.orElseThrow()
				.sign(request(), Instant.now());
			assertThat(context.getBean(WebhookReceiver.class).receive("feishu", signed).status()).isEqualTo(200);
			WebhookEvent event = context.getBean(Groups.class).events.poll(10, TimeUnit.SECONDS);
			assertThat(event).isNotNull();
			assertThat(event.id()).isEqualTo("f7984f25108f8137722bb63cee927e66");
			assertThat(new String(event.payload(), StandardCharsets.UTF_8)).isEqualTo(DECRYPTED);
			assertThat(new String(event.body(), StandardCharsets.UTF_8))
				.isEqualTo(bodyAsReceived ? ENCRYPTED : DECRYPTED);
		});
	}

	private static WebhookRequest request() {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/webhooks/feishu")
			.header("Content-Type", "application/json")
			.from("198.51.100.1", true)
			.build(), ENCRYPTED);
	}

	static class Groups {

		private final LinkedBlockingQueue<WebhookEvent> events = new LinkedBlockingQueue<>();

		@WebhookListener(provider = "feishu", events = "contact.user_group.*")
		void created(WebhookEvent event) {
			this.events.add(event);
		}

	}

}
