package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.GateStore.ProbeEnd;
import dev.webhooks.delivery.store.GateStore.ProbeVerdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every inbox does with gates that circuit breakers have closed.
 */
abstract class ProbesContract extends BacklogContract {

	private static final Instant NOW = Samples.NOW;

	private static final Duration WAIT = Duration.ofSeconds(30);

	/** When the first turn begins. */
	private static final Instant TURN = NOW.plus(WAIT);

	private static final Instant NEXT_TURN = TURN.plus(WAIT);

	/** When probes are given up that began in the first turn. */
	private static final Instant GIVEN_UP = TURN.plus(WAIT.multipliedBy(4));

	private static final Destination A = new Destination("stripe", "a");

	private static final Destination CHANNEL = new Destination("stripe", Gate.ALL_TARGETS);

	private DeliveryStorage inbox;

	private int events;

	@BeforeEach
	void createProbed() {
		this.inbox = createInbox();
	}

	/**
	 * Another node's view of the same deliveries.
	 */
	DeliveryStorage another(DeliveryStorage inbox) {
		return inbox;
	}

	private void close(Destination destination, int probes, int tolerated) {
		Gate.Probing probing = new Gate.Probing(probes, tolerated, WAIT);
		this.inbox.store().close(new Gate(destination, TURN, "it fails", probing), NOW);
	}

	private void addDue(int count, String... targets) {
		for (int i = 0; i < count; i++) {
			this.inbox.store()
				.add(List.of(Samples.due(Samples.event("stripe", "probed" + this.events++), targets)), Samples.lease(1),
						NOW);
		}
	}

	private List<ClaimedDelivery> claim(Instant now) {
		return claim(this.inbox, now);
	}

	private static List<ClaimedDelivery> claim(DeliveryStorage inbox, Instant now) {
		return Samples.claim(inbox, "stripe", now, UUID.randomUUID().getLeastSignificantBits(), false, "a", "b");
	}

	private ProbeVerdict end(ClaimedDelivery probe, ProbeEnd end, Instant now) {
		assertThat(probe.probes()).hasSize(1);
		return this.inbox.store().probed(probe.probes().get(0), end, now);
	}

	@Test
	void nothingGoesThroughBeforeTheWaitIsOver() {
		addDue(3, "a", "b");
		close(A, 2, 0);
		assertThat(claim(TURN.minusMillis(1))).extracting((delivery) -> delivery.id().target()).containsOnly("b");
	}

	@Test
	void afterEachWaitAsManyGoThroughAsThereAreProbes() {
		addDue(5, "a");
		close(A, 2, 0);
		assertThat(claim(TURN)).hasSize(2).allMatch((delivery) -> delivery.probes().size() == 1);
		assertThat(claim(TURN)).isEmpty();
		assertThat(claim(NEXT_TURN.minusMillis(1))).isEmpty();
	}

	@Test
	void probesThatAreUnderWayKeepOthersFromTheNextTurnsUntilTheyAreGivenUp() {
		addDue(6, "a");
		close(A, 2, 0);
		claim(TURN);
		assertThat(claim(NEXT_TURN)).isEmpty();
		assertThat(this.inbox.store().closedGates(NEXT_TURN)).extracting(Gate::closedUntil).containsExactly(GIVEN_UP);
		assertThat(claim(GIVEN_UP.minusMillis(1))).isEmpty();
		assertThat(claim(GIVEN_UP)).hasSize(2);
		assertThat(claim(GIVEN_UP.plus(WAIT))).isEmpty();
	}

	@Test
	void asManyGoThroughBesideAProbeThatIsUnderWayAsAreMissingThen() {
		addDue(6, "a");
		close(A, 3, 1);
		List<ClaimedDelivery> probes = claim(TURN);
		end(probes.get(0), ProbeEnd.SUCCEEDED, TURN);
		end(probes.get(1), ProbeEnd.UNTOLD, TURN);
		assertThat(claim(NEXT_TURN)).hasSize(1);
	}

