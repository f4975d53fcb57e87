package dev.webhooks.inbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.databases.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills nodes of two versions, of which the older lacks a target, under load at random
 * moments. They are nothing but an engine, which is what has to outlive that, so that
 * many can be killed; {@link RestartUnderLoadTests} kills whole applications. The
 * property {@code tests.kills} says how often.
 */
class CrashTests {

	private static final String[] SETTINGS = { "webhooks.inbox.lease=1s",
			"webhooks.providers.shop.retry.initial-interval=100ms", "webhooks.providers.shop.retry.multiplier=1" };

	/** What a node takes in at full speed before it is killed. */
	private static final int LEAST_PER_NODE = 20;

	/** How many nodes start at once. */
	private static final int AT_ONCE = 3;

	private static final long GENTLY = Duration.ofMillis(200).toNanos();

	private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

	/** By nodes of the version that has one more listener. */
	private final Set<String> acknowledgedByNewer = ConcurrentHashMap.newKeySet();

	/** The nodes whose turn to be killed is still to come. */
	private final Queue<Target> waiting = new ArrayDeque<>();

	private final AtomicReference<Target> target = new AtomicReference<>();

	/** While nodes start, the load leaves the processor to them. */
	private volatile boolean starting;

	private volatile boolean ended;

	@AfterEach
	void stop() throws Exception {
		this.ended = true;
		Optional.ofNullable(this.target.get()).ifPresent(this.waiting::add);
		for (Target node : this.waiting) {
			node.process.close();
		}
	}

	@Test
	void whatWasAcknowledgedReachesItsListenersHoweverOftenNodesAreKilled() throws Exception {
		int kills = Integer.getInteger("tests.kills", 30);
		JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.POSTGRES_NEWEST.empty().dataSource());
		NodeListeners.createTables(jdbc);
		Random random = new Random(kills);
		startNodes(0, Math.min(kills + 1, AT_ONCE));
		this.target.set(this.waiting.remove());
		List<Thread> load = startLoad();
		for (int kill = 1; kill <= kills; kill++) {
			if (this.waiting.isEmpty()) {
				startNodes(kill, Math.min(kills + 1 - kill, AT_ONCE));
			}
			awaitAcknowledged(this.acknowledged.size() + LEAST_PER_NODE);
			TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
			this.target.getAndSet(this.waiting.remove()).process.kill();
		}
		this.ended = true;
		for (Thread thread : load) {
			thread.join();
		}
		awaitAll(jdbc, "SELECT DISTINCT id FROM seen WHERE phase = 'end'", this.acknowledged);
		awaitAll(jdbc, "SELECT id FROM seen_once", this.acknowledged);
		startNodes(0, 1);
		awaitAll(jdbc, "SELECT DISTINCT id FROM seen_extra", this.acknowledgedByNewer);
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

	/**
	 * Starts nodes of two versions of the application, as there are during a deployment,
	 * at once, which takes less time than one after another.
	 */
	private void startNodes(int first, int count) throws Exception {
		this.starting = true;
		for (int number = first; number < first + count; number++) {
			this.waiting.add(start("node" + number, number % 2 == 0));
		}
		for (Target node : this.waiting) {
			node.process.awaitReady();
		}
		this.starting = false;
	}

	private static Target start(String name, boolean newer) {
		return new Target(NodeCommand.on(TestDatabase.POSTGRES_NEWEST)
			.named(name)
			.listeners(newer ? new String[] { "plain", "once", "extra" } : new String[] { "plain", "once" })
			.with(SETTINGS)
			.engineOnly()
			.start(), newer);
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
