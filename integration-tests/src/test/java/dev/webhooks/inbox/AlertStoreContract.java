package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.AlertStore;
import dev.webhooks.delivery.store.StandingAlert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What nodes that share a store of alerts can rely on: of whatever they do at once, one
 * does it.
 */
abstract class AlertStoreContract {

	private static final Instant NOW = Samples.NOW;

	private static final int ROUNDS = 20;

	private static final StandingAlert ALERT = StandingAlert.raised("SILENCE", "stripe", "Nothing has come", NOW);

	private final TestDatabase database = TestDatabase.of(this).empty();

	private final AlertStore one = open("application");

	private final AlertStore other = open("application");

	private AlertStore open(String application) {
		return JdbcStorage.open(this.database.dataSource(), JdbcStoreSettings.of(application), null).alerts();
	}

	private StandingAlert standing() {
		assertThat(this.one.standing()).hasSize(1);
		return this.one.standing().get(0);
	}

	/** Has two nodes do something at once, and tells how many of them did it. */
	private long race(Predicate<AlertStore> action) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			CyclicBarrier begin = new CyclicBarrier(2);
			List<Future<Boolean>> results = new ArrayList<>();
			for (AlertStore store : List.of(this.one, this.other)) {
				results.add(threads.submit(() -> {
					begin.await();
					return action.test(store);
				}));
			}
			return (results.get(0).get() ? 1 : 0) + (results.get(1).get() ? 1 : 0);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void ofTwoNodesOneRaisesRemindsAndEnds() throws Exception {
		for (int i = 0; i < ROUNDS; i++) {
			assertThat(race((store) -> store.raise(ALERT))).isOne();
			StandingAlert listed = standing();
			assertThat(race((store) -> store.remind(listed, NOW.plus(Duration.ofDays(1))))).isOne();
			StandingAlert reminded = standing();
			assertThat(race((store) -> store.clear(reminded))).isOne();
			assertThat(this.one.standing()).isEmpty();
		}
	}

	@Test
	void whatStandsIsSeenByAll() {
		StandingAlert alert = StandingAlert.raised("ORPHANED", "inbox/stripe/ä'\"", "1 delivery waits",
				NOW.plusNanos(123_456_000));
		this.one.raise(alert);
		assertThat(this.other.standing()).containsExactly(alert);
	}

	@Test
	void anAlertThatWasConfirmedMeanwhileDoesNotEnd() {
		this.one.raise(ALERT);
		StandingAlert listed = standing();
		this.other.confirm(listed, "Nothing has come at all");
		assertThat(this.one.clear(listed)).isFalse();
		assertThat(standing().details()).isEqualTo("Nothing has come at all");
		assertThat(this.one.clear(standing())).isTrue();
	}

	@Test
	void anAlertThatEndedAndBeganAnewDoesNotEndByWhatWasSeenBefore() {
		this.one.raise(ALERT);
		StandingAlert listed = standing();
		this.one.clear(listed);
		this.other.raise(StandingAlert.raised("SILENCE", "stripe", "Nothing has come", NOW.plusSeconds(60)));
		assertThat(this.one.clear(listed)).isFalse();
	}

	@Test
	void whatDoesNotStandCanNeitherBeConfirmedNorRemindedOfNorEnded() {
		this.one.confirm(ALERT, "again");
		assertThat(this.one.remind(ALERT, NOW)).isFalse();
		assertThat(this.one.clear(ALERT)).isFalse();
		assertThat(this.one.standing()).isEmpty();
	}

	@Test
	void anotherApplicationHasAlertsOfItsOwn() {
		AlertStore another = open("another");
		this.one.raise(ALERT);
		assertThat(another.standing()).isEmpty();
		assertThat(another.raise(ALERT)).isTrue();
	}

	@Test
	void theLongestAlertIsKept() {
		StandingAlert longest = StandingAlert.raised("K".repeat(StandingAlert.MAX_KIND_LENGTH),
				"ä".repeat(StandingAlert.MAX_SUBJECT_LENGTH), "ä".repeat(StandingAlert.MAX_DETAILS_LENGTH), NOW);
		this.one.raise(longest);
		assertThat(this.other.standing()).containsExactly(longest);
	}

}
