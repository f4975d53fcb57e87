package dev.webhooks.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a message and its delivery take in a database, printed. One in a hundred fails at
 * first.
 */
@EnabledIfSystemProperty(named = "tests.rows", matches = "\\d+")
class RowCostTests {

	private static final int ROWS = Integer.getInteger("tests.rows", 0);

	private static final int BATCH = 20;

	private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

	private static final WebhookHeaders HEADERS = WebhookHeaders.of("Content-Type", "application/json", "User-Agent",
			"Stripe/1.0 (+https://stripe.com/docs/webhooks)", "Accept", "*/*", "Host", "shop.example.com",
			"X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https");

	private final Random random = new Random(1);

	@ParameterizedTest
	@EnumSource(names = { "POSTGRES_NEWEST", "MARIADB_NEWEST" })
	void aMessageAndItsDelivery(TestDatabase database) {
		fill(database, null);
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 90, 80, 70, 60, 50 })
	void roomInThePagesOfDeliveriesInPostgres(int fillFactor) {
		fill(TestDatabase.POSTGRES_NEWEST, fillFactor);
	}

	private void fill(TestDatabase server, @Nullable Integer fillFactor) {
		DataSource database = server.empty().dataSource();
		JdbcTemplate jdbc = new JdbcTemplate(database);
		if (server == TestDatabase.POSTGRES_NEWEST) {
			jdbc.execute("TRUNCATE webhook_event, webhook_delivery, webhook_lease");
			jdbc.execute(
					"ALTER TABLE webhook_delivery SET (fillfactor = " + ((fillFactor != null) ? fillFactor : 50) + ")");
			jdbc.execute("SELECT pg_stat_reset()");
		}
		DeliveryStorage storage = JdbcStorage.open(database, JdbcStoreSettings.of("shop"), null);
		deliver(storage);
		assertThat(storage.archive().count(DeliveryFilter.of(DeliveryStatus.PROCESSED))).isEqualTo(ROWS);
		if (server == TestDatabase.POSTGRES_NEWEST) {
			jdbc.execute("ALTER TABLE webhook_delivery SET (fillfactor = 50)");
		}
		print(jdbc, server, server + ((fillFactor != null) ? " fillfactor " + fillFactor : ""));
	}

	private void deliver(DeliveryStorage storage) {
		List<FinishedDelivery> open = new ArrayList<>();
		for (int i = 0; i < ROWS; i += BATCH) {
			open.addAll(add(storage, i));
			if (open.size() > 5 * BATCH) {
				storage.store().finish(List.copyOf(open.subList(0, 5 * BATCH)), NOW);
				open.subList(0, 5 * BATCH).clear();
			}
		}
		storage.store().finish(open, NOW);
		List<ClaimedDelivery> again = claim(storage);
		while (!again.isEmpty()) {
			storage.store().finish(again.stream().map(FinishedDelivery::processed).toList(), NOW);
			again = claim(storage);
		}
	}

	private static List<ClaimedDelivery> claim(DeliveryStorage storage) {
		return Samples.claim(storage, "stripe", NOW.plusSeconds(60), 7, false, "BillingListener.paid");
	}

	private List<FinishedDelivery> add(DeliveryStorage storage, int start) {
		List<Addition> events = new ArrayList<>();
		for (int i = start; i < start + BATCH; i++) {
			byte[] body = new byte[1600];
			this.random.nextBytes(body);
			Message message = new Message("stripe", null, "evt_1PgafTB8JVmzSbYgpFxCzR" + i, List.of("invoice.paid"),
					NOW, NOW, HEADERS, body, null, Map.of());
			UUID id = new UUID(NOW.plusMillis(i).toEpochMilli() << 16 | 0x7000L,
					Long.MIN_VALUE | (this.random.nextLong() >>> 2));
			events.add(new Addition(id, message, null, List.of("BillingListener.paid"), true));
		}
		Lease lease = new Lease(this.random.nextLong(), NOW.plusSeconds(60));
		storage.store().add(events, lease, NOW);
		storage.store().releaseEndedLeases(NOW);
		return events.stream().map((event) -> {
			ClaimedDelivery claimed = ClaimedDelivery.first(new DeliveryId(event.id(), "BillingListener.paid"),
					event.message(), lease);
			return (this.random.nextInt(100) > 0) ? FinishedDelivery.processed(claimed) : new FinishedDelivery(claimed,
					DeliveryStatus.RETRYING, NOW.plusSeconds(60), "java.io.IOException: no");
		}).toList();
	}

	private static void print(JdbcTemplate jdbc, TestDatabase server, String name) {
		List<Map<String, Object>> sizes;
		if (server == TestDatabase.POSTGRES_NEWEST) {
			jdbc.execute("SELECT pg_stat_force_next_flush()");
			sizes = jdbc.queryForList("SELECT relname AS name, pg_table_size(relid) / " + ROWS + " AS bytes, "
					+ "n_tup_upd AS updates, n_tup_hot_upd AS heap_only FROM pg_stat_user_tables "
					+ "WHERE relname IN ('webhook_event', 'webhook_delivery')");
			sizes.addAll(jdbc.queryForList("SELECT indexrelname AS name, pg_relation_size(indexrelid) / " + ROWS
					+ " AS bytes FROM pg_stat_user_indexes WHERE relname IN ('webhook_event', 'webhook_delivery')"));
		}
		else {
			jdbc.queryForList("ANALYZE TABLE webhook_event, webhook_delivery");
			sizes = jdbc.queryForList("SELECT CONCAT(table_name, ' ', index_name) AS name, stat_value * 16384 DIV "
					+ ROWS
					+ " AS bytes FROM mysql.innodb_index_stats WHERE stat_name = 'size' AND database_name = DATABASE() "
					+ "AND table_name IN ('webhook_event', 'webhook_delivery')");
		}
		sizes.forEach((size) -> System.out.println(name + " " + size));
	}

}
