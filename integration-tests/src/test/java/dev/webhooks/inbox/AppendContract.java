package dev.webhooks.inbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.UnsuitableTransactionException;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Messages that are stored in the transaction of a caller.
 */
abstract class AppendContract {

	private final DataSource database = TestDatabase.of(this).empty().dataSource();

	private final TransactionTemplate transaction = on(this.database);

	private final DeliveryStorage storage = open(this.database);

	private final List<Set<UUID>> ended = new ArrayList<>();

	private static DeliveryStorage open(DataSource database) {
		return JdbcStorage.open(database, JdbcStoreSettings.of("application"), null);
	}

	private static TransactionTemplate on(DataSource database) {
		return new TransactionTemplate(new JdbcTransactionManager(database));
	}

	private static Addition message(String id) {
		return Samples.leased(Samples.event("stripe", id), "a", "b");
	}

	private List<AddOutcome> append(Addition... messages) {
		return append(this.storage, messages);
	}

	private List<AddOutcome> append(DeliveryStorage storage, Addition... messages) {
		return storage.store()
			.append(Arrays.asList(messages), Samples.lease(System.nanoTime()), Samples.NOW, this.ended::add);
	}

	private void inTransaction(Consumer<TransactionStatus> action) {
		this.transaction.executeWithoutResult(action);
	}

	private long stored() {
		return this.storage.archive().count(DeliveryFilter.of());
	}

	private List<ClaimedDelivery> claim(int seconds) {
		return Samples.claim(this.storage, "stripe", Samples.NOW.plusSeconds(seconds), 7, false, "a", "b");
	}

	@Test
	void whatIsCommittedIsStoredAndTold() {
		Addition message = message("1");
		inTransaction((status) -> {
			assertThat(append(message)).containsExactly(AddOutcome.ACCEPTED);
			assertThat(this.ended).isEmpty();
		});
		assertThat(this.ended).containsExactly(Set.of(message.id()));
		assertThat(stored()).isEqualTo(2);
	}

	@Test
	void whatIsNotHandledByTheNodeThatAppendedItIsTakenOverWhenItsLeaseEnds() {
		inTransaction((status) -> append(message("1")));
		assertThat(claim(59)).isEmpty();
		assertThat(claim(60)).hasSize(2).extracting(ClaimedDelivery::takeovers).containsOnly(1);
	}

	@Test
	void whatIsNotLeasedIsDueAtOnce() {
		inTransaction((status) -> append(Samples.due(Samples.event("stripe", "1"), "a"),
				Samples.ordered(Samples.event("stripe", "2"), "key", "b")));
		assertThat(claim(0)).hasSize(2);
	}

	@Test
	void ofWhatIsRolledBackNothingIsLeft() {
		inTransaction((status) -> {
			append(message("1"), Samples.ordered(Samples.event("stripe", "2"), "key", "b"));
			status.setRollbackOnly();
		});
		assertThat(this.ended).containsExactly(Set.of());
		assertThat(stored()).isZero();
		JdbcTemplate jdbc = new JdbcTemplate(this.database);
		assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM webhook_lease", Integer.class)).isZero();
		assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM webhook_order_key", Integer.class)).isZero();
	}

	@Test
	void whatTheCallerWritesIsCommittedAndRolledBackWithIt() {
		JdbcTemplate jdbc = new JdbcTemplate(this.database);
		jdbc.execute("CREATE TABLE sold (id integer)");
		try {
			inTransaction((status) -> {
				jdbc.update("INSERT INTO sold VALUES (1)");
				append(message("1"));
				status.setRollbackOnly();
			});
			inTransaction((status) -> {
				jdbc.update("INSERT INTO sold VALUES (2)");
				append(message("2"));
			});
			assertThat(jdbc.queryForList("SELECT id FROM sold", Integer.class)).containsExactly(2);
			assertThat(this.storage.archive().find(DeliveryFilter.of(), 10))
				.extracting((delivery) -> delivery.eventId())
				.containsOnly("2");
		}
		finally {
			jdbc.execute("DROP TABLE sold");
		}
	}

	@Test
	void whatIsRolledBackToASavepointIsForgottenAndTheRestIsNot() {
		JdbcTransactionManager manager = new JdbcTransactionManager(this.database);
		TransactionTemplate outer = new TransactionTemplate(manager);
		TransactionTemplate inner = new TransactionTemplate(manager);
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		Addition first = message("1");
		Addition last = message("3");
		outer.executeWithoutResult((status) -> {
			append(first);
			inner.executeWithoutResult((part) -> {
				append(message("2"));
				part.setRollbackOnly();
			});
			inner.executeWithoutResult((part) -> append(last));
		});
		assertThat(this.ended).containsExactlyInAnyOrder(Set.of(first.id()), Set.of(), Set.of(last.id()));
		assertThat(this.storage.archive().find(DeliveryFilter.of(), 10)).extracting((delivery) -> delivery.eventId())
			.containsOnly("1", "3");
	}