	@Test
	void theGateOpensWhenAllProbesHaveSucceeded() {
		addDue(5, "a");
		close(A, 2, 0);
		List<ClaimedDelivery> probes = claim(TURN);
		assertThat(end(probes.get(0), ProbeEnd.SUCCEEDED, TURN)).isEqualTo(ProbeVerdict.NONE);
		assertThat(claim(TURN)).isEmpty();
		assertThat(end(probes.get(1), ProbeEnd.SUCCEEDED, TURN)).isEqualTo(ProbeVerdict.OPENED);
		assertThat(this.inbox.store().closedGates(TURN)).isEmpty();
		assertThat(claim(TURN)).hasSize(3).allMatch((delivery) -> delivery.probes().isEmpty());
	}

	@Test
	void theGateStaysClosedForAnotherWaitWhenTooManyProbesHaveFailed() {
		addDue(5, "a");
		close(A, 2, 0);
		List<ClaimedDelivery> probes = claim(TURN);
		Instant failed = TURN.plusSeconds(20);
		assertThat(end(probes.get(0), ProbeEnd.FAILED, failed)).isEqualTo(ProbeVerdict.CLOSED_AGAIN);
		assertThat(end(probes.get(1), ProbeEnd.SUCCEEDED, failed)).isEqualTo(ProbeVerdict.NONE);
		assertThat(claim(failed.plus(WAIT).minusMillis(1))).isEmpty();
		assertThat(claim(failed.plus(WAIT))).hasSize(2);
	}

	@Test
	void theGateOpensWhenNoMoreProbesHaveFailedThanAreTolerated() {
		addDue(3, "a");
		close(A, 3, 1);
		List<ClaimedDelivery> probes = claim(TURN);
		end(probes.get(0), ProbeEnd.FAILED, TURN);
		end(probes.get(1), ProbeEnd.SUCCEEDED, TURN);
		assertThat(end(probes.get(2), ProbeEnd.SUCCEEDED, TURN)).isEqualTo(ProbeVerdict.OPENED);
	}

	@Test
	void whereLessIsDueThanThereAreProbesWhatComesNextIsOneOfThem() {
		addDue(1, "a");
		close(A, 2, 0);
		ClaimedDelivery first = claim(TURN).get(0);
		assertThat(end(first, ProbeEnd.SUCCEEDED, TURN)).isEqualTo(ProbeVerdict.NONE);
		addDue(2, "a");
		List<ClaimedDelivery> second = claim(TURN.plusSeconds(1));
		assertThat(second).hasSize(1);
		assertThat(end(second.get(0), ProbeEnd.SUCCEEDED, TURN)).isEqualTo(ProbeVerdict.OPENED);
	}

	@Test
	void successesOfEarlierTurnsCount() {
		addDue(1, "a");
		close(A, 2, 0);
		end(claim(TURN).get(0), ProbeEnd.SUCCEEDED, TURN);
		addDue(3, "a");
		Instant hours = TURN.plus(Duration.ofHours(2));
		List<ClaimedDelivery> rest = claim(hours);
		assertThat(rest).hasSize(1);
		assertThat(end(rest.get(0), ProbeEnd.SUCCEEDED, hours)).isEqualTo(ProbeVerdict.OPENED);
	}

	@Test
	void aTurnIsNotUsedUpWhereNothingIsDue() {
		close(A, 1, 0);
		assertThat(claim(TURN)).isEmpty();
		addDue(1, "a");
		assertThat(claim(TURN)).hasSize(1);
	}

	@Test
	void probesOfANodeThatDiedCostNoMoreThanSomeWaits() {
		addDue(4, "a");
		close(A, 2, 0);
		claim(TURN);
		List<ClaimedDelivery> probes = claim(GIVEN_UP);
		end(probes.get(0), ProbeEnd.SUCCEEDED, GIVEN_UP);
		assertThat(end(probes.get(1), ProbeEnd.SUCCEEDED, GIVEN_UP)).isEqualTo(ProbeVerdict.OPENED);
	}

