package dev.webhooks.receiver;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretEncoding;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StoredHeaders}.
 */
class StoredHeadersTests {

	@ParameterizedTest
	@ValueSource(strings = { "Authorization", "PROXY-AUTHORIZATION", "cookie" })
	void credentialsOfHttpAreNotStored(String name) {
		assertThat(isStored(name, "anything", Secret.of("it's a secret"))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "TEXT, sesame, sesame", "BASE64, c2VzYW1l, sesame", "HEX, 736573616d65, sesame",
			"WHSEC, whsec_c2VzYW1l, sesame", "HTML, s&amp;s\u00E9me, s&s\u00E9me",
			"HTML, s&amp;s\u00E9me, s&s\u00C3\u00A9me", "BASE64, c2VzYW1l, c2VzYW1l" })
	void aTokenIsNotStoredHoweverTheSecretIsWritten(SecretEncoding encoding, String secret, String token) {
		Secret configured = Secret.of(secret, encoding, null, null);
		assertThat(isStored("X-Token", token, configured)).isFalse();
		assertThat(isStored("X-Token", "Token token=" + token, configured)).isFalse();
	}

	@Test
	void otherHeadersAreStored() {
		assertThat(isStored("X-GitHub-Event", "push", Secret.of("it's a secret"))).isTrue();
	}

	private static boolean isStored(String name, String value, Secret secret) {
		return StoredHeaders.of(WebhookHeaders.of(name, value), List.of(Secret.of("another one"), secret))
			.first(name) != null;
	}

}
