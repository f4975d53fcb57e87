package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.databases.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes, each a process of its own that is nothing but an engine, on one database.
 */
class TwoNodesTests {

	private static final Duration LEASE = Duration.ofSeconds(2);

	private JdbcTemplate jdbc;

	@BeforeEach
	void createTables() {
		this.jdbc = new JdbcTemplate(TestDatabase.POSTGRES_NEWEST.empty().dataSource());
		NodeListeners.createTables(this.jdbc);
	}

	private static NodeProcess start(String name, long delay) {
		return NodeCommand.on(TestDatabase.POSTGRES_NEWEST)
			.named(name)
			.with("test.delay=" + delay, "webhooks.inbox.lease=" + LEASE.toSeconds() + "s")
			.engineOnly()
			.start();
	}

	private static void awaitReady(NodeProcess... nodes) throws Exception {
		for (NodeProcess node : nodes) {
			node.awaitReady();
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(60));
	}

	private int count(String condition) {
		Integer count = this.jdbc.queryForObject("SELECT COUNT(*) FROM " + condition, Integer.class);
		return (count != null) ? count : 0;
	}

	@Test
	void noDeliveryRunsTwiceWhileBothLive() throws Exception {
		// Listeners that take longer than a lease only stay this node's by renewal
		try (NodeProcess one = start("one", 0);
				NodeProcess two = start("two", 0);
				NodeProcess slow = start("slow", 2 * LEASE.toMillis())) {
			awaitReady(one, two, slow);
			for (int i = 0; i < 8; i++) {
				assertThat(slow.send("slow" + i)).isEqualTo(200);
			}
			for (int i = 0; i < 300; i++) {
				assertThat(((i % 2 == 0) ? one : two).send("event" + i)).isEqualTo(200);
			}
			await().until(() -> count("webhook_delivery WHERE status = 'PROCESSED'") == 616);
			assertThat(count("seen WHERE phase = 'begin'")).isEqualTo(308);
			assertThat(count("seen_once")).isEqualTo(308);
		}
	}

	@Test
	void whatAKilledNodeHadBegunIsFinishedByTheOtherWithinOneLease() throws Exception {
		try (NodeProcess one = start("one", 3_600_000); NodeProcess two = start("two", 0)) {
			awaitReady(one, two);
			for (int i = 0; i < 20; i++) {
				assertThat(one.send("event" + i)).isEqualTo(200);
			}
			await().until(() -> count("seen WHERE phase = 'begin'") == 8);
			one.kill();
			Instant killed = Instant.now();
			await().until(() -> count("webhook_delivery WHERE status = 'PROCESSED'") == 40);
			assertThat(Duration.between(killed, Instant.now())).isLessThan(LEASE.plusSeconds(2));
			assertThat(count("seen WHERE phase = 'end' AND node = 'two'")).isEqualTo(20);
		}
	}

	@Test
	void aStalledNodeChangesNothingThatAnotherHasTakenOver() throws Exception {
		try (NodeProcess one = start("one", 2 * LEASE.toMillis()); NodeProcess two = start("two", 0)) {
			awaitReady(one, two);
			for (int i = 0; i < 12; i++) {
				assertThat(one.send("event" + i)).isEqualTo(200);
			}
			await().until(() -> count("seen_once") == 12);
			one.signal("STOP");
			await().until(() -> count("webhook_delivery WHERE status = 'PROCESSED'") == 24);
			String state = "SELECT string_agg(d::text, ',' ORDER BY event_id, target) FROM webhook_delivery d";
			String before = this.jdbc.queryForObject(state, String.class);
			one.signal("CONT");
			await().until(() -> count("seen WHERE phase = 'end' AND node = 'one'") >= 8);
			await().during(Duration.ofSeconds(1))
				.until(() -> this.jdbc.queryForObject(state, String.class).equals(before));
			assertThat(count("seen WHERE phase = 'begin' AND node = 'one'")).as("not begun after the pause")
				.isEqualTo(8);
		}
	}

}
