package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.delivery.Attempts;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link EncodedEvents}.
 */
class EncodedEventsTests {

	/** {@code hello world}, by Feishu's documents. */
	private static final String BODY = "{\"encrypt\":\"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=\"}";

	private static final Map<String, String> MARK = EncodedEvents.markOf(provider("received", "test key"));

	@Test
	void whatIsStoredAsItCameIsDecodedAtDelivery() {
		Message message = message(MARK);
		EncodedEvents events = events(provider("received", "test key"));
		StoredEvent event = new StoredEvent(delivery(message), events.documentOf(message));
		assertThat(event.payload()).asString().isEqualTo("hello world");
		assertThat(event.body()).asString().isEqualTo(BODY);
		assertThat(event.payloadType()).isEqualTo("application/json");
	}

	@Test
	void itIsDecodedThoughTheSettingHasChanged() {
		assertThat(events(provider("decoded", "test key")).documentOf(message(MARK))).asString()
			.isEqualTo("hello world");
	}

	@ParameterizedTest
	@ValueSource(strings = { "query:data", "path:data" })
	void itMayBeInTheHeadOfTheRequest(String payload) {
		WebhookProvider provider = WebhookProvider.named("feishu")
			.secret("test key")
			.with("signature.header", "X-Signature")
			.with("event.decoder", "base64")
			.with("event.payload", payload)
			.with("event.store", "received")
			.build();
		Map<String, String> context = new HashMap<>(MARK);
		context.putAll(Map.of("request.query", "data=e30%3D", "request.path.data", "e30="));
		assertThat(events(provider).documentOf(message(context))).asString().isEqualTo("{}");
	}

	@Test
	void whatIsStoredDecodedIsTakenAsItIs() {
		assertThat(EncodedEvents.markOf(provider("decoded", "test key"))).isEmpty();
		assertThat(events(provider("received", "test key")).documentOf(message(Map.of()))).isNull();
	}

	@Test
	void withoutTheKeyNobodyCanReadIt() {
		EncodedEvents events = events(provider("received", "another key"));
		assertThatExceptionOfType(WebhookPayloadException.class).isThrownBy(() -> events.documentOf(message(MARK)))
			.withMessageContaining("keys of today");
	}

	@Test
	void whileTheProviderIsSwitchedOffItIsTriedAgain() {
		EncodedEvents events = new EncodedEvents(new WebhookProviders(List.of()));
		assertThatIllegalStateException().isThrownBy(() -> events.documentOf(message(MARK)))
			.withMessageContaining("no provider 'feishu'");
	}

	private static EncodedEvents events(WebhookProvider provider) {
		return new EncodedEvents(new WebhookProviders(List.of(provider)));
	}

	private static WebhookProvider provider(String store, String key) {
		return WebhookProvider.named("feishu")
			.secret(key)
			.with("signature.header", "X-Signature")
			.with("event.decoder", "aes-cbc")
			.with("event.payload", "body:/encrypt")
			.with("event.store", store)
			.build();
	}

	private static Message message(Map<String, String> context) {
		return new Message("feishu", null, "1", List.of("unknown"), null, Instant.EPOCH,
				WebhookHeaders.of("Content-Type", "application/json"), BODY.getBytes(StandardCharsets.UTF_8), null,
				context);
	}

	private static ClaimedDelivery delivery(Message message) {
		return new ClaimedDelivery(new DeliveryId(new UUID(0, 1), "mail"), message, DeliveryTrigger.MANUAL,
				new Attempts(1, 1, 0), 0, null, new Lease(1, Instant.EPOCH));
	}

}