	@Test
	void probesThatTakeLongerThanTheWaitCount() {
		addDue(4, "a");
		close(A, 1, 0);
		ClaimedDelivery slow = claim(TURN).get(0);
		claim(NEXT_TURN);
		assertThat(end(slow, ProbeEnd.SUCCEEDED, NEXT_TURN)).isEqualTo(ProbeVerdict.OPENED);
	}

	@Test
	void anotherProbeGoesInThePlaceOfOneThatTellsNothingInTheNextTurn() {
		addDue(3, "a");
		close(A, 1, 0);
		ClaimedDelivery poison = claim(TURN).get(0);
		assertThat(claim(TURN)).isEmpty();
		assertThat(end(poison, ProbeEnd.UNTOLD, TURN)).isEqualTo(ProbeVerdict.NONE);
		assertThat(claim(NEXT_TURN.minusMillis(1))).isEmpty();
		assertThat(claim(NEXT_TURN)).hasSize(1);
	}

	@Test
	void whatBeganBeforeTheGateClosedIsNoProbe() {
		addDue(1, "a");
		ClaimedDelivery early = claim(NOW).get(0);
		close(A, 1, 0);
		assertThat(early.probes()).isEmpty();
	}

	@Test
	void aProbeOfAnEarlierClosingDoesNotCount() {
		addDue(2, "a");
		close(A, 1, 0);
		ClaimedDelivery old = claim(TURN).get(0);
		this.inbox.store().open(A);
		this.inbox.store().close(new Gate(A, NEXT_TURN, "again", new Gate.Probing(1, 0, WAIT)), TURN.plusSeconds(1));
		assertThat(end(old, ProbeEnd.SUCCEEDED, TURN.plusSeconds(2))).isEqualTo(ProbeVerdict.NONE);
		assertThat(this.inbox.store().closedGates(TURN)).hasSize(1);
	}

	@Test
	void aPauseHoldsUpProbes() {
		addDue(2, "a");
		close(A, 2, 0);
		this.inbox.store().close(new Gate(A, Gate.UNTIL_OPENED, "by hand"), NOW);
		assertThat(claim(TURN)).isEmpty();
		assertThat(this.inbox.store().pass(A, TURN)).isEmpty();
		assertThat(this.inbox.store().closedGates(TURN)).extracting(Gate::reason)
			.containsExactlyInAnyOrder("it fails", "by hand");
	}

	@Test
	void aPauseIsNotOpenedByProbes() {
		addDue(2, "a");
		close(A, 1, 0);
		ClaimedDelivery probe = claim(TURN).get(0);
		this.inbox.store().close(new Gate(A, Gate.UNTIL_OPENED, "by hand"), NOW);
		assertThat(end(probe, ProbeEnd.SUCCEEDED, TURN)).isEqualTo(ProbeVerdict.OPENED);
		assertThat(this.inbox.store().closedGates(TURN)).extracting(Gate::reason).containsExactly("by hand");
		assertThat(claim(TURN)).isEmpty();
	}

	@Test
	void aBreakerChangesNoPause() {
		Gate pause = new Gate(A, Gate.UNTIL_OPENED, "by hand");
		this.inbox.store().close(pause, NOW);
		close(A, 1, 0);
		assertThat(this.inbox.store().closedGates(NOW)).contains(pause);
	}

	@Test
	void whoOpensAGateOpensBoth() {
		addDue(2, "a");
		close(A, 1, 0);
		this.inbox.store().close(new Gate(A, Gate.UNTIL_OPENED, "by hand"), NOW);
		assertThat(this.inbox.store().open(A)).isTrue();
		assertThat(this.inbox.store().open(A)).isFalse();
		assertThat(claim(NOW)).hasSize(2);
	}

	@Test
	void aBreakerThatOpensOnceMoreChangesNothing() {
		addDue(2, "a");
		close(A, 1, 0);
		this.inbox.store().close(new Gate(A, NEXT_TURN, "twice", new Gate.Probing(9, 0, WAIT)), NOW);
		assertThat(this.inbox.store().closedGates(NOW)).singleElement()
			.isEqualTo(new Gate(A, TURN, "it fails", new Gate.Probing(1, 0, WAIT)));
	}

