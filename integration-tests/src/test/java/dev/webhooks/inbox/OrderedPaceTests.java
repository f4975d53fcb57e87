package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How fast a backlog drains in order, beside one without: the property {@code tests.pace}
 * says how many processed deliveries are in the tables before, such as a million.
 */
@EnabledIfSystemProperty(named = "tests.pace", matches = "[0-9]+",
		disabledReason = "takes minutes: -Dtests.pace=1000000")
class OrderedPaceTests {

	private static final int BACKLOG = 10_000;

	private static final AtomicInteger received = new AtomicInteger();

	@ParameterizedTest
	@EnumSource(value = TestDatabase.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
	void aBacklogOfOneKeyAndOneOfTwentyKeepPace(TestDatabase database) {
		int history = Integer.getInteger("tests.pace");
		PastDeliveries.add(database.empty(), "application", history);
		double unordered = drain(database, 0);
		double oneKey = drain(database, 1);
		double twentyKeys = drain(database, 20);
		System.out.printf("%s, %d processed and 10,000 dead before: %.0f/s without order, %.0f/s of one key, "
				+ "%.0f/s of twenty keys%n", database, history, unordered, oneKey, twentyKeys);
		assertThat(oneKey).isGreaterThan(300);
		assertThat(twentyKeys).isGreaterThan(unordered / 2);
	}

	/**
	 * Drains a backlog.
	 * @return deliveries a second
	 */
	private static double drain(TestDatabase database, int keys) {
		DeliveryStorage inbox = JdbcStorage.open(database.dataSource(), JdbcStoreSettings.of("application"), null);
		if (keys > 0) {
			addDead(inbox);
		}
		for (int start = 0; start < BACKLOG; start += 500) {
			inbox.store().add(events(start, keys), Samples.lease(1), Instant.now());
		}
		received.set(0);
		long begin = System.nanoTime();
		try (Node node = Node.start(Listeners.class, database.properties("webhooks.providers.shop.order-by=body:/key",
				"webhooks.inbox.retention.events=9999d"))) {
			Awaitility.await()
				.pollInterval(Duration.ofMillis(10))
				.atMost(Duration.ofMinutes(10))
				.until(() -> received.get() > 0);
			begin = System.nanoTime();
			Awaitility.await()
				.pollInterval(Duration.ofMillis(10))
				.atMost(Duration.ofMinutes(10))
				.until(() -> received.get() >= BACKLOG
						&& node.deliveries().backlog().count(DeliveryStatus.PENDING) == 0);
		}
		return BACKLOG / ((System.nanoTime() - begin) / 1e9);
	}

	/** Of one of the keys, all of them. */
	private static void addDead(DeliveryStorage inbox) {
		for (int start = 0; start < BACKLOG; start += 500) {
			Lease lease = Samples.lease(start);
			inbox.store().add(events(start, 1), lease, Instant.now());
		}
		for (int claimed = 0; claimed < BACKLOG;) {
			List<ClaimedDelivery> run = Samples.claim(inbox, "shop", Instant.now(), claimed, false, "receive");
			inbox.store()
				.finish(run.stream()
					.map((delivery) -> new FinishedDelivery(delivery, DeliveryStatus.DEAD, null, "failed"))
					.toList(), Instant.now());
			claimed += run.size();
		}
		assertThat(inbox.archive().count(DeliveryFilter.of(DeliveryStatus.DEAD).channel("shop")))
			.isGreaterThanOrEqualTo(BACKLOG);
	}

	private static List<Addition> events(int start, int keys) {
		List<Addition> events = new ArrayList<>();
		for (int i = start; i < start + 500; i++) {
			@Nullable String key = (keys > 0) ? "key" + (i % keys) : null;
			events.add(new Addition(Samples.id(), Samples.event("shop", UUID.randomUUID().toString()), key,
					List.of("receive"), false));
		}
		return events;
	}

	static class Listeners {

		@WebhookListener(id = "receive")
		void receive(WebhookEvent event) {
			received.incrementAndGet();
		}

	}

}
