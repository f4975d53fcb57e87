package dev.webhooks.receiver;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.lettuce.core.RedisClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.edge.RedisProcess;
import dev.webhooks.receiver.EventClaim.State;
import dev.webhooks.receiver.RedisDeduplication.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * {@link EventDeduplicationContract} of two nodes that share a real Redis, and what is
 * theirs alone.
 */
class RedisDeduplicationTests extends EventDeduplicationContract {

	/** On a machine that is busy with other things Redis may take longer to answer. */
	private static final Duration PATIENT = Duration.ofSeconds(5);

	private static final Duration SHORT_LEASE = Duration.ofSeconds(1);

	private static RedisProcess redis;

	private static RedisClient client;

	private final List<RedisDeduplication> nodes = new ArrayList<>();

	private RedisDeduplication first;

	private RedisDeduplication second;

	@BeforeAll
	static void startRedis() throws IOException {
		redis = new RedisProcess();
		client = RedisClient.create(redis.url());
	}

	@AfterAll
	static void stopRedis() throws IOException {
		client.shutdown();
		redis.close();
	}

	@BeforeEach
	void connect() {
		redis.ask((connection) -> connection.sync().flushall());
		this.first = node(PATIENT, Duration.ofSeconds(30), WithoutRedis.REFUSE);
		this.second = node(PATIENT, Duration.ofSeconds(30), WithoutRedis.REFUSE);
	}

	@AfterEach
	void disconnect() throws IOException {
		redis.resume();
		this.nodes.forEach(RedisDeduplication::close);
	}

	@Override
	EventDeduplication first() {
		return this.first;
	}

	@Override
	EventDeduplication second() {
		return this.second;
	}

	@Test
	void aClaimIsFreeAgainByTheClockOfRedisWhenItsNodeHasDied() {
		RedisDeduplication dying = node(Duration.ofMillis(200), SHORT_LEASE, WithoutRedis.REFUSE);
		dying.claim(Event.of("1"));
		dying.close();
		assertThat(this.second.claim(Event.of("1")).state()).isEqualTo(State.IN_PROGRESS);
		Awaitility.await().until(() -> this.second.claim(Event.of("1")).state() == State.NEW);
	}

