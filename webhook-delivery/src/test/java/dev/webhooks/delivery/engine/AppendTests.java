package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Destinations;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.RetryPolicy;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.UnsuitableTransactionException;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What an engine delivers that was appended in a transaction. It polls once an hour, so
 * that what arrives was handed over.
 */
class AppendTests implements DeliveryHandler {

	private final JdbcDataSource database = new JdbcDataSource();

	private final Queue<String> delivered = new ConcurrentLinkedQueue<>();

	private final Queue<FinishedDelivery> ends = new ConcurrentLinkedQueue<>();

	private TransactionTemplate transaction;

	private DeliveryEngine engine;

	@BeforeEach
	void start() {
		this.database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		new ResourceDatabasePopulator(new ClassPathResource("dev/webhooks/delivery/jdbc/schema-h2.sql"))
			.execute(this.database);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.database));
		this.engine = start(JdbcStorage.open(this.database, JdbcStoreSettings.of("shop"), null));
	}

	private DeliveryEngine start(DeliveryStorage storage) {
		EngineSettings usual = EngineSettings.DEFAULT;
		DeliveryEngine engine = new DeliveryEngineBuilder(storage, this, (destination) -> RetryPolicy.DEFAULT)
			.settings(new EngineSettings(usual.accept(), usual.concurrency(), usual.bufferSize(), usual.lease(),
					Duration.ofHours(1), false, usual.retention(), usual.shutdownTimeout()))
			.listeners(List.of(this.ends::add))
			.build();
		engine.start();
		return engine;
	}

	@AfterEach
	void stop() {
		this.engine.stop();
	}

	@Override
	public Destinations destinations() {
		return Destinations.of(List.of(new Destination("orders", "mail")));
	}

	@Override
	public void handle(ClaimedDelivery delivery) {
		this.delivered.add(delivery.message().key());
	}

	private static Submission message(String id) {
		Message message = new Message("orders", null, id, List.of("order.paid"), null, Instant.now(),
				WebhookHeaders.of(), "{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
		return new Submission(message, null, List.of("mail"));
	}

	@Test
	void whatIsAppendedIsDeliveredAfterTheCommitAndNotBefore() {
		this.transaction.executeWithoutResult((status) -> {
			assertThat(this.engine.append(List.of(message("1"), message("2")))).containsOnly(AddOutcome.ACCEPTED);
			this.engine.accept(List.of(message("beside")));
			await().until(() -> this.ends.size() == 1);
			assertThat(this.delivered).containsExactly("beside");
		});
		await().until(() -> this.ends.size() == 3);
		assertThat(this.delivered).containsExactlyInAnyOrder("beside", "1", "2");
	}

	@Test
	void whatIsRolledBackIsNeverDelivered() {
		this.transaction.executeWithoutResult((status) -> {
			this.engine.append(List.of(message("1")));
			status.setRollbackOnly();
		});
		this.transaction.executeWithoutResult((status) -> this.engine.append(List.of(message("2"))));
		await().until(() -> this.ends.size() == 1);
		assertThat(this.delivered).containsExactly("2");
	}

	@Test
	void whatIsRolledBackLeavesItsRoomToOthers() {
		List<Submission> many = IntStream.range(0, 1024).mapToObj((i) -> message("rolled back " + i)).toList();
		this.transaction.executeWithoutResult((status) -> {
			this.engine.append(many);
			status.setRollbackOnly();
		});
		assertThatExceptionOfType(UnsuitableTransactionException.class).isThrownBy(() -> this.engine.append(many));
		this.transaction.executeWithoutResult((status) -> this.engine.append(List.of(message("next"))));
		await().until(() -> this.ends.size() == 1);
		assertThat(this.delivered).containsExactly("next");
	}

	@Test
	void inMemoryWhatIsRolledBackToASavepointIsNotDelivered() {
		DeliveryEngine inMemory = start(MemoryStorage.create());
		TransactionTemplate nested = new TransactionTemplate(
				Objects.requireNonNull(this.transaction.getTransactionManager()));
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		try {
			this.transaction.executeWithoutResult((status) -> {
				inMemory.append(List.of(message("1")));
				nested.executeWithoutResult((inner) -> {
					inMemory.append(List.of(message("rolled back")));
					inner.setRollbackOnly();
				});
				inMemory.append(List.of(message("2")));
			});
			await().until(() -> this.ends.size() == 2);
			assertThat(this.delivered).containsExactlyInAnyOrder("1", "2");
		}
		finally {
			inMemory.stop();
		}
	}

	@Test
	void inMemoryWhatIsAppendedIsDeliveredAfterTheCommitToo() {
		DeliveryEngine inMemory = start(MemoryStorage.create());
		try {
			this.transaction.executeWithoutResult((status) -> {
				inMemory.append(List.of(message("rolled back")));
				status.setRollbackOnly();
			});
			this.transaction.executeWithoutResult((status) -> {
				assertThat(inMemory.append(List.of(message("1"), message("1")))).containsExactly(AddOutcome.ACCEPTED,
						AddOutcome.DUPLICATE);
				inMemory.accept(List.of(message("beside")));
				await().until(() -> this.ends.size() == 1);
				assertThat(this.delivered).containsExactly("beside");
			});
			inMemory.append(List.of(message("2")));
			await().until(() -> this.ends.size() == 3);
			assertThat(this.delivered).containsExactlyInAnyOrder("beside", "1", "2");
		}
		finally {
			inMemory.stop();
		}
	}

}
