package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PollScheduleTests {

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private final AtomicLong nanos = new AtomicLong();

	private final PollSchedule schedule = new PollSchedule(() -> Set.of("a", "b", "c"), INTERVAL, this.nanos::get);

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private Set<String> lookAt(boolean full) throws InterruptedException {
		PollSchedule.Round round = this.schedule.await();
		assertThat(round.full()).isEqualTo(full);
		return round.lanes();
	}

	@Test
	void whatIsSignalledIsLookedAtAtOnce() throws Exception {
		this.schedule.dueNow("b");
		assertThat(lookAt(false)).containsExactly("b");
	}

	@Test
	void everyChannelIsLookedAtInEachIntervalHoweverOftenOneIsSignalled() throws Exception {
		for (int i = 0; i < 4; i++) {
			pass(INTERVAL.dividedBy(4));
			this.schedule.dueNow("a");
			boolean full = i == 3;
			assertThat(lookAt(full)).isEqualTo(full ? Set.of("a", "b", "c") : Set.of("a"));
			this.schedule.done("a");
		}
	}

	@Test
	void aChannelThatIsLookedAtIsNotGivenOutAgain() throws Exception {
		this.schedule.dueNow("a");
		lookAt(false);
		this.schedule.dueNow("a");
		this.schedule.dueNow("b");
		assertThat(lookAt(false)).containsExactly("b");
	}

	@Test
	void whatIsSignalledMeanwhileIsLookedAtAfterwards() throws Exception {
		this.schedule.dueNow("a");
		lookAt(false);
		this.schedule.dueNow("a");
		this.schedule.done("a");
		assertThat(lookAt(false)).containsExactly("a");
	}

	@Test
	void roomMattersOnlyWhereSomethingWasLeftBehind() throws Exception {
		this.schedule.room("a");
		this.schedule.leftBehind("b");
		this.schedule.room("b");
		assertThat(lookAt(false)).containsExactly("b");
	}

	@Test
	void aChannelThatNobodyFinishesIsGivenOutAgainAfterAWhile() throws Exception {
		this.schedule.dueNow("a");
		lookAt(false);
		pass(Duration.ofSeconds(61));
		assertThat(lookAt(true)).contains("a");
	}

	@Test
	void aChannelThatIsNotThereIsNeverLookedAt() throws Exception {
		this.schedule.dueNow("gone");
		this.schedule.dueNow("a");
		assertThat(lookAt(false)).containsExactly("a");
	}

}
