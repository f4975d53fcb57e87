package dev.webhooks.sender;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.RetryPolicy;
import dev.webhooks.delivery.UnsuitableTransactionException;
import dev.webhooks.delivery.engine.DeliveryEngine;
import dev.webhooks.delivery.engine.DeliveryEngineBuilder;
import dev.webhooks.delivery.engine.EngineSettings;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.sender.endpoint.EndpointCredentials;
import dev.webhooks.sender.endpoint.EndpointDraft;
import dev.webhooks.sender.endpoint.EndpointSecret;
import dev.webhooks.sender.endpoint.EndpointSettings;
import dev.webhooks.sender.endpoint.memory.MemoryEndpointStore;
import dev.webhooks.sender.fanout.FanOut;
import dev.webhooks.sender.fanout.FanOutHandler;
import dev.webhooks.sender.filter.EndpointFilter;
import dev.webhooks.sender.routing.EndpointDirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link WebhookSender} with an outbox in a database, whose engine polls once
 * an hour.
 */
class WebhookSenderTests {

	private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

	private static final OutgoingWebhook SHIPPED = OutgoingWebhook.of("order.shipped", Map.of("amount", 100))
		.tenant("acme");

	private final JdbcDataSource database = new JdbcDataSource();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(this.database));

	private final MemoryEndpointStore endpoints = new MemoryEndpointStore();

	private final EndpointDirectory directory = new EndpointDirectory(this.endpoints, List.of());

	private final Map<String, Queue<ClaimedDelivery>> sent = new ConcurrentHashMap<>();

	private DeliveryEngine engine;

	private WebhookSender sender;

	@BeforeEach
	void start() {
		this.database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		new ResourceDatabasePopulator(new ClassPathResource("dev/webhooks/delivery/jdbc/schema-h2.sql"))
			.execute(this.database);
		EngineSettings usual = EngineSettings.DEFAULT;
		this.engine = new DeliveryEngineBuilder(JdbcStorage.open(this.database, JdbcStoreSettings.of("shop"), null),
				new FanOutHandler(() -> this.engine, this::deliver), (destination) -> RetryPolicy.DEFAULT)
			.settings(new EngineSettings(usual.accept(), usual.concurrency(), usual.bufferSize(), usual.lease(),
					Duration.ofHours(1), false, usual.retention(), usual.shutdownTimeout()))
			.build();
		this.engine.start();
		this.sender = new WebhookSender(this.engine, this.directory, JsonMapper.builder().build(),
				Clock.fixed(NOW, ZoneOffset.UTC));
	}

	@AfterEach
	void stop() {
		this.engine.stop();
	}

	private void deliver(ClaimedDelivery delivery) {
		this.sent.computeIfAbsent(delivery.id().target(), (target) -> new ConcurrentLinkedQueue<>()).add(delivery);
	}

	private void create(String id, @Nullable String tenant, EndpointSettings.Builder settings) {
		this.endpoints.create(new EndpointDraft(id, tenant, null, settings.build(),
				new EndpointCredentials(List.of(EndpointSecret.of("secret", NOW)), Map.of())), NOW);
		this.directory.refresh();
	}

	private void create(int count, EndpointSettings.Builder settings) {
		for (int i = 0; i < count; i++) {
			create("ep_" + i, "acme", settings);
		}
	}

	private static EndpointSettings.Builder any() {
		return EndpointSettings.of("https://example.com");
	}

	private String sendInTransaction(OutgoingWebhook webhook) {
		return Objects.requireNonNull(this.transaction.execute((status) -> this.sender.send(webhook)));
	}

	private List<ClaimedDelivery> all() {
		return this.sent.values().stream().flatMap(Queue::stream).toList();
	}

	private void awaitSent(int count) {
		await().until(() -> all().size() >= count);
		await().until(() -> this.jdbc
			.queryForObject("SELECT COUNT(*) FROM webhook_delivery WHERE status <> 'PROCESSED'", Long.class) == 0);
		assertThat(all()).hasSize(count);
	}

	@Test
	void aCommittedMessageGoesToAllEndpointsThatWantIt() {
		create("ep_1", "acme", any().events("order.*"));
		create("ep_2", null, any());
		create("ep_3", "acme", any().events("invoice.*"));
		create("ep_4", "other", any());
		sendInTransaction(SHIPPED);
		awaitSent(2);
		assertThat(this.sent).containsOnlyKeys("ep_1", "ep_2");
	}

	@Test
	void aMessageIsNotSentBeforeTheCommit() {
		create(1, any());
		this.transaction.executeWithoutResult((status) -> {
			this.sender.send(SHIPPED);
			assertThat(all()).isEmpty();
		});
		awaitSent(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 250 })
	void aMessageThatIsRolledBackIsAsIfItHadNeverBeen(int count) {
		create(count, any());
		this.transaction.executeWithoutResult((status) -> {
			this.sender.send(SHIPPED);
			status.setRollbackOnly();
		});
		assertThat(this.jdbc.queryForObject("SELECT COUNT(*) FROM webhook_event", Long.class)).isZero();
	}

	@Test
	void withoutATransactionAMessageIsStoredAtOnce() {
		create(1, any());
		this.sender.send(SHIPPED);
		assertThat(this.jdbc.queryForObject("SELECT COUNT(*) FROM webhook_event", Long.class)).isOne();
		awaitSent(1);
	}

	@Test
	void inATransactionThatMayOnlyReadNothingIsSent() {
		create(1, any());
		this.transaction.setReadOnly(true);
		assertThatExceptionOfType(UnsuitableTransactionException.class).isThrownBy(() -> sendInTransaction(SHIPPED));
	}

	@Test
	void theBodyHasIdTypeTimeAndTheData() {
		create(1, any());
		sendInTransaction(OutgoingWebhook.of("order.shipped", Map.of("amount", new BigDecimal("1.10")))
			.tenant("acme")
			.id("order-1")
			.time(NOW.minusSeconds(1)));
		awaitSent(1);
		assertThat(new String(Objects.requireNonNull(all().get(0).message().body()), StandardCharsets.UTF_8)).isEqualTo(
				"{\"id\":\"order-1\",\"type\":\"order.shipped\",\"timestamp\":\"2026-11-28T23:59:59Z\",\"data\":{\"amount\":1.10}}");
	}

	@Test
	void filtersLookAtTheData() {
		create("ep_1", "acme", any().filter(filter(100)));
		create("ep_2", "acme", any().filter(filter(101)));
		sendInTransaction(SHIPPED);
		awaitSent(1);
		assertThat(this.sent).containsOnlyKeys("ep_1");
	}

	private static EndpointFilter filter(int amount) {
		return EndpointFilter.of(Map.of("on", "/amount", "equals", amount));
	}

	@Test
	void aMessageHasAnIdThatItsEndpointsSee() {
		create(1, any());
		String id = sendInTransaction(SHIPPED);
		awaitSent(1);
		assertThat(id).matches("msg_[0-9a-f]{32}");
		assertThat(all().get(0).message().headers().first("webhook-id")).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theSameIdIsSentOnce(boolean inTransaction) {
		create("first", "acme", any());
		OutgoingWebhook webhook = SHIPPED.id("order-1");
		assertThat(sendInTransaction(webhook)).isEqualTo("order-1");
		awaitSent(1);
		create(250, any().ordered(true));
		assertThat(inTransaction ? sendInTransaction(webhook.orderKey("1")) : this.sender.send(webhook))
			.isEqualTo("order-1");
		awaitSent(1);
	}

	@Test
	void whatNobodyWantsIsNotStored() {
		create("ep_1", "other", any());
		assertThat(sendInTransaction(SHIPPED)).startsWith("msg_");
		assertThat(this.jdbc.queryForObject("SELECT COUNT(*) FROM webhook_event", Long.class)).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 101, 250 })
	void manyEndpointsGetAMessageOnceEach(int count) {
		create(count, any());
		String id = sendInTransaction(SHIPPED);
		awaitSent(count);
		assertThat(this.sent).hasSize(count);
		assertThat(all())
			.allSatisfy((delivery) -> assertThat(delivery.message().headers().first("webhook-id")).isEqualTo(id));
	}

	@Test
	void manyEndpointsGetAMessageThatIsSentWithoutATransaction() {
		create(250, any());
		this.sender.send(SHIPPED);
		awaitSent(250);
		assertThat(this.sent).hasSize(250);
	}

	@Test
	void inATransactionOnlyAHundredDeliveriesAreWritten() {
		create(250, any());
		this.transaction.executeWithoutResult((status) -> {
			this.sender.send(SHIPPED);
			List<String> targets = this.jdbc.queryForList("SELECT target FROM webhook_delivery", String.class);
			assertThat(targets).hasSize(101).contains(FanOut.TARGET);
		});
		awaitSent(250);
	}

	@Test
	void onlyEndpointsThatWantItGetMessagesInOrder() {
		create("ep_1", "acme", any().ordered(true));
		create("ep_2", "acme", any());
		for (int i = 0; i < 20; i++) {
			sendInTransaction(SHIPPED.id("order-" + i).orderKey("1"));
		}
		awaitSent(40);
		Set<Boolean> ordered = this.sent.get("ep_1")
			.stream()
			.map((delivery) -> delivery.orderKey() != null)
			.collect(Collectors.toSet());
		assertThat(ordered).containsExactly(true);
		assertThat(this.sent.get("ep_1").stream().map((delivery) -> delivery.message().headers().first("webhook-id")))
			.isEqualTo(IntStream.range(0, 20).mapToObj((i) -> "order-" + i).toList());
		assertThat(this.sent.get("ep_2")).allMatch((delivery) -> delivery.orderKey() == null);
	}

	@Test
	void whatIsSentMayBeAnObjectThatSaysItsType() {
		assertThat(OutgoingWebhook.of(new Shipped(1)).type()).isEqualTo("order.shipped");
		assertThatIllegalArgumentException().isThrownBy(() -> OutgoingWebhook.of(Map.of()))
			.withMessageContaining("@OutgoingWebhookType");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a*", "\u00e4", "a\"" })
	void isNoTypeAndNoId(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> OutgoingWebhook.of(text, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> SHIPPED.id(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.b", "a~b" })
	void isNoId(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> SHIPPED.id(text));
	}

	@Test
	void noDataIsShown() {
		assertThat(SHIPPED.id("order-1")).hasToString("OutgoingWebhook[order.shipped, order-1]");
	}

	@OutgoingWebhookType("order.shipped")
	private record Shipped(int number) {

	}

}
