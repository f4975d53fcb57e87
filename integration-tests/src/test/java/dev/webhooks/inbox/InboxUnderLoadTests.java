package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookResponse;
import dev.webhooks.databases.PostgresServer;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.store.Addition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens when many requests come at once, or the database goes.
 */
class InboxUnderLoadTests {

	@TempDir
	private Path directory;

	private static <T> List<T> atOnce(int count, Callable<T> action) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			List<T> results = new ArrayList<>();
			for (Future<T> future : threads.invokeAll(IntStream.range(0, count).mapToObj((i) -> action).toList())) {
				results.add(future.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static String body(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	@Test
	void twoHundredConcurrentRedeliveriesAreOneEvent() throws Exception {
		try (Node node = Node.start(Listeners.class, TestDatabase.POSTGRES_NEWEST.empty().properties())) {
			List<String> answers = atOnce(200, () -> body(node.send("same", "ok")));
			assertThat(answers).filteredOn((answer) -> answer.contains("accepted")).hasSize(1);
			assertThat(answers).filteredOn((answer) -> answer.contains("duplicate")).hasSize(199);
			InboxProcessingContract.await()
				.until(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 1);
			assertThat(node.bean(Listeners.class).received).containsExactly("same");
		}
	}

	@Test
	void eventsOfOneKeyReachAListenerOneAfterAnother() throws Exception {
		try (Node node = Node.start(OrderedListeners.class, Node.onH2("webhooks.providers.shop.order-by=body:/key"))) {
			for (int i = 0; i < 60; i++) {
				node.sendBody("{\"id\":\"k" + (i % 3) + "-" + (100 + i) + "\",\"key\":\"k" + (i % 3) + "\"}");
			}
			OrderedListeners listeners = node.bean(OrderedListeners.class);
			InboxProcessingContract.await().until(() -> listeners.received.size() == 60);
			for (String key : List.of("k0", "k1", "k2")) {
				assertThat(listeners.received.stream().filter((id) -> id.startsWith(key))).hasSize(20).isSorted();
			}
			assertThat(listeners.overlaps).hasValue(0);
		}
	}

	@Test
	void aPoisonedEventAmong256FailsAlone() throws Exception {
		try (Node node = Node.start(Listeners.class,
				TestDatabase.POSTGRES_NEWEST.empty().properties("webhooks.inbox.accept.timeout=30s"))) {
			JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.POSTGRES_NEWEST.dataSource());
			jdbc.execute("ALTER TABLE webhook_event ADD CONSTRAINT poison CHECK (event_type <> 'ok-poison')");
			AtomicInteger number = new AtomicInteger();
			List<WebhookResponse> answers;
			try {
				answers = atOnce(256, () -> {
					int i = number.incrementAndGet();
					return node.send("event" + i, (i == 100) ? "ok-poison" : "ok");
				});
			}
			finally {
				jdbc.execute("ALTER TABLE webhook_event DROP CONSTRAINT poison");
			}
			assertThat(answers).filteredOn((answer) -> answer.status() == 503).hasSize(1);
			assertThat(answers).filteredOn((answer) -> answer.status() == 200).hasSize(255);
			InboxProcessingContract.await()
				.until(() -> node.deliveries().count(DeliveryFilter.of(DeliveryStatus.PROCESSED)) == 255);
		}
	}

	@Test
	void requestsThatFindNoRoomAreAnswered503WithRetryAfter() throws Exception {
		try (Node node = Node.start(BlockedListeners.class, "webhooks.inbox.accept.queue-capacity=5",
				"webhooks.inbox.accept.batch-size=1", "webhooks.inbox.accept.timeout=2s")) {
			AtomicInteger number = new AtomicInteger();
			List<WebhookResponse> answers = atOnce(50, () -> node.send("event" + number.incrementAndGet(), "ok"));
			assertThat(answers).allMatch((answer) -> answer.status() == 503)
				.allMatch((answer) -> answer.headers().first("Retry-After") != null);
			assertThat(node.bean(BlockedInbox.class).added).as("one for each thread").hasValueLessThanOrEqualTo(2);
			node.bean(BlockedInbox.class).release.countDown();
		}
	}

	@Test
	void databaseThatIsStoppedAndStartedLosesNothingThatWasAcknowledged() throws Exception {
		EmbeddedPostgres server = database(0);
		int port = server.getPort();
		Set<String> acknowledged = ConcurrentHashMap.newKeySet();
		AtomicInteger unavailable = new AtomicInteger();
		try (Node node = Node.start(Listeners.class,
				"spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
				"spring.datasource.username=postgres", "spring.datasource.hikari.connection-timeout=500",
				"webhooks.inbox.accept.timeout=1s", "webhooks.inbox.lease=5s",
				"webhooks.providers.shop.retry.max-attempts=100")) {
			Load load = new Load(node, acknowledged, unavailable);
			load.start();
			InboxProcessingContract.await().until(() -> acknowledged.size() > 50);
			server.close();
			InboxProcessingContract.await().until(() -> unavailable.get() > 5);
			int before = acknowledged.size();
			server = database(port);
			InboxProcessingContract.await().until(() -> acknowledged.size() > before + 50);
			load.end();
			Queue<String> received = node.bean(Listeners.class).received;
			InboxProcessingContract.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> received.containsAll(acknowledged));
			InboxProcessingContract.await().until(() -> node.deliveries().backlog().counts().isEmpty());
		}
		finally {
			server.close();
		}
	}

	private EmbeddedPostgres database(int port) throws Exception {
		return PostgresServer.builder()
			.setPort(port)
			.setDataDirectory(this.directory.resolve("data"))
			.setCleanDataDirectory(false)
			.start();
	}

	/**
	 * Sends events one after another on some threads.
	 */
	private static final class Load {

		private final List<Thread> threads = new ArrayList<>();

		private volatile boolean ended;

		Load(Node node, Set<String> acknowledged, AtomicInteger unavailable) {
			for (int thread = 0; thread < 4; thread++) {
				String prefix = "t" + thread + "-";
				this.threads.add(new Thread(() -> {
					for (int i = 0; !this.ended; i++) {
						int status = node.send(prefix + i, "ok").status();
						if (status == 200) {
							acknowledged.add(prefix + i);
						}
						else {
							unavailable.incrementAndGet();
						}
					}
				}));
			}
		}

		void start() {
			this.threads.forEach(Thread::start);
		}

		void end() throws InterruptedException {
			this.ended = true;
			for (Thread thread : this.threads) {
				thread.join();
			}
		}

	}

	static class Listeners {

		final Queue<String> received = new ConcurrentLinkedQueue<>();

		@WebhookListener("ok*")
		void ok(WebhookEvent event) {
			this.received.add(event.id());
		}

	}

	static class OrderedListeners {

		final Queue<String> received = new ConcurrentLinkedQueue<>();

		final AtomicInteger overlaps = new AtomicInteger();

		private final Set<String> running = ConcurrentHashMap.newKeySet();

		@WebhookListener
		void ordered(WebhookEvent event) {
			String key = String.valueOf(event.id().substring(0, 2));
			if (!this.running.add(key)) {
				this.overlaps.incrementAndGet();
			}
			this.received.add(event.id());
			Thread.yield();
			this.running.remove(key);
		}

	}

	static class BlockedListeners extends Listeners {

		@Bean
		BlockedInbox blocked() {
			return new BlockedInbox(new CountDownLatch(1));
		}

		@Bean
		WebhookInbox inbox(BlockedInbox blocked) {
			return new WebhookInbox(blocked.storage());
		}

	}

	/**
	 * An inbox whose transactions do not end.
	 */
	static final class BlockedInbox extends ForwardingInbox {

		final CountDownLatch release;

		final AtomicInteger added = new AtomicInteger();

		BlockedInbox(CountDownLatch release) {
			super(MemoryStorage.create());
			this.release = release;
		}

		@Override
		public List<AddOutcome> add(List<Addition> events, Lease lease, Instant now) {
			this.added.addAndGet(events.size());
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				throw new StoreUnavailableException("interrupted", ex);
			}
			return super.add(events, lease, now);
		}

	}

}
