package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookResponse;
import dev.webhooks.databases.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events that a database cannot keep: they are answered alike whatever the inbox is, and
 * where there is none.
 */
class UnstorableEventTests {

	private static final String[] SHOP = { "webhooks.providers.shop.path=/in/{tenant}/shop",
			"webhooks.providers.shop.event.split=body:", "webhooks.providers.shop.event.occurred-at=body:/at",
			"webhooks.providers.shop.order-by=body:/key" };

	@ParameterizedTest
	@EnumSource
	void anEventThatNoDatabaseKeepsIsRefusedAndItsNeighboursAreNot(Mode mode) {
		try (Node node = Node.start(Listener.class, InboxProcessingContract.concat(mode.properties(), SHOP))) {
			for (String event : new String[] { "'id':'a\\u0000'", "'id':'\\ud800'", "'id':'\\udc01'",
					"'id':'1','type':'a\\u0000'", "'id':'1','type':'\\ud800'", "'id':'1','key':'\\udc00'",
					"'id':'1','type':'" + "x".repeat(256) + "'" }) {
				String id = "beside " + event.hashCode();
				WebhookResponse response = node.sendAs("acme", json("[{'id':'" + id + "'},{" + event + "}]"));
				assertThat(response.status()).as(event).isEqualTo(400);
				assertThat(text(node.sendAs("acme", json("{'id':'" + id + "'}")))).as(event).contains("duplicate");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void aTenantThatNoDatabaseKeepsIsRefused(Mode mode) {
		try (Node node = Node.start(Listener.class, InboxProcessingContract.concat(mode.properties(), SHOP))) {
			for (String tenant : new String[] { "a\0", "\ud800", "x".repeat(256), "acme " }) {
				assertThat(node.sendAs(tenant, json("{'id':'1'}")).status()).as(tenant).isEqualTo(400);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsOnlyUnusualIsKept(Mode mode) {
		try (Node node = Node.start(Listener.class, InboxProcessingContract.concat(mode.properties(), SHOP))) {
			for (String event : new String[] { "'id':'\\u0001\\n '", "'id':'\\ud83d\\ude00'",
					"'id':'" + "\u20ac".repeat(20_000) + "'", "'id':'1','type':'" + "\u20ac".repeat(255) + "'",
					"'id':'2','key':'a\\nb'", "'id':'3','at':999999999999999",
					"'id':'4','at':'+999999999-12-31T23:59:59Z'", "'id':'5','at':'-0001-01-01T00:00:00Z'",
					"'id':'6','at':'9999-12-31T23:59:59.999999999Z'" }) {
				String body = json("{" + event + "}");
				assertThat(node.sendAs("\u20ac".repeat(255), body).status()).as(event).isEqualTo(200);
				assertThat(text(node.sendAs("\u20ac".repeat(255), body))).as(event).contains("duplicate");
			}
		}
	}

	private static String json(String text) {
		return text.replace('\'', '"');
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	enum Mode {

		NONE, MEMORY, H2, POSTGRES_OLDEST, POSTGRES_NEWEST, MARIADB_OLDEST, MARIADB_NEWEST;

		String[] properties() {
			return switch (this) {
				case NONE -> new String[] { "webhooks.inbox.type=none" };
				case MEMORY -> new String[] { "webhooks.inbox.type=memory" };
				case H2 -> Node.onH2();
				default -> TestDatabase.valueOf(name()).empty().properties();
			};
		}

	}

	static class Listener {

		@WebhookListener
		void receive(WebhookEvent event) {
		}

	}

}