	@Test
	void aClaimIsRenewedForAsLongAsItsListenerRuns() {
		EventClaim claim = node(Duration.ofMillis(200), SHORT_LEASE, WithoutRedis.REFUSE).claim(Event.of("1"));
		Awaitility.await()
			.during(SHORT_LEASE.multipliedBy(3))
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.second.claim(Event.of("1")).state() == State.IN_PROGRESS);
		claim.complete();
		assertThat(this.second.claim(Event.of("1")).state()).isEqualTo(State.DONE);
	}

	@Test
	void aListenerThatIsStuckKeepsItsEventForNoLongerThanTheBound() {
		RedisDeduplication stuck = new RedisDeduplication(client, "webhooks:shop:", local(),
				new Settings(Duration.ofHours(1), SHORT_LEASE, Duration.ofMillis(200), WithoutRedis.REFUSE),
				Duration.ofMillis(1));
		connect(stuck);
		stuck.claim(Event.of("1"));
		Awaitility.await().until(() -> this.second.claim(Event.of("1")).state() == State.NEW);
	}

	@Test
	void aNodeThatWasSlowDoesNotFreeWhatAnotherHasClaimed() {
		EventClaim slow = this.first.claim(Event.of("1"));
		redis.ask((connection) -> connection.sync().del("webhooks:shop:event:acme:1"));
		assertThat(this.second.claim(Event.of("1")).state()).isEqualTo(State.NEW);
		slow.release();
		assertThat(this.first.claim(Event.of("1")).state()).isEqualTo(State.IN_PROGRESS);
	}

	@Test
	void whatASlowNodeHasProcessedIsDoneEvenIfAnotherFails() {
		EventClaim slow = this.first.claim(Event.of("1"));
		redis.ask((connection) -> connection.sync().del("webhooks:shop:event:acme:1"));
		EventClaim other = this.second.claim(Event.of("1"));
		slow.complete();
		other.release();
		assertThat(this.second.claim(Event.of("1")).state()).isEqualTo(State.DONE);
	}

	@Test
	void redisForgetsAnEventAfterItsTime() {
		this.first.claim(Event.of("1")).complete();
		assertThat(redis.<Long>ask((connection) -> connection.sync().pttl("webhooks:shop:event:acme:1")))
			.isBetween(Duration.ofMinutes(59).toMillis(), Duration.ofHours(1).toMillis());
	}

	@Test
	void longIdsAreHashedInTheNamesOfKeys() {
		this.first.claim(new Event("acme", "a tenant", "x".repeat(1_000_000)));
		assertThat(redis.<List<String>>ask((connection) -> connection.sync().keys("*@*"))).singleElement()
			.satisfies((key) -> assertThat(key).startsWith("webhooks:shop:event:acme@a+tenant:").hasSizeLessThan(200));
	}

	@Test
	void applicationsWithOtherPrefixesDoNotKnowOfEachOther() {
		RedisDeduplication other = new RedisDeduplication(client, "webhooks:bank:", local(),
				new Settings(Duration.ofHours(1), Duration.ofSeconds(30), PATIENT, WithoutRedis.REFUSE));
		connect(other);
		this.first.claim(Event.of("1")).complete();
		assertThat(other.claim(Event.of("1")).state()).isEqualTo(State.NEW);
	}

	@Test
	void aClaimIsOneCommand() {
		long before = commands("eval");
		this.first.claim(Event.of("1"));
		assertThat(commands("eval") - before).isEqualTo(1);
	}

	@Test
	void whatThisNodeHasProcessedIsKnownWithoutAskingRedis() {
		this.first.claim(Event.of("1")).complete();
		long before = commands("eval");
		assertThat(this.first.claim(Event.of("1")).state()).isEqualTo(State.DONE);
		assertThat(commands("eval")).isEqualTo(before);
	}

	@Test
	void aClaimThatIsAnsweredTooLateIsTakenBack() throws IOException {
		RedisDeduplication impatient = node(Duration.ofMillis(300), Duration.ofSeconds(600), WithoutRedis.REFUSE);
		redis.pause();
		assertThat(refused(impatient).reason()).isEqualTo(RejectionReason.DUPLICATES_UNKNOWN);
		redis.resume();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.second.claim(Event.of("1")).state() == State.NEW);
	}

	@Test
	void whatWasProcessedWhileRedisWasStoppedIsToldWhenItIsBack() throws IOException {
		RedisDeduplication processing = node(Duration.ofMillis(300), SHORT_LEASE.multipliedBy(2), WithoutRedis.PROCESS);
		redis.pause();
		EventClaim claim = processing.claim(Event.of("1"));
		assertThat(claim.state()).isEqualTo(State.NEW);
		claim.complete();
		assertThat(processing.claim(Event.of("1")).state()).isEqualTo(State.DONE);
		redis.resume();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> "processed"
				.equals(redis.<String>ask((connection) -> connection.sync().get("webhooks:shop:event:acme:1"))));
	}

	@Test
	void anEndThatRedisDidNotHearOfIsToldOnceItIsBack() throws IOException {
		RedisDeduplication node = node(Duration.ofMillis(300), SHORT_LEASE.multipliedBy(2), WithoutRedis.REFUSE);
		EventClaim claim = node.claim(Event.of("1"));
		redis.pause();
		claim.complete();
		redis.resume();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(node::isShared);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> "processed"
				.equals(redis.<String>ask((connection) -> connection.sync().get("webhooks:shop:event:acme:1"))));
	}

	@Test
	void whenRedisLosesWhatItHoldsAClaimIsMadeAgain() {
		node(Duration.ofMillis(200), SHORT_LEASE, WithoutRedis.REFUSE).claim(Event.of("1"));
		redis.ask((connection) -> connection.sync().flushall());
		Awaitility.await()
			.until(() -> redis.<Long>ask((connection) -> connection.sync().exists("webhooks:shop:event:acme:1")) == 1);
		assertThat(this.second.claim(Event.of("1")).state()).isEqualTo(State.IN_PROGRESS);
	}

	@Test
	void whenRedisForgetsItsScriptsNothingChanges() {
		this.first.claim(Event.of("1"));
		redis.ask((connection) -> connection.sync().scriptFlush());
		assertThat(this.second.claim(Event.of("1")).state()).isEqualTo(State.IN_PROGRESS);
	}

	@Test
	void aRedisThatBecomesAReplicaIsAway() {
		redis.ask((connection) -> connection.sync().replicaof("127.0.0.1", 1));
		try {
			assertThat(refused(this.first).reason()).isEqualTo(RejectionReason.DUPLICATES_UNKNOWN);
		}
		finally {
			redis.ask((connection) -> connection.sync().replicaofNoOne());
		}
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(this.first::isShared);
		assertThat(this.first.claim(Event.of("1")).state()).isEqualTo(State.NEW);
	}

	@Test
	void aRequestThatIsRefusedIsAskedToComeAgain() throws IOException {
		RedisDeduplication impatient = node(Duration.ofMillis(300), Duration.ofSeconds(30), WithoutRedis.REFUSE);
		redis.pause();
		assertThat(refused(impatient).retryAfter()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void anEventThatWasRefusedIsNotInProgress() throws IOException {
		RedisDeduplication impatient = node(Duration.ofMillis(300), Duration.ofSeconds(30), WithoutRedis.REFUSE);
		redis.pause();
		refused(impatient);
		assertThat(refused(impatient).reason()).isEqualTo(RejectionReason.DUPLICATES_UNKNOWN);
	}

	@Test
	void aPauseThatIsShorterThanTheTimeoutIsWaitedFor() throws IOException {
		redis.pause();
		CompletableFuture<State> waiting = CompletableFuture.supplyAsync(() -> this.first.claim(Event.of("1")).state());
		redis.resume();
		assertThat(waiting).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(State.NEW);
	}

	private static WebhookRejectedException refused(EventDeduplication deduplication) {
		return catchThrowableOfType(WebhookRejectedException.class, () -> deduplication.claim(Event.of("1")));
	}

	private static long commands(String name) {
		return redis.<String>ask((connection) -> connection.sync().info("commandstats"))
			.lines()
			.filter((line) -> line.startsWith("cmdstat_" + name + ":"))
			.map((line) -> line.replaceAll("[^:]*:calls=(\\d+).*", "$1"))
			.mapToLong(Long::parseLong)
			.findFirst()
			.orElse(0);
	}

	private RedisDeduplication node(Duration timeout, Duration lease, WithoutRedis withoutRedis) {
		RedisDeduplication node = new RedisDeduplication(client, "webhooks:shop:", local(),
				new Settings(Duration.ofHours(1), lease, timeout, withoutRedis));
		connect(node);
		return node;
	}

	private void connect(RedisDeduplication node) {
		this.nodes.add(node);
		assertThat(node.connect(Duration.ofSeconds(10))).isNull();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(node::isShared);
	}

	private static LocalDeduplication local() {
		return new LocalDeduplication(1000, Duration.ofHours(1), () -> 0);
	}

}
