package dev.webhooks.receiver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookEvent;
import dev.webhooks.receiver.EventDeduplication.State;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventDeduplication}.
 */
class EventDeduplicationTests {

	private final AtomicLong nanos = new AtomicLong();

	private final EventDeduplication deduplication = new EventDeduplication(1000, Duration.ofHours(1), this.nanos::get);

	private final WebhookEvent event = TestEvents.event("1");

	@Test
	void eventThatWasNotSeenIsNew() {
		assertThat(this.deduplication.claim(this.event)).isEqualTo(State.NEW);
	}

	@Test
	void eventThatIsClaimedIsInProgress() {
		this.deduplication.claim(this.event);
		assertThat(this.deduplication.claim(TestEvents.event("1"))).isEqualTo(State.IN_PROGRESS);
	}

	@Test
	void eventThatIsCompleteIsDone() {
		this.deduplication.claim(this.event);
		this.deduplication.complete(this.event);
		assertThat(this.deduplication.claim(TestEvents.event("1"))).isEqualTo(State.DONE);
	}

	@Test
	void eventThatIsDoneStaysDone() {
		this.deduplication.claim(this.event);
		this.deduplication.complete(this.event);
		this.deduplication.claim(this.event);
		assertThat(this.deduplication.claim(this.event)).isEqualTo(State.DONE);
	}

	@Test
	void eventThatFailedIsNew() {
		this.deduplication.claim(this.event);
		this.deduplication.release(this.event);
		assertThat(this.deduplication.claim(this.event)).isEqualTo(State.NEW);
	}

	@Test
	void sameIdOfAnotherProviderIsNew() {
		this.deduplication.claim(this.event);
		assertThat(this.deduplication.claim(TestEvents.event("other", null, "1"))).isEqualTo(State.NEW);
	}

	@Test
	void sameIdOfAnotherTenantIsNew() {
		this.deduplication.claim(this.event);
		assertThat(this.deduplication.claim(TestEvents.event("acme", "t1", "1"))).isEqualTo(State.NEW);
	}

	@Test
	void eventIsForgottenAfterItsTime() {
		this.deduplication.claim(this.event);
		this.deduplication.complete(this.event);
		this.nanos.addAndGet(Duration.ofHours(1).toNanos());
		assertThat(this.deduplication.claim(this.event)).isEqualTo(State.NEW);
	}

	@Test
	void eventIsRememberedUntilThen() {
		this.deduplication.claim(this.event);
		this.deduplication.complete(this.event);
		this.nanos.addAndGet(Duration.ofHours(1).toNanos() - 1);
		assertThat(this.deduplication.claim(this.event)).isEqualTo(State.DONE);
	}

	@Test
	void onlySoManyEventsAreRemembered() {
		EventDeduplication small = new EventDeduplication(10, Duration.ofHours(1), this.nanos::get);
		for (int i = 0; i < 10_000; i++) {
			small.claim(TestEvents.event("id" + i));
			small.complete(TestEvents.event("id" + i));
		}
		assertThat(small.size()).isLessThanOrEqualTo(10);
	}

	@Test
	void anIdThatIsTheHashOfALongOneIsAnotherEvent() {
		this.deduplication.claim(TestEvents.event("a".repeat(256)));
		assertThat(this.deduplication
			.claim(TestEvents.event("02d7160d77e18c6447be80c2e355c7ed4388545271702c50253b0914c65ce5fe")))
			.isEqualTo(State.NEW);
	}

	@Test
	void longIdsAreToldApartByAllTheirCharacters() {
		String start = "x".repeat(1_000_000);
		this.deduplication.claim(TestEvents.event(start + "a"));
		assertThat(this.deduplication.claim(TestEvents.event(start + "b"))).isEqualTo(State.NEW);
		assertThat(this.deduplication.claim(TestEvents.event(start + "a"))).isEqualTo(State.IN_PROGRESS);
	}

	@RepeatedTest(20)
	void exactlyOneOfManyClaimsAtOnceIsNew() throws Exception {
		int threads = 8;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			CyclicBarrier start = new CyclicBarrier(threads);
			List<Future<State>> claims = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				claims.add(executor.submit(() -> {
					start.await();
					State state = this.deduplication.claim(TestEvents.event("1"));
					if (state == State.NEW) {
						this.deduplication.complete(TestEvents.event("1"));
					}
					return state;
				}));
			}
			List<State> states = new ArrayList<>();
			for (Future<State> claim : claims) {
				states.add(claim.get());
			}
			assertThat(states).containsOnlyOnce(State.NEW);
		}
		finally {
			executor.shutdownNow();
		}
	}

}
