package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.jdbc.database.KeyText;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyText}.
 */
class KeyTextTests {

	@Test
	void plainTextIsItsOwnKey() {
		assertThat(plain("evt_1N/a-B.c")).isEqualTo("evt_1N/a-B.c");
	}

	@ParameterizedTest
	@CsvSource({ "'a b', c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65",
			"\u00e9, 4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c" })
	void otherTextIsHashed(String text, String hash) {
		assertThat(plain(text)).isEqualTo("sha256:" + hash);
	}

	@Test
	void longTextIsHashed() {
		assertThat(plain("a".repeat(200))).hasSize(200);
		assertThat(plain("a".repeat(201)))
			.isEqualTo("sha256:a92efd82109373e58f9a2056dee01e807e216ce6075f7051207c0a9f7d666e50");
	}

	@Test
	void textThatLooksLikeTheKeyOfAnotherHasAKeyOfItsOwn() {
		assertThat(plain(plain("a b"))).isNotEqualTo(plain("a b")).startsWith("sha256:");
	}

	@Test
	void whereColumnsPassOverCaseAllThatMakesAnEventIsHashed() {
		assertThat(hashed("app", "shop", "acme", "1")).startsWith("sha256:")
			.hasSize(71)
			.isNotEqualTo(hashed("App", "shop", "acme", "1"))
			.isNotEqualTo(hashed("app", "Shop", "acme", "1"))
			.isNotEqualTo(hashed("app", "shop", "Acme", "1"))
			.isNotEqualTo(hashed("app", "shop", null, "1"))
			.isNotEqualTo(hashed("app", "shop", "acme", "2"));
	}

	private static String plain(String id) {
		return KeyText.PLAIN.of("app", event("shop", "acme", id));
	}

	private static String hashed(String application, String channel, @Nullable String tenant, String id) {
		return KeyText.HASHED.of(application, event(channel, tenant, id));
	}

	private static Message event(String channel, @Nullable String tenant, String id) {
		return new Message(channel, tenant, id, List.of("paid"), null, Instant.EPOCH, WebhookHeaders.of(), new byte[0],
				null, Map.of());
	}

}
