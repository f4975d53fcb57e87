package dev.webhooks.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.databases.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills nodes of two versions of an application, of which the older lacks a listener,
 * under load at random moments. The property {@code tests.kills} says how often.
 */
class CrashTests {

	private static final String[] SETTINGS = { "webhooks.inbox.lease=2s",
			"webhooks.providers.shop.retry.initial-interval=100ms", "webhooks.providers.shop.retry.multiplier=1" };

	/** What a node takes in at full speed before it is killed. */
	private static final int LEAST_PER_NODE = 20;

	private static final long GENTLY = Duration.ofMillis(20).toNanos();

	private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

	/** By nodes of the version that has one more listener. */
	private final Set<String> acknowledgedByNewer = ConcurrentHashMap.newKeySet();

	private final AtomicReference<Target> target = new AtomicReference<>();

	/** While a node starts, the load leaves the processor to it. */
	private volatile boolean starting;

	private volatile boolean ended;

	@Test
	void whatWasAcknowledgedReachesItsListenersHoweverOftenNodesAreKilled() throws Exception {
		int kills = Integer.getInteger("tests.kills", 30);
		JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.POSTGRES_NEWEST.empty().dataSource());
		NodeListeners.createTables(jdbc);
		Random random = new Random(kills);
		NodeProcess current = start("node0", true).awaitReady();
		this.target.set(new Target(current, true));
		List<Thread> load = startLoad();
		for (int kill = 1; kill <= kills; kill++) {
			this.starting = true;
			boolean newer = kill % 2 == 0;
			NodeProcess next = start("node" + kill, newer).awaitReady();
			this.starting = false;
			awaitAcknowledged(this.acknowledged.size() + LEAST_PER_NODE);
			TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
			current.kill();
			this.target.set(new Target(next, newer));
			current = next;
		}
		this.ended = true;
		for (Thread thread : load) {
			thread.join();
		}
		try (NodeProcess last = current) {
			awaitAll(jdbc, "SELECT DISTINCT id FROM seen WHERE phase = 'end'", this.acknowledged);
			awaitAll(jdbc, "SELECT id FROM seen_once", this.acknowledged);
			try (NodeProcess newer = start("newer", true)) {
				awaitAll(jdbc, "SELECT DISTINCT id FROM seen_extra", this.acknowledgedByNewer);
			}
		}
		assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM webhook_delivery WHERE status = 'DEAD'", Integer.class))
			.as("dead")
			.isZero();
		assertThat(jdbc.queryForObject("SELECT COUNT(*) - COUNT(DISTINCT id) FROM seen_once", Integer.class))
			.as("written twice by the transactional listener")
			.isZero();
		System.out.println(kills + " kills, " + this.acknowledged.size() + " acknowledged, "
				+ jdbc.queryForObject("SELECT COUNT(*) FROM (SELECT id FROM seen WHERE phase = 'begin' "
						+ "GROUP BY id HAVING COUNT(*) > 1) AS twice", Integer.class)
				+ " begun more than once by the plain listener, " + this.acknowledgedByNewer.size()
				+ " for the listener of the newer version only");
	}

	/** Of two versions of the application, as during a deployment. */
	private static NodeProcess start(String name, boolean newer) {
		return NodeCommand.on(TestDatabase.POSTGRES_NEWEST)
			.named(name)
			.listeners(newer ? new String[] { "plain", "once", "extra" } : new String[] { "plain", "once" })
			.with(SETTINGS)
			.start();
	}

	private List<Thread> startLoad() {
		AtomicInteger sequence = new AtomicInteger();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Thread thread = new Thread(() -> {
				while (!this.ended) {
					String id = "event" + sequence.incrementAndGet();
					Target node = this.target.get();
					if (node.process.send(id) == 200) {
						this.acknowledged.add(id);
						if (node.newer) {
							this.acknowledgedByNewer.add(id);
						}
					}
					LockSupport.parkNanos(this.starting ? GENTLY : 0);
				}
			});
			thread.start();
			threads.add(thread);
		}
		return threads;
	}

	private void awaitAcknowledged(int least) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(this.acknowledged).hasSizeGreaterThanOrEqualTo(least));
	}

	private static void awaitAll(JdbcTemplate jdbc, String query, Set<String> expected) {
		Awaitility.await().pollInterval(Duration.ofMillis(200)).atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			Set<String> missing = ConcurrentHashMap.newKeySet();
			missing.addAll(expected);
			jdbc.queryForList(query, String.class).forEach(missing::remove);
			assertThat(missing).isEmpty();
		});
	}

	private record Target(NodeProcess process, boolean newer) {

	}

}
