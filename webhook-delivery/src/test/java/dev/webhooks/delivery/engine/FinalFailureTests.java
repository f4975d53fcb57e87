package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.DeliveryPolicies;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Destinations;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.RetryPolicy;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.store.ClaimRequest;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.DueDestination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is asked before a delivery is given up. The target {@code ledger} is transactional
 * where the store is a database.
 */
class FinalFailureTests implements DeliveryHandler, DeliveryPolicies, DeliveryHandler.FinalFailures {

	private final Queue<FinishedDelivery> asked = new ConcurrentLinkedQueue<>();

	private final Queue<FinishedDelivery> ends = new ConcurrentLinkedQueue<>();

	private final CountDownLatch never = new CountDownLatch(1);

	private volatile DeliveryHandler.FinalFailures decision = (end, failure) -> end;

	private volatile @Nullable Throwable failure;

	private volatile boolean inTransaction;

	private volatile @Nullable Duration timeout;

	private volatile Runnable beforeFailing = () -> {
	};

	private RetryPolicy policy = RetryPolicy.listed(List.of(), 0);

	private DeliveryStorage storage = MemoryStorage.create();

	private DeliveryEngine engine;

	private void start() {
		this.engine = new DeliveryEngineBuilder(this.storage, this, this)
			.settings(new EngineSettings(EngineSettings.DEFAULT.accept(), 4, EngineSettings.DEFAULT.bufferSize(),
					Duration.ofMinutes(10), Duration.ofMillis(50), false, EngineSettings.DEFAULT.retention(),
					Duration.ofMillis(100)))
			.listeners(List.of(this.ends::add))
			.sources(Clock.systemUTC(), new Random())
			.build();
		this.engine.start();
	}

	@AfterEach
	void stop() {
		this.never.countDown();
		this.engine.stop();
	}

	private static DeliveryStorage inADatabase() {
		JdbcDataSource database = new JdbcDataSource();
		database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		new ResourceDatabasePopulator(new ClassPathResource("dev/webhooks/delivery/jdbc/schema-h2.sql"))
			.execute(database);
		return JdbcStorage.open(database, new JdbcStoreSettings("shop", "webhook_", 4),
				new JdbcTransactionManager(database));
	}

	@Override
	public Destinations destinations() {
		return Destinations.of(List.of(new Destination("orders", "mail"), new Destination("orders", "ledger")));
	}

	@Override
	public boolean isTransactional(String target) {
		return target.equals("ledger");
	}

	@Override
	public void handle(ClaimedDelivery delivery) {
		this.beforeFailing.run();
		throw new IllegalStateException("broken");
	}

	@Override
	public FinalFailures finalFailures() {
		return this;
	}

	@Override
	public FinishedDelivery decide(FinishedDelivery end, @Nullable Throwable failure) throws Exception {
		this.asked.add(end);
		this.failure = failure;
		this.inTransaction = TransactionSynchronizationManager.isActualTransactionActive();
		return this.decision.decide(end, failure);
	}

	@Override
	public RetryPolicy retry(Destination destination) {
		return this.policy;
	}

	@Override
	public @Nullable Duration timeout(Destination destination) {
		return this.timeout;
	}

