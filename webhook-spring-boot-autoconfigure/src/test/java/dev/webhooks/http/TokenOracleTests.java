package dev.webhooks.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handshake that signs tokens for anybody who asks, with the widest pattern there is,
 * and the key of the events.
 */
class TokenOracleTests {

	private static final String URL = "https://shop.example/hook";

	private static final List<String> PROPERTIES = List.of("secret=a secret of some length", "handshakes[0].method=GET",
			"handshakes[0].signed=false", "handshakes[0].token=query:token", "handshakes[0].token-pattern=.+",
			"handshakes[0].response.body={token-signature}");

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"event\":\"\u00c5\"}" })
	void signedTokenDoesNotPassAsAnEvent(String token) {
		PresetFixture.with("clickup", PROPERTIES, (fixture) -> {
			WebhookResponse answer = ask(fixture, token);
			assertThat(answer.status()).isEqualTo(200);
			String signature = new String(answer.body(), StandardCharsets.UTF_8);
			WebhookRequest event = PresetFixture.request("POST", URL, "application/json", token)
				.withHeader("X-Signature", signature);
			assertThat(fixture.receive(event).status()).isEqualTo(401);
		});
	}

	@Test
	void tokenAsLongAsAnEventIsNotSigned() {
		PresetFixture.with("clickup", PROPERTIES,
				(fixture) -> assertThat(ask(fixture, "{\"event\":\"%s\"}".formatted("x".repeat(512))).status())
					.isEqualTo(403));
	}

	@Test
	void tokenIsSignedWithTheNewestSecretThatIsNotExpired() {
		List<String> properties = new ArrayList<>(PROPERTIES);
		properties.set(0, "secrets[0].value=an expired secret of some length");
		properties.addAll(List.of("secrets[0].expires=2001-01-01T00:00:00Z", "secrets[1].value=key"));
		PresetFixture.with("clickup", properties,
				(fixture) -> assertThat(ask(fixture, "The quick brown fox jumps over the lazy dog").body())
					.asString(StandardCharsets.UTF_8)
					.isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"));
	}

	@Test
	void tokenIsNotSignedWhenAllSecretsAreExpired() {
		List<String> properties = new ArrayList<>(PROPERTIES);
		properties.add("secrets[0].expires=2001-01-01T00:00:00Z");
		properties.set(0, "secrets[0].value=a secret of some length");
		PresetFixture.with("clickup", properties, (fixture) -> assertThat(ask(fixture, "x").status()).isEqualTo(403));
	}

	private static WebhookResponse ask(PresetFixture fixture, String token) {
		String query = "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
		return fixture.receive(PresetFixture.request("GET", URL + query, "", ""));
	}

}
