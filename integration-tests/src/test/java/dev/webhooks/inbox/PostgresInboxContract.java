package dev.webhooks.inbox;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What inboxes in PostgreSQL do besides.
 */
abstract class PostgresInboxContract extends JdbcInboxContract {

	/** That is, it is what PostgreSQL calls a heap-only tuple. */
	@Test
	void toFinishALeasedDeliveryChangesNoIndex() throws Exception {
		// A new connection, since those of PostgreSQL 14 and older also count what was
		// before
		SingleConnectionDataSource connection = new SingleConnectionDataSource(
				TestDatabase.of(this).dataSource().getJdbcUrl(), true);
		try {
			DeliveryStorage inbox = JdbcStorage.open(connection, JdbcStoreSettings.of("application"),
					new JdbcTransactionManager(connection));
			Lease lease = Samples.lease(1);
			Addition event = Samples.leased(Samples.event("stripe", "evt_1"), "a");
			inbox.store().add(List.of(event), lease, Samples.NOW);
			DeliveryId id = new DeliveryId(event.id(), "a");
			JdbcTemplate jdbc = new JdbcTemplate(connection);
			int before = heapOnlyUpdates(jdbc);
			inbox.store()
				.processInTransaction(ClaimedDelivery.first(id, event.message(), lease), Samples.NOW,
						() -> assertThat(heapOnlyUpdates(jdbc) - before).isOne());
		}
		finally {
			connection.destroy();
		}
	}

	/** Others let the operator wait until it has ended. */
	@Test
	void whatAListenerIsStillAtWhenItsLeaseEndsIsNotDiscarded() {
		ClaimedDelivery slow = claimInOrder("1", Samples.NOW);
		DataSource database = TestDatabase.of(this).dataSource();
		new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult((status) -> {
			new JdbcTemplate(database).queryForList("SELECT event_id FROM webhook_delivery FOR UPDATE");
			assertThat(CompletableFuture.supplyAsync(() -> discard(slow, Samples.NOW.plusSeconds(60))).join()).isZero();
		});
	}

	private static int heapOnlyUpdates(JdbcTemplate jdbc) {
		return Objects.requireNonNull(jdbc
			.queryForObject("SELECT pg_stat_get_xact_tuples_hot_updated('webhook_delivery'::regclass)", Integer.class));
	}

}