	@Test
	void aGateThatWaitsForProbesIsClosed() {
		close(A, 1, 0);
		Instant hours = TURN.plus(Duration.ofHours(2));
		this.inbox.store().announce(new UUID(1, 1), List.of(A), hours, NOW);
		assertThat(this.inbox.store().closedGates(hours)).hasSize(1);
	}

	@Test
	void whileProbesAreLeftTheGateIsShownAsClosedUntilNow() {
		addDue(1, "a");
		close(A, 2, 0);
		claim(TURN);
		assertThat(this.inbox.store().closedGates(TURN.plusSeconds(1))).extracting(Gate::closedUntil)
			.containsExactly(TURN.plusSeconds(1));
	}

	@Test
	void theTargetsOfAChannelShareItsProbes() {
		addDue(2, "a", "b");
		close(CHANNEL, 3, 0);
		assertThat(claim(TURN)).hasSize(3);
		assertThat(claim(TURN)).isEmpty();
	}

	@Test
	void whatGoesThroughTwoGatesIsAProbeOfBoth() {
		addDue(3, "a");
		close(CHANNEL, 3, 0);
		close(A, 1, 0);
		ClaimedDelivery probe = claim(TURN).get(0);
		assertThat(claim(TURN)).isEmpty();
		assertThat(probe.probes()).extracting(Gate.Probe::gate).containsExactlyInAnyOrder(A, CHANNEL);
		probe.probes().forEach((of) -> this.inbox.store().probed(of, ProbeEnd.SUCCEEDED, TURN));
		assertThat(this.inbox.store().closedGates(TURN)).extracting(Gate::destination).containsExactly(CHANNEL);
	}

	@Test
	void deliveriesInOrderAreProbesToo() {
		for (int i = 0; i < 4; i++) {
			this.inbox.store()
				.add(List.of(Samples.ordered(Samples.event("stripe", "ordered" + i), "key", "a")), Samples.lease(1),
						NOW);
		}
		close(A, 2, 0);
		List<ClaimedDelivery> probes = claim(TURN);
		assertThat(probes).hasSize(2).allMatch((delivery) -> delivery.probes().size() == 1);
		assertThat(claim(TURN)).isEmpty();
	}

	@Test
	void whatIsNotClaimedPassesGatesInTheSameWay() {
		assertThat(this.inbox.store().pass(A, NOW)).contains(List.of());
		close(A, 1, 0);
		assertThat(this.inbox.store().pass(A, TURN.minusMillis(1))).isEmpty();
		List<Gate.Probe> probes = this.inbox.store().pass(A, TURN).orElseThrow();
		assertThat(this.inbox.store().pass(A, TURN)).isEmpty();
		assertThat(this.inbox.store().probed(probes.get(0), ProbeEnd.SUCCEEDED, TURN)).isEqualTo(ProbeVerdict.OPENED);
	}

	@Test
	void nodesTogetherLetNoMoreThroughThanThereAreProbesHoweverMuchTheyHurry() throws Exception {
		addDue(60, "a");
		close(A, 3, 0);
		List<DeliveryStorage> nodes = List.of(this.inbox, another(this.inbox));
		ExecutorService threads = Executors.newFixedThreadPool(6);
		try {
			Instant turn = TURN;
			for (int i = 0; i < 4; i++) {
				Instant now = turn;
				List<Callable<Integer>> claims = new ArrayList<>();
				for (int thread = 0; thread < 6; thread++) {
					DeliveryStorage node = nodes.get(thread % 2);
					claims.add(() -> claim(node, now).size() + claim(node, now.plusSeconds(1)).size());
				}
				int claimed = 0;
				for (Future<Integer> result : threads.invokeAll(claims)) {
					claimed += result.get();
				}
				assertThat(claimed).isEqualTo(3);
				turn = turn.plus(WAIT.multipliedBy(4)).plusSeconds(1);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

}
