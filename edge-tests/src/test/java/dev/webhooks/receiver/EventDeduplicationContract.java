package dev.webhooks.receiver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import dev.webhooks.receiver.EventClaim.State;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Contract of each {@link EventDeduplication}, of which two may share what they know.
 */
abstract class EventDeduplicationContract {

	abstract EventDeduplication first();

	/** The same as the first, or another node. */
	abstract EventDeduplication second();

	@Test
	void eventThatWasNotSeenIsNew() {
		assertThat(first().claim(Event.of("1")).state()).isEqualTo(State.NEW);
	}

	@Test
	void eventThatIsClaimedIsInProgress() {
		first().claim(Event.of("1"));
		assertThat(first().claim(Event.of("1")).state()).isEqualTo(State.IN_PROGRESS);
		assertThat(second().claim(Event.of("1")).state()).isEqualTo(State.IN_PROGRESS);
	}

	@Test
	void eventThatIsCompleteIsDone() {
		first().claim(Event.of("1")).complete();
		assertThat(first().claim(Event.of("1")).state()).isEqualTo(State.DONE);
		assertThat(second().claim(Event.of("1")).state()).isEqualTo(State.DONE);
	}

	@Test
	void eventThatIsDoneStaysDone() {
		first().claim(Event.of("1")).complete();
		second().claim(Event.of("1"));
		assertThat(second().claim(Event.of("1")).state()).isEqualTo(State.DONE);
	}

	@Test
	void eventThatFailedIsNew() {
		first().claim(Event.of("1")).release();
		EventClaim again = second().claim(Event.of("1"));
		assertThat(again.state()).isEqualTo(State.NEW);
		again.release();
		assertThat(first().claim(Event.of("1")).state()).isEqualTo(State.NEW);
	}

	@Test
	void sameIdOfAnotherProviderIsNew() {
		first().claim(Event.of("1"));
		assertThat(second().claim(new Event("other", null, "1")).state()).isEqualTo(State.NEW);
	}

	@Test
	void sameIdOfAnotherTenantIsNew() {
		first().claim(Event.of("1"));
		assertThat(second().claim(new Event("acme", "t1", "1")).state()).isEqualTo(State.NEW);
		assertThat(second().claim(new Event("acme", "t2", "1")).state()).isEqualTo(State.NEW);
	}

	@Test
	void whatStandsBetweenTenantAndIdMakesNoDifference() {
		first().claim(new Event("acme", "a", "b:c"));
		assertThat(second().claim(new Event("acme", "a:b", "c")).state()).isEqualTo(State.NEW);
		assertThat(second().claim(new Event("acme", null, "a:b:c")).state()).isEqualTo(State.NEW);
	}

	@Test
	void anIdThatIsTheHashOfALongOneIsAnotherEvent() {
		first().claim(Event.of("a".repeat(256)));
		assertThat(second().claim(Event.of("02d7160d77e18c6447be80c2e355c7ed4388545271702c50253b0914c65ce5fe")).state())
			.isEqualTo(State.NEW);
	}

	@Test
	void longIdsAreToldApartByAllTheirCharacters() {
		String start = "x".repeat(1_000_000);
		first().claim(Event.of(start + "a"));
		assertThat(second().claim(Event.of(start + "b")).state()).isEqualTo(State.NEW);
		assertThat(second().claim(Event.of(start + "a")).state()).isEqualTo(State.IN_PROGRESS);
	}

	@Test
	void idsOfAnyCharactersAreToldApart() {
		first().claim(Event.of("日本 \r\n 'x'"));
		assertThat(second().claim(Event.of("日本 \r\n 'x'")).state()).isEqualTo(State.IN_PROGRESS);
		assertThat(second().claim(Event.of("日本 \r\n 'y'")).state()).isEqualTo(State.NEW);
	}

	@Test
	void aClaimThatIsAnothersCannotBeEnded() {
		first().claim(Event.of("1"));
		EventClaim refused = second().claim(Event.of("1"));
		assertThatIllegalStateException().isThrownBy(refused::release);
		assertThatIllegalStateException().isThrownBy(refused::complete);
	}

	@RepeatedTest(20)
	void exactlyOneOfManyClaimsAtOnceIsNew() throws Exception {
		int threads = 8;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			CyclicBarrier start = new CyclicBarrier(threads);
			List<Future<State>> claims = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				EventDeduplication node = (i % 2 == 0) ? first() : second();
				claims.add(executor.submit(() -> {
					start.await();
					EventClaim claim = node.claim(Event.of("1"));
					if (claim.state() == State.NEW) {
						claim.complete();
					}
					return claim.state();
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
