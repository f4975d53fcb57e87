package dev.webhooks.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.webhooks.alert.WebhookAlert.Kind;
import dev.webhooks.alert.WebhookAlert.Phase;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.memory.MemoryAlertStore;
import dev.webhooks.delivery.store.AlertStore;
import dev.webhooks.delivery.store.StandingAlert;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of when alerts begin and end, on one node and on two that share a store.
 */
class AlertRoundsTests {

	private static final AlertCondition SILENCE = new AlertCondition(Kind.SILENCE, "stripe", "Nothing has come");

	private final MutableClock clock = new MutableClock(Instant.parse("2026-07-01T12:00:00Z"));

	private final AlertStore store = new MemoryAlertStore();

	private final List<WebhookAlert> told = new ArrayList<>();

	private final Node one = new Node();

	private final Node other = new Node();

	private void look(Node... nodes) {
		this.clock.advance(Duration.ofSeconds(15));
		for (Node node : nodes) {
			node.rounds.run();
		}
	}

	private void look(int times, Node... nodes) {
		for (int i = 0; i < times; i++) {
			look(nodes);
		}
	}

	private List<Phase> phases() {
		return this.told.stream().map(WebhookAlert::phase).toList();
	}

	@Test
	void anAlertIsToldOnceWhenItBeginsAndOnceWhenItEnds() {
		this.one.found.add(SILENCE);
		look(10, this.one);
		assertThat(this.told).containsExactly(SILENCE.alert(Instant.parse("2026-07-01T12:00:15Z"), Phase.BEGUN));
		this.one.found.clear();
		look(10, this.one);
		assertThat(this.told).extracting(WebhookAlert::phase, WebhookAlert::subject, WebhookAlert::since)
			.containsExactly(tuple(Phase.BEGUN, "stripe", Instant.parse("2026-07-01T12:00:15Z")),
					tuple(Phase.ENDED, "stripe", Instant.parse("2026-07-01T12:00:15Z")));
	}

	@Test
	void ofTwoNodesOneTells() {
		this.one.found.add(SILENCE);
		this.other.found.add(SILENCE);
		look(5, this.one, this.other);
		assertThat(phases()).containsExactly(Phase.BEGUN);
		this.one.found.clear();
		this.other.found.clear();
		look(10, this.one, this.other);
		assertThat(phases()).containsExactly(Phase.BEGUN, Phase.ENDED);
	}

	@Test
	void whereOneNodeJudgesOtherwiseTheAlertDoesNotFlap() {
		this.one.found.add(SILENCE);
		look(20, this.one, this.other);
		assertThat(phases()).containsExactly(Phase.BEGUN);
	}

	@Test
	void theAlertGoesOnWhileTheOtherNodeFindsIt() {
		this.one.found.add(SILENCE);
		look(this.one, this.other);
		this.one.found.clear();
		this.other.found.add(SILENCE);
		look(20, this.one, this.other);
		assertThat(phases()).containsExactly(Phase.BEGUN);
	}

	@Test
	void anAlertOfANodeThatDiedIsEndedByTheOther() {
		this.one.found.add(SILENCE);
		look(this.one, this.other);
		look(10, this.other);
		assertThat(phases()).containsExactly(Phase.BEGUN, Phase.ENDED);
	}

	@Test
	void aConditionThatComesAndGoesIsOneAlert() {
		for (int i = 0; i < 10; i++) {
			this.one.found.add(SILENCE);
			look(this.one);
			this.one.found.clear();
			look(2, this.one);
		}
		assertThat(phases()).containsExactly(Phase.BEGUN);
	}

	@Test
	void afterARestartWhatStandsIsNotToldAgain() {
		this.one.found.add(SILENCE);
		look(this.one);
		Node restarted = new Node();
		restarted.found.add(SILENCE);
		look(5, restarted);
		assertThat(phases()).containsExactly(Phase.BEGUN);
	}

	@Test
	void whatIsOverAfterARestartEndsOnce() {
		this.one.found.add(SILENCE);
		look(this.one);
		look(20, this.other);
		assertThat(phases()).containsExactly(Phase.BEGUN, Phase.ENDED);
	}

	@Test
	void anAlertThatStandsIsToldAgainOnceInADayByOneNode() {
		this.one.found.add(SILENCE);
		this.other.found.add(SILENCE);
		look(this.one, this.other);
		for (int i = 0; i < 47; i++) {
			this.clock.advance(Duration.ofHours(1));
			look(this.one, this.other);
		}
		assertThat(phases()).containsExactly(Phase.BEGUN, Phase.REMINDED);
		assertThat(this.told.get(1).since()).isEqualTo(this.told.get(0).since());
	}

	@Test
	void whileItCannotBeToldWhatIsSoNothingEnds() {
		this.one.found.add(SILENCE);
		look(this.one);
		this.one.unavailable = true;
		look(20, this.one);
		assertThat(phases()).containsExactly(Phase.BEGUN);
		this.one.unavailable = false;
		this.one.found.clear();
		look(10, this.one);
		assertThat(phases()).containsExactly(Phase.BEGUN, Phase.ENDED);
	}

	@Test
	void differentSubjectsAreDifferentAlerts() {
		this.one.found.add(SILENCE);
		this.one.found.add(new AlertCondition(Kind.SILENCE, "github", "Nothing has come"));
		look(3, this.one);
		assertThat(this.told).extracting(WebhookAlert::subject).containsExactly("stripe", "github");
	}

	@Test
	void aLongSubjectIsCutAndStaysItself() {
		AlertCondition one = new AlertCondition(Kind.ORPHANED, "x".repeat(700) + "1", "Waits");
		AlertCondition other = new AlertCondition(Kind.ORPHANED, "x".repeat(700) + "2", "Waits");
		this.one.found.addAll(List.of(one, other));
		look(3, this.one);
		assertThat(this.told).hasSize(2);
	}

	@Test
	void aFailingSourceDoesNotEndTheTimer() {
		this.one.failing = true;
		look(this.one);
		this.one.failing = false;
		this.one.found.add(SILENCE);
		look(this.one);
		assertThat(phases()).containsExactly(Phase.BEGUN);
	}

	@Test
	void aSourceThatLacksAClassDoesNotEndTheTimer() {
		this.one.lacking = true;
		look(this.one);
		this.one.lacking = false;
		this.one.found.add(SILENCE);
		look(this.one);
		assertThat(phases()).containsExactly(Phase.BEGUN);
	}

	private final class Node implements AlertSource {

		private final List<AlertCondition> found = new ArrayList<>();

		private final AlertRounds rounds = new AlertRounds(List.of(this), AlertRoundsTests.this.store,
				AlertRoundsTests.this.told::add, new AlertRounds.Timing(Duration.ofSeconds(45), Duration.ofHours(24)),
				AlertRoundsTests.this.clock);

		private boolean unavailable;

		private boolean failing;

		private boolean lacking;

		@Override
		public List<AlertCondition> find() {
			if (this.unavailable) {
				throw new StoreUnavailableException("The store does not answer", null);
			}
			if (this.failing) {
				throw new IllegalStateException("broken");
			}
			if (this.lacking) {
				throw new NoClassDefFoundError("gone");
			}
			return List.copyOf(this.found);
		}

		@Override
		public boolean covers(StandingAlert alert) {
			return alert.kind().equals(Kind.SILENCE.name());
		}

	}

}
