package dev.webhooks.receiver;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookRequest;
import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.Submission;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.signature.VerifiedWebhookRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests of what {@link DurableProcessor} stores of a document that was decoded.
 */
class DurableProcessorTests {

	private static final String RECEIVED = "{\"data\":\"eyJrZXkiOiJ2YWx1ZSJ9\"}";

	private static final String DECODED = "{\"key\":\"value\"}";

	private final WebhookDispatcher dispatcher = mock(WebhookDispatcher.class);

	private final List<Submission> stored = new ArrayList<>();

	@BeforeEach
	void listen() throws Exception {
		WebhookListenerMethod listener = mock(WebhookListenerMethod.class);
		given(listener.id()).willReturn("mail");
		given(this.dispatcher.listenersFor(any())).willReturn(List.of(listener));
	}

	@Test
	void theDocumentIsStoredAndNothingElse() {
		Message message = store(provider("decoded"));
		assertThat(text(message.body())).isEqualTo(DECODED);
		assertThat(message.document()).isNull();
		assertThat(message.context()).isEqualTo(Map.of("trace", "1"));
	}

	@Test
	void whatCameIsStoredIfThatIsWanted() {
		Message message = store(provider("received"));
		assertThat(text(message.body())).isEqualTo(RECEIVED);
		assertThat(message.document()).isNull();
		assertThat(message.context()).isEqualTo(Map.of("trace", "1", "webhook.payload", "received"));
	}

	private Message store(WebhookProvider provider) {
		DurableProcessor processor = new DurableProcessor(this.dispatcher, (submissions) -> {
			this.stored.addAll(submissions);
			return submissions.stream().map((submission) -> AddOutcome.ACCEPTED).toList();
		}, () -> Map.of("trace", "1"));
		WebhookRequest signed = provider.signer()
			.orElseThrow()
			.sign(TestEvents.request("POST", RECEIVED, "Content-Type", "application/json"), Instant.EPOCH);
		ParsedRequest parsed = provider.parse(signed);
		VerifiedWebhookRequest verified = provider.verify(parsed, Instant.EPOCH);
		ParsedRequest decoded = provider.documents().decode(verified, parsed);
		processor.process(provider, verified, provider.events(verified, decoded), decoded);
		return this.stored.get(0).message();
	}

	private static WebhookProvider provider(String store) {
		return WebhookProvider.named("acme")
			.secret("a secret of thirty-two bytes....")
			.with("signature.header", "X-Signature")
			.with("event.payload", "base64:body:/data")
			.with("event.store", store)
			.build();
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
