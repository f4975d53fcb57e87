package dev.webhooks.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.databases.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with three providers, one of them ordered, that is killed in the middle
 * of its work and started again. The property {@code tests.events} says how many events
 * it receives, {@code tests.history} how many are in its tables before, and
 * {@code tests.postgresql.url} names another database than the embedded one.
 */
class RestartUnderLoadTests {

	private static final int EVENTS = Integer.getInteger("tests.events", 300);

	private static final int HISTORY = Integer.getInteger("tests.history", 1000);

	private static final String[] PROVIDERS = { "shop", "bank", "post" };

	private static final int KEYS = 20;

	/** One sends all events of a key, one after another. */
	private static final int SENDERS = 4;

	private final AtomicInteger acknowledged = new AtomicInteger();

	private volatile NodeProcess node;

	@ParameterizedTest
	@EnumSource(names = { "POSTGRES_NEWEST", "MARIADB_NEWEST" })
	void itsEventsAreAllProcessedOnceAndThoseOfAKeyInOrder(TestDatabase database) throws Exception {
		JdbcTemplate jdbc = new JdbcTemplate(database.empty().dataSource());
		PastDeliveries.add(database, "node", HISTORY);
		NodeListeners.createTables(jdbc);
		long begin = System.nanoTime();
		this.node = start(database);
		List<Thread> senders = startSenders();
		Awaitility.await().atMost(Duration.ofMinutes(30)).until(() -> this.acknowledged.get() > EVENTS / 2);
		this.node.kill();
		this.node = start(database);
		for (Thread sender : senders) {
			sender.join();
		}
		Awaitility.await()
			.pollInterval(Duration.ofMillis(200))
			.atMost(Duration.ofMinutes(30))
			.until(() -> count(jdbc, "seen_in_turn") >= EVENTS);
		System.out.printf("%s: %d events after %d processed ones, one in a hundred failing at first, took %.1f s%n",
				database, EVENTS, HISTORY, (System.nanoTime() - begin) / 1e9);
		this.node.close();
		assertThat(numbersOfKeys(jdbc)).hasSize(KEYS).allSatisfy((key, numbers) -> assertThat(numbers).isSorted());
		assertThat(jdbc.queryForList("SELECT id FROM seen_in_turn", String.class)).hasSize(EVENTS)
			.doesNotHaveDuplicates();
		assertThat(count(jdbc, "webhook_delivery WHERE status = 'PROCESSED'")).isEqualTo(EVENTS + HISTORY);
		assertThat(count(jdbc, "seen_failing")).isGreaterThanOrEqualTo(EVENTS / 100);
	}

	private static NodeProcess start(TestDatabase database) throws Exception {
		NodeCommand command = NodeCommand.on(database)
			.listeners("in-turn")
			.with("webhooks.inbox.application=node", "webhooks.inbox.lease=3s", "webhooks.inbox.retention.events=9999d",
					"webhooks.providers.shop.order-by=body:/key");
		for (String provider : PROVIDERS) {
			String prefix = "webhooks.providers." + provider;
			command.with(prefix + ".signature.scheme=none", prefix + ".event.id=body:/id",
					prefix + ".retry.initial-interval=500ms");
		}
		return command.start().awaitReady();
	}

	private List<Thread> startSenders() {
		List<Thread> senders = new ArrayList<>();
		for (int i = 0; i < SENDERS; i++) {
			int sender = i;
			Thread thread = new Thread(() -> {
				for (int number = 0; number < EVENTS; number++) {
					if (number % KEYS % SENDERS == sender) {
						sendUntilAcknowledged(number);
					}
				}
			});
			thread.start();
			senders.add(thread);
		}
		return senders;
	}

	private void sendUntilAcknowledged(int number) {
		String body = "{\"id\":\"%05d\",\"key\":\"key%d\"}".formatted(number, number % KEYS);
		String provider = PROVIDERS[number / KEYS % PROVIDERS.length];
		while (this.node.send(provider, body) != 200) {
			Thread.onSpinWait();
		}
		this.acknowledged.incrementAndGet();
	}

	/** Of the ordered provider, in the order in which they were processed. */
	private static Map<Integer, List<Integer>> numbersOfKeys(JdbcTemplate jdbc) {
		return jdbc.queryForList("SELECT id FROM seen_in_turn WHERE provider = 'shop' ORDER BY turn", Integer.class)
			.stream()
			.collect(Collectors.groupingBy((number) -> number % KEYS));
	}

	private static int count(JdbcTemplate jdbc, String from) {
		return jdbc.queryForObject("SELECT COUNT(*) FROM " + from, Integer.class);
	}

}
