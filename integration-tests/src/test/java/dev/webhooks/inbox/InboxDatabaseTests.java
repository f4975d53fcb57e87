package dev.webhooks.inbox;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.autoconfigure.jdbc.WebhookInboxJdbcProperties;
import dev.webhooks.autoconfigure.jdbc.WebhookInboxScriptDatabaseInitializer;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.jdbc.UnusableDatabaseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is found out about a database at the start, before an event is acknowledged.
 */
class InboxDatabaseTests {

	private static String h2(String settings) {
		return "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + settings;
	}

	private static void deliver(Node node) {
		node.sendBody("{\"id\":\"1\",\"type\":\"ok\",\"key\":\"k\"}");
		node.send("2", "ok");
		InboxProcessingContract.await()
			.until(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 2);
	}

	@Test
	void connectionsThatAreReadOnlyStopTheStart() {
		String[] settings = TestDatabase.POSTGRES_NEWEST.empty()
			.properties("spring.datasource.hikari.connection-init-sql=SET default_transaction_read_only = on",
					"webhooks.inbox.jdbc.initialize-schema=never");
		assertThatException().isThrownBy(() -> Node.start(Listeners.class, settings))
			.withStackTraceContaining(UnusableDatabaseException.class.getName())
			.withStackTraceContaining("read-only transaction");
	}

	@ParameterizedTest
	@ValueSource(strings = { "MSSQLServer", "Oracle", "PostgreSQL", "MySQL", "MariaDB", "REGULAR" })
	void h2InAModeEitherDeliversOrStopsTheStartInTheDatabasesWords(String mode) {
		try (Node node = Node.start(Listeners.class, h2(";MODE=" + mode),
				"webhooks.providers.shop.order-by=body:/key")) {
			deliver(node);
		}
		catch (RuntimeException ex) {
			assertThat(ex).hasStackTraceContaining("org.h2.jdbc");
			assertThat(mode).isIn("MSSQLServer", "Oracle");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "hooks.webhook_", "\"Hooks\".webhook_", "my_", "" })
	void tablesMayBeInASchemaAndHaveAnyNames(String prefix) {
		String schema = prefix.contains("\"") ? "\"Hooks\"" : "hooks";
		try (Node node = Node.start(Listeners.class, h2(";INIT=CREATE SCHEMA IF NOT EXISTS " + schema),
				"webhooks.inbox.jdbc.table-prefix=" + prefix, "webhooks.providers.shop.order-by=body:/key")) {
			deliver(node);
			assertThat(node.bean(JdbcTemplate.class)
				.queryForObject("SELECT COUNT(*) FROM " + prefix + "delivery", Integer.class)).isEqualTo(2);
		}
	}

	@Test
	void tablesMayBeInASchemaOfPostgres() {
		TestDatabase postgres = TestDatabase.POSTGRES_NEWEST;
		new JdbcTemplate(postgres.dataSource()).execute("DROP SCHEMA IF EXISTS hooks CASCADE; CREATE SCHEMA hooks");
		try (Node node = Node.start(Listeners.class, postgres.properties(
				"webhooks.inbox.jdbc.table-prefix=hooks.webhook_", "webhooks.providers.shop.order-by=body:/key"))) {
			deliver(node);
		}
		assertThat(new JdbcTemplate(postgres.dataSource()).queryForObject(
				"SELECT COUNT(*) FROM pg_indexes WHERE schemaname = 'hooks' AND indexname = 'webhook_delivery_due'",
				Integer.class))
			.isOne();
	}

	@Test
	void aSchemaThatIsNotThereIsNamedByTheDatabase() {
		assertThatException()
			.isThrownBy(() -> Node.start(Listeners.class, h2(""), "webhooks.inbox.jdbc.table-prefix=gone.webhook_"))
			.withStackTraceContaining("Schema \"GONE\" not found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "web hook_", "webhook-", "a;b", "a.b.c.d_", "\"open" })
	void aPrefixThatNoNameBeginsWithStopsTheStart(String prefix) {
		assertThatException()
			.isThrownBy(() -> Node.start(Listeners.class, h2(""), "webhooks.inbox.jdbc.table-prefix=" + prefix))
			.withStackTraceContaining("is not what the name of a table can begin with");
	}

	@Test
	void nodesThatStartAtTheSameTimeMakeTheTablesTogether() {
		TestDatabase postgres = TestDatabase.POSTGRES_NEWEST;
		new JdbcTemplate(postgres.dataSource()).execute("DROP SCHEMA IF EXISTS fresh CASCADE; CREATE SCHEMA fresh");
		WebhookInboxJdbcProperties properties = new WebhookInboxJdbcProperties();
		properties.setTablePrefix("fresh.webhook_");
		properties.setInitializeSchema(DatabaseInitializationMode.ALWAYS);
		CompletableFuture<?>[] nodes = Stream
			.generate(() -> new WebhookInboxScriptDatabaseInitializer(postgres.dataSource(), properties))
			.limit(16)
			.map((initializer) -> CompletableFuture.runAsync(initializer::initializeDatabase,
					(node) -> new Thread(node).start()))
			.toArray(CompletableFuture[]::new);
		assertThat(CompletableFuture.allOf(nodes)).succeedsWithin(Duration.ofSeconds(60));
	}

	@Test
	void theCheckLeavesNothingBehind() {
		DriverManagerDataSource database = new DriverManagerDataSource(
				TestDatabase.POSTGRES_NEWEST.empty().dataSource().getJdbcUrl(), "postgres", "postgres");
		JdbcStorage.open(database, JdbcStoreSettings.of("application"), null);
		for (String table : new String[] { "event", "delivery", "order_key", "lease", "node" }) {
			assertThat(
					new JdbcTemplate(database).queryForObject("SELECT COUNT(*) FROM webhook_" + table, Integer.class))
				.as(table)
				.isZero();
		}
	}

	@Test
	void theNameOfAnApplicationHasUpTo100Characters() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> JdbcStoreSettings.of("x".repeat(101)));
		assertThatException()
			.isThrownBy(() -> Node.start(Listeners.class, h2(""), "spring.application.name=" + "x".repeat(101)))
			.withStackTraceContaining("webhooks.inbox.application");
	}

	static class Listeners {

		@WebhookListener
		void receive(WebhookEvent event) {
		}

	}

}
