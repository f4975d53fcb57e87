package dev.webhooks.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.jdbc.InexactKeyColumnException;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.DeliveryStorage;

import static dev.webhooks.inbox.InboxProcessingContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys in databases that compare text without regard to case, accents or blanks: those of
 * the inbox are compared byte for byte.
 */
class ByteForByteKeyTests {

	private static final List<String> SIMILAR = List.of("resume-a", "RESUME-A", "resum\u00e9-a", "resumea", "resume a",
			"resume\u00ad-a", "resume-a\u200b", "re\u0301sume-a", "\uff52esume-a");

	private static final List<String> PROVIDERS = List.of("shop", "Shop", "s-hop");

	private static final String[] IGNORING_CASE = { "spring.datasource.url=jdbc:h2:mem:ignoring-case;IGNORECASE=TRUE" };

	private HikariDataSource pool;

	@AfterEach
	void close() {
		if (this.pool != null) {
			this.pool.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void similarIdsTenantsAndProvidersAreDifferentEvents(Database database) {
		DeliveryStorage inbox = start(database);
		assertThat(inbox.store().add(similarEvents(), Samples.lease(1), Samples.NOW)).containsOnly(AddOutcome.ACCEPTED);
		assertThat(inbox.store().add(similarEvents(), Samples.lease(2), Samples.NOW))
			.containsOnly(AddOutcome.DUPLICATE);
	}

	private static List<Addition> similarEvents() {
		List<Addition> events = new ArrayList<>();
		for (String provider : PROVIDERS) {
			for (String tenant : SIMILAR) {
				SIMILAR.forEach((id) -> events.add(Samples.due(event(provider, tenant, id), "a")));
			}
		}
		return events;
	}

	@Test
	void aRedeliveryOpensTheDeliveryOfItsOwnEvent() {
		try (Node node = Node.start(Listeners.class, IGNORING_CASE)) {
			Queue<String> calls = node.bean(Listeners.class).calls;
			node.send("a", "never");
			node.send("A", "never");
			await().until(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.DEAD)) == 2);
			calls.clear();
			node.send("A", "never");
			await().until(() -> calls.contains("never A"));
			await().until(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.DEAD)) == 2);
			assertThat(calls).containsExactly("never A");
		}
	}

	@Test
	void similarOrderKeysDoNotHoldEachOtherUp() {
		try (Node node = Node.start(Listeners.class,
				InboxProcessingContract.concat(IGNORING_CASE, "webhooks.providers.shop.order-by=body:/key"))) {
			Listeners listeners = node.bean(Listeners.class);
			node.sendBody("{\"id\":\"1\",\"type\":\"wait\",\"key\":\"a\"}");
			await().until(() -> listeners.calls.contains("wait 1"));
			node.sendBody("{\"id\":\"2\",\"type\":\"ok\",\"key\":\"A\"}");
			await().until(() -> listeners.calls.contains("ok 2"));
			listeners.release.countDown();
		}
	}

	@ParameterizedTest
	@EnumSource
	void similarListenersHaveDeliveriesOfTheirOwnOrAreKnownToBeTooSimilar(Database database) {
		DeliveryStorage inbox = start(database);
		assertThat(inbox.store().tellsApart(List.of("mail", "invoice"))).isTrue();
		assertThat(inbox.store().tellsApart(SIMILAR)).isEqualTo(!database.name().startsWith("H2"));
		if (inbox.store().tellsApart(SIMILAR)) {
			inbox.store()
				.add(List.of(Samples.due(event("shop", "acme", "1"), SIMILAR.toArray(String[]::new))), Samples.lease(1),
						Samples.NOW);
			assertThat(inbox.archive().find(DeliveryFilter.of().target("RESUME-A"), 100)).hasSize(1);
			assertThat(inbox.archive().find(DeliveryFilter.of(), 100)).hasSameSizeAs(SIMILAR);
		}
	}

	@Test
	void listenersThatTheDatabaseDoesNotTellApartStopTheStart() {
		assertThatException().isThrownBy(() -> Node.start(SimilarListeners.class, IGNORING_CASE))
			.havingRootCause()
			.withMessageContaining("webhooks.inbox.type")
			.withMessageContaining("mail, Mail");
	}

	@ParameterizedTest
	@CsvSource({ "webhook_event, dedupe_key, 255", "webhook_event, tenant, 255", "webhook_event, channel, 100",
			"webhook_event, application, 100", "webhook_delivery, target, 500", "webhook_attempt, target, 500",
			"webhook_gate, channel, 100", "webhook_gate, target, 500" })
	void aColumnThatPassesOverCaseStopsTheStart(String table, String column, int length) {
		start(Database.MARIADB_GENERAL);
		new JdbcTemplate(this.pool).execute("ALTER TABLE %s MODIFY %s varchar(%d) COLLATE utf8mb4_general_ci NOT NULL"
			.formatted(table, column, length));
		assertThatExceptionOfType(InexactKeyColumnException.class)
			.isThrownBy(() -> JdbcStorage.open(this.pool, JdbcStoreSettings.of("app"), null))
			.withMessageContaining(table)
			.withMessageContaining(column);
	}

	private static Message event(String provider, String tenant, String id) {
		Message event = Samples.event(provider, id);
		return new Message(provider, tenant, id, event.types(), null, event.receivedAt(), event.headers(), event.body(),
				null, event.context());
	}

	private DeliveryStorage start(Database database) {
		this.pool = database.create();
		new ResourceDatabasePopulator(
				new ClassPathResource("dev/webhooks/delivery/jdbc/schema-" + database.platform + ".sql"))
			.execute(this.pool);
		return JdbcStorage.open(this.pool, JdbcStoreSettings.of("app"), null);
	}

	static class Listeners {

		private final Queue<String> calls = new ConcurrentLinkedQueue<>();

		private final CountDownLatch release = new CountDownLatch(1);

		@WebhookListener
		void receive(WebhookEvent event) throws InterruptedException {
			this.calls.add(event.type() + " " + event.id());
			switch (event.type()) {
				case "never" -> throw new NonRetryableWebhookException("no use");
				case "wait" -> this.release.await();
				default -> {
				}
			}
		}

	}

	static class SimilarListeners {

		@WebhookListener(id = "mail")
		void first() {
		}

		@WebhookListener(id = "Mail")
		void second() {
		}

	}

	enum Database {

		H2_IGNORECASE("h2", "IGNORECASE=TRUE"), H2_PRIMARY("h2", "INIT=SET COLLATION ENGLISH STRENGTH PRIMARY"),
		H2_TERTIARY("h2", "INIT=SET COLLATION ENGLISH STRENGTH TERTIARY"),
		H2_MYSQL("h2", "MODE=MySQL;CASE_INSENSITIVE_IDENTIFIERS=TRUE;IGNORECASE=TRUE"),
		POSTGRESQL("postgresql", "TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"),
		MARIADB_GENERAL("mysql", "COLLATE utf8mb4_general_ci"), MARIADB_UNICODE("mysql", "COLLATE utf8mb4_unicode_ci"),
		MARIADB_LATIN("mysql", "CHARACTER SET latin1 COLLATE latin1_swedish_ci");

		private final String platform;

		private final String settings;

		Database(String platform, String settings) {
			this.platform = platform;
			this.settings = settings;
		}

		HikariDataSource create() {
			String name = "keys_" + UUID.randomUUID().toString().replace("-", "");
			return switch (this.platform) {
				case "h2" -> pool("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;" + this.settings, "sa", "");
				case "postgresql" -> createIn(TestDatabase.POSTGRES_NEWEST, name, "/postgres");
				default -> createIn(TestDatabase.MARIADB_NEWEST, name, "/webhooks");
			};
		}

		private HikariDataSource createIn(TestDatabase server, String name, String usual) {
			HikariDataSource database = server.dataSource();
			new JdbcTemplate(database).execute("CREATE DATABASE " + name + " " + this.settings);
			return pool(database.getJdbcUrl().replace(usual, "/" + name), database.getUsername(),
					database.getPassword());
		}

		private static HikariDataSource pool(String url, String user, String password) {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl(url);
			pool.setUsername(user);
			pool.setPassword(password);
			return pool;
		}

	}

}