	private void accept(String target) {
		Message message = new Message("orders", null, UUID.randomUUID().toString(), List.of("order.paid"), null,
				Instant.now(), WebhookHeaders.of(), "{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
		this.engine.accept(List.of(new Submission(message, null, List.of(target))));
	}

	private FinishedDelivery endAt(String target) {
		start();
		accept(target);
		return await().until(this.ends::poll, (end) -> end != null && end.status() != DeliveryStatus.RETRYING);
	}

	private WebhookDelivery only() {
		List<WebhookDelivery> found = this.storage.archive().find(DeliveryFilter.of(DeliveryStatus.values()), 2);
		assertThat(found).hasSize(1);
		return found.get(0);
	}

	@Test
	void isAskedOnceWhenTheAttemptsAreUsedUp() {
		this.policy = RetryPolicy.listed(List.of(Duration.ZERO, Duration.ZERO), 0);
		assertThat(endAt("mail").status()).isEqualTo(DeliveryStatus.DEAD);
		assertThat(this.asked).hasSize(1);
		assertThat(this.asked.element().attempts().total()).isEqualTo(3);
		assertThat(this.failure).hasMessage("broken");
	}

	@Test
	void whatIsDiscardedIsRecordedWithTheReason() {
		this.storage = inADatabase();
		this.decision = (end, failure) -> end.discarded("Not ours: " + end.error());
		assertThat(endAt("mail").status()).isEqualTo(DeliveryStatus.DISCARDED);
		assertThat(only().status()).isEqualTo(DeliveryStatus.DISCARDED);
		assertThat(only().lastError()).isEqualTo("Not ours: java.lang.IllegalStateException: broken");
		assertThat(only().attempts()).isOne();
	}

	@Test
	void aReasonThatIsTooLongForTheStoreIsShortened() {
		this.storage = inADatabase();
		this.decision = (end, failure) -> end.discarded("x\0".repeat(2000));
		endAt("mail");
		assertThat(only().lastError()).hasSize(1000).doesNotContain("\0");
	}

	@Test
	void whereItFailsTheDeliveryIsDead() {
		this.decision = (end, failure) -> {
			throw new IllegalArgumentException("the queue is away");
		};
		FinishedDelivery end = endAt("mail");
		assertThat(end.status()).isEqualTo(DeliveryStatus.DEAD);
		assertThat(end.error()).contains("broken");
	}

	@Test
	void noOtherEndThanTheseTwoIsTakenFromIt() {
		this.decision = (end, failure) -> FinishedDelivery.processed(end.delivery());
		assertThat(endAt("mail").status()).isEqualTo(DeliveryStatus.DEAD);
	}

	@Test
	void theTransactionOfTheHandlerIsOverWhenItIsAsked() {
		this.storage = inADatabase();
		this.decision = (end, failure) -> end.discarded("seen");
		assertThat(endAt("ledger").status()).isEqualTo(DeliveryStatus.DISCARDED);
		assertThat(this.inTransaction).isFalse();
		assertThat(only().status()).isEqualTo(DeliveryStatus.DISCARDED);
	}

	@Test
	void itTakesNoLongerThanTheHandlerMay() {
		this.timeout = Duration.ofMillis(50);
		this.decision = (end, failure) -> {
			this.never.await();
			return end.discarded("too late");
		};
		assertThat(endAt("mail").status()).isEqualTo(DeliveryStatus.DEAD);
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void isNotAskedWhereTheLeaseWasLost() throws Exception {
		CountDownLatch lost = new CountDownLatch(1);
		this.beforeFailing = () -> {
			takeOver();
			lost.countDown();
		};
		start();
		accept("mail");
		assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
		await().until(() -> this.engine.state().leasesLost() == 1);
		assertThat(this.asked).isEmpty();
		assertThat(only().status()).isEqualTo(DeliveryStatus.PROCESSING);
	}

	@Test
	void isAskedWhereTheHandlerWasNeverCalledAgain() {
		this.beforeFailing = () -> dieOf(19);
		this.decision = (end, failure) -> end.discarded(end.error());
		start();
		accept("mail");
		await().until(() -> only().status() == DeliveryStatus.DISCARDED);
		assertThat(only().lastError()).isEqualTo("20 nodes died while it ran");
		assertThat(this.asked).hasSize(1);
		assertThat(this.failure).isNull();
	}

	@Test
	void whatANodeDiedOfWhileThatWasAskedIsDeadWithoutAskingAgain() {
		this.beforeFailing = () -> dieOf(20);
		start();
		accept("mail");
		await().until(() -> only().status() == DeliveryStatus.DEAD);
		assertThat(this.asked).isEmpty();
	}

	private void dieOf(int times) {
		for (int i = 0; i < times; i++) {
			takeOver(Instant.EPOCH);
		}
	}

	private void takeOver() {
		takeOver(Instant.MAX);
	}

	/** As another node does whose clock is an hour ahead. */
	private void takeOver(Instant until) {
		List<ClaimedDelivery> taken = this.storage.store()
			.claim(new ClaimRequest(new DueDestination(new Destination("orders", "mail"), false),
					new ClaimRequest.Room(1, 1000, 0), false, Instant.now().plus(Duration.ofHours(1))),
					() -> new Lease(7, until));
		assertThat(taken).hasSize(1);
	}

	@Test
	void isAskedAgainAfterTheStartWhereTheStopInterruptedIt() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		this.decision = (end, failure) -> {
			begun.countDown();
			this.never.await();
			return end;
		};
		start();
		accept("mail");
		assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		this.engine.stop();
		assertThat(only().status()).isEqualTo(DeliveryStatus.PENDING);
		assertThat(only().attempts()).isZero();
	}

}