	@Test
	void severalMessagesOfOneTransactionAreToldTogether() {
		Addition first = message("1");
		Addition second = message("2");
		Addition third = message("3");
		inTransaction((status) -> {
			append(first, second);
			append(third);
		});
		assertThat(this.ended).containsExactly(Set.of(first.id(), second.id()), Set.of(third.id()));
		assertThat(claim(60)).hasSize(6);
	}

	@Test
	void duplicatesAreFoundInTheListInTheTransactionAndInTheStore() {
		Addition first = message("1");
		inTransaction((status) -> {
			assertThat(append(first, message("1"))).containsExactlyInAnyOrder(AddOutcome.ACCEPTED,
					AddOutcome.DUPLICATE);
			assertThat(append(message("1"))).containsExactly(AddOutcome.DUPLICATE);
		});
		inTransaction((status) -> assertThat(append(message("1"))).containsExactly(AddOutcome.DUPLICATE));
		assertThat(stored()).isEqualTo(2);
		Set<UUID> told = new HashSet<>();
		this.ended.forEach(told::addAll);
		assertThat(told).hasSize(1);
	}

	@Test
	void withoutATransactionItIsRefused() {
		assertThatExceptionOfType(UnsuitableTransactionException.class).isThrownBy(() -> append(message("1")))
			.withMessageContaining("There is no transaction")
			.withMessageContaining("@Transactional");
		assertThat(stored()).isZero();
	}

	@Test
	void inATransactionThatMayOnlyReadItIsRefused() {
		this.transaction.setReadOnly(true);
		inTransaction((status) -> assertThatExceptionOfType(UnsuitableTransactionException.class)
			.isThrownBy(() -> append(message("1")))
			.withMessageContaining("readOnly = true"));
		assertThat(stored()).isZero();
	}

	@Test
	void inATransactionOfAnotherDataSourceItIsRefused() {
		DataSource other = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID());
		on(other).executeWithoutResult((status) -> assertThatExceptionOfType(UnsuitableTransactionException.class)
			.isThrownBy(() -> append(message("1")))
			.withMessageContaining("the same data source"));
		assertThat(stored()).isZero();
	}

	@Test
	void aConnectionThatWasOnlyReadFromInAnotherTransactionIsNone() {
		DataSource other = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID());
		on(other).executeWithoutResult((status) -> {
			new JdbcTemplate(this.database).queryForObject("SELECT 1", Integer.class);
			assertThatExceptionOfType(UnsuitableTransactionException.class).isThrownBy(() -> append(message("1")))
				.withMessageContaining("the same data source");
		});
		assertThat(stored()).isZero();
	}

	private void assertSeen(DataSource ofTransaction, DataSource ofStore) {
		DeliveryStorage storage = open(ofStore);
		on(ofTransaction).executeWithoutResult((status) -> {
			append(storage, message("1"));
			status.setRollbackOnly();
		});
		assertThat(stored()).isZero();
		Addition message = message("2");
		on(ofTransaction).executeWithoutResult((status) -> append(storage, message));
		assertThat(this.ended).containsExactly(Set.of(), Set.of(message.id()));
		assertThat(stored()).isEqualTo(2);
	}

	@Test
	void theTransactionIsSeenThroughATransactionAwareDataSource() {
		assertSeen(this.database, new TransactionAwareDataSourceProxy(this.database));
	}

	@Test
	void theTransactionIsSeenThroughADataSourceThatConnectsLate() {
		assertSeen(new LazyConnectionDataSourceProxy(this.database), this.database);
	}

	@Test
	void theTransactionOfTheStoreBehindADataSourceThatConnectsLateIsSeen() {
		assertSeen(this.database, new LazyConnectionDataSourceProxy(this.database));
	}

	private DataSource routing(String choice) {
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

			@Override
			protected Object determineCurrentLookupKey() {
				return choice;
			}

		};
		DataSource other = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID());
		routing.setTargetDataSources(Map.of("own", this.database, "other", other));
		routing.afterPropertiesSet();
		return routing;
	}

	@Test
	void theTransactionIsSeenThroughADataSourceThatChoosesAmongOthers() {
		assertSeen(routing("own"), this.database);
	}

	@Test
	void aTransactionThatWasLedToAnotherDatabaseIsRefused() {
		on(routing("other"))
			.executeWithoutResult((status) -> assertThatExceptionOfType(UnsuitableTransactionException.class)
				.isThrownBy(() -> append(message("1"))));
	}

}
