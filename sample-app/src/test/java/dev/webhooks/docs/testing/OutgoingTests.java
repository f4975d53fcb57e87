package dev.webhooks.docs.testing;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.webhooks.test.ProviderRequest;
import dev.webhooks.test.received.ReceivedWebhook;
import dev.webhooks.test.received.ReceivedWebhooks;
import dev.webhooks.test.received.WebhookAnswer;

import static org.assertj.core.api.Assertions.assertThat;

class OutgoingTests {

	@Test
	void whatIsSentIsAuthenticAndIsSentAgain() throws Exception {
		ProviderRequest order = ProviderRequest.ofPreset("standard-webhooks")
			.event("order.shipped")
			.json(Map.of("type", "order.shipped", "data", Map.of("order", "1001")));
		try (ReceivedWebhooks received = ReceivedWebhooks.start(order.provider())) {
			received.answer(WebhookAnswer.of(503), WebhookAnswer.byVerdict());
			assertThat(send(order, received)).isEqualTo(503);
			assertThat(send(order.redelivered(), received)).isEqualTo(200);
			assertThat(received.await(2, Duration.ofSeconds(10))).allMatch(ReceivedWebhook::isVerified)
				.allSatisfy((webhook) -> assertThat(webhook.body()).asString().contains("1001"));
		}
	}

	int send(ProviderRequest order, ReceivedWebhooks received) throws Exception {
		return HttpClient.newHttpClient()
			.send(order.sign().toHttpRequest(received.url().toString()).build(), HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

}
