package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.webhooks.WebhookListener;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.jdbc.MissingTableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * How an application with an inbox starts, or does not.
 */
@ExtendWith(OutputCaptureExtension.class)
class InboxStartTests {

	@Test
	void aMissingTableStopsTheStartWithTheFix(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> Node.start(Listeners.class,
					Node.onH2("webhooks.inbox.jdbc.initialize-schema=never", "logging.level.root=ERROR")))
			.havingRootCause()
			.isNotNull();
		assertThat(output).contains("webhook_event", "'webhooks.inbox.jdbc.initialize-schema' to 'always'")
			.contains("Table \"WEBHOOK_EVENT\" not found");
	}

	@Test
	void theLogSaysInWhichDatabaseTheInboxIsAndForHowLongItKeepsWhat(CapturedOutput output) {
		try (Node node = Node.start(Listeners.class,
				Node.onH2("webhooks.inbox.jdbc.table-prefix=shop_hooks_", "webhooks.inbox.retention.bodies=7d",
						"webhooks.inbox.retention.events=40d", "webhooks.inbox.application=shop",
						"logging.level.dev.webhooks=INFO"))) {
			assertThat(output).containsPattern("provider +path +scheme +secrets +processing +limits +listeners")
				.containsPattern("shop +/webhooks/shop +none +not needed +from the inbox +1MB +.*receive")
				.containsPattern("The inbox is in H2 2\\.\\d+\\.\\d+ \\([0-9-]+\\), tables shop_hooks_\\*, "
						+ "application 'shop'; bodies are kept for 7d, events for 40d\\.");
		}
	}

	@Test
	void aSchemaThatIsNotThereStopsTheStartWithTheFix(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> Node.start(Listeners.class, Node.onH2("webhooks.inbox.jdbc.initialize-schema=always",
					"webhooks.inbox.jdbc.table-prefix=gone.webhook_", "logging.level.root=ERROR")));
		assertThat(output).contains("Schema \"GONE\" not found", "Correct 'webhooks.inbox.jdbc.table-prefix'");
	}

	@Test
	void aDatabaseThatCannotDeliverStopsTheStartWithTheFix(CapturedOutput output) {
		assertThatException().isThrownBy(() -> Node.start(Listeners.class,
				TestDatabase.POSTGRES_NEWEST.empty()
					.properties("spring.datasource.hikari.connection-init-sql=SET default_transaction_read_only = on",
							"webhooks.inbox.jdbc.initialize-schema=never", "logging.level.root=ERROR")));
		assertThat(output).contains("read-only transaction", "connections that are not read-only");
	}

	@Test
	void theTablesOfAnEmbeddedDatabaseAreMadeWithTheirPrefix() {
		try (Node node = Node.start(Listeners.class, Node.onH2("webhooks.inbox.jdbc.initialize-schema=embedded",
				"webhooks.inbox.jdbc.table-prefix=my_hooks_"))) {
			assertThat(node.send("1", "ok").status()).isEqualTo(200);
			assertThat(node.bean(JdbcTemplate.class).queryForObject("SELECT COUNT(*) FROM my_hooks_event", Long.class))
				.isOne();
		}
	}

	@ParameterizedTest
	@CsvSource({ "jdbc:hsqldb:mem:inbox, HSQL Database Engine, embedded",
			"jdbc:hsqldb:mem:inbox, HSQL Database Engine, never", "jdbc:sqlite::memory:, SQLite, embedded",
			"jdbc:sqlite::memory:, SQLite, always" })
	void aDatabaseThatIsNotSupportedStopsTheStartWithTheFix(String url, String product, String initialize,
			CapturedOutput output) {
		assertThatException().isThrownBy(() -> Node.start(Listeners.class, "spring.datasource.url=" + url,
				"webhooks.inbox.jdbc.initialize-schema=" + initialize, "logging.level.root=ERROR"));
		assertThat(output).contains(product + " is not supported", "'webhooks.inbox.type' to 'none'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "memory" })
	void aDatabaseThatIsNotSupportedIsNoMatterToAnotherType(String type) {
		try (Node node = Node.start(Listeners.class, "spring.datasource.url=jdbc:hsqldb:mem:inbox",
				"webhooks.inbox.type=" + type)) {
			assertThat(node.send("1", "ok").status()).isEqualTo(200);
		}
	}

	@Test
	void withoutADatabaseATransactionalListenerStopsTheStart() {
		assertThatException().isThrownBy(() -> Node.start(TransactionalListeners.class, "webhooks.inbox.type=memory"))
			.havingRootCause()
			.withMessageContaining("is transactional");
	}

	@Test
	void typeNoneDoesWithoutAnInbox() {
		try (Node node = Node.start(Listeners.class, Node.onH2("webhooks.inbox.type=none"))) {
			assertThat(new String(node.send("1", "ok").body(), StandardCharsets.UTF_8)).contains("processed");
		}
	}

	@Test
	void aMissingTableIsNamed() {
		String url = "jdbc:h2:mem:" + UUID.randomUUID();
		assertThatException()
			.isThrownBy(() -> JdbcStorage.open(new DriverManagerDataSource(url, "sa", ""),
					new JdbcStoreSettings("app", "x_", 1), null))
			.isInstanceOfSatisfying(MissingTableException.class, (ex) -> assertThat(ex.table()).isEqualTo("x_event"));
	}

	static class Listeners {

		@WebhookListener
		void receive() {
		}

	}

	static class TransactionalListeners {

		@WebhookListener(transactional = true)
		void receive() {
		}

	}

}
