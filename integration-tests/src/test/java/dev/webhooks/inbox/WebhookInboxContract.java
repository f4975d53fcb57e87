package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.Attempts;
import dev.webhooks.delivery.Backlog;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryAttempt;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.OrphanedDestination;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.ClaimRequest;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.DeliveryStore;
import dev.webhooks.delivery.store.DueDestination;
import dev.webhooks.delivery.store.PurgedEvents;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every inbox does.
 */
abstract class WebhookInboxContract extends ProbesContract {

	private static final Instant NOW = Samples.NOW;

	private static final Lease LEASE = Samples.lease(1);

	private static final Set<DeliveryStatus> ALL = EnumSet.allOf(DeliveryStatus.class);

	private static final UUID FIRST = new UUID(0, 0);

	private DeliveryStorage inbox;

	@BeforeEach
	void create() {
		this.inbox = createInbox();
	}

	private AddOutcome add(Addition event) {
		return this.inbox.store().add(List.of(event), LEASE, NOW).get(0);
	}

	private List<ClaimedDelivery> claim(String provider, Instant now, long token) {
		return claim(provider, now, token, false);
	}

	private List<ClaimedDelivery> claim(String provider, Instant now, long token, boolean waitsForDead) {
		return Samples.claim(this.inbox, provider, now, token, waitsForDead, "a", "b");
	}

	private FinishedDelivery end(ClaimedDelivery delivery, DeliveryStatus status, Instant dueAt) {
		return new FinishedDelivery(delivery, status, dueAt, (status == DeliveryStatus.PROCESSED) ? null : "wrong");
	}

	private WebhookDelivery only() {
		List<WebhookDelivery> found = this.inbox.archive().find(DeliveryFilter.of(), 10);
		assertThat(found).hasSize(1);
		return found.get(0);
	}

	private ClaimedDelivery dead(String id) {
		add(Samples.due(Samples.event("stripe", id), "a"));
		ClaimedDelivery claimed = claim("stripe", NOW, 7).get(0);
		this.inbox.store().finish(List.of(end(claimed, DeliveryStatus.DEAD, null)), NOW);
		return claimed;
	}

	@Test
	void whatIsAddedIsClaimedAsItWas() {
		byte[] body = new byte[256];
		for (int i = 0; i < body.length; i++) {
			body[i] = (byte) i;
		}
		byte[] document = "{\"ä\":\"\\u0000\"}".getBytes(StandardCharsets.UTF_8);
		WebhookHeaders headers = WebhookHeaders.of("X-Two", "a\\n: b", "x-two", "ÿ line\r\nbreak", "X-Empty", "");
		Message event = new Message("stripe", "acme", "id with späces ".repeat(40),
				List.of("pull_request.opened", "pull_request"), NOW.minusSeconds(5), NOW, headers, body, document,
				Map.of("mdc.user", "1\n2"));
		add(Samples.due(event, "a"));
		ClaimedDelivery claimed = claim("stripe", NOW, 2).get(0);
		assertThat(claimed.attempt()).isEqualTo(1);
		assertThat(claimed.message()).usingRecursiveComparison().ignoringFields("headers").isEqualTo(event);
		List<String> read = new ArrayList<>();
		claimed.message().headers().forEach((name, value) -> read.addAll(List.of(name, value)));
		assertThat(read).containsExactly("X-Two", "a\\n: b", "x-two", "ÿ line\r\nbreak", "X-Empty", "");
	}

	@Test
	void secondEventOfAKeyIsADuplicate() {
		assertThat(add(Samples.due(Samples.event("stripe", "evt_1"), "a"))).isEqualTo(AddOutcome.ACCEPTED);
		assertThat(add(Samples.due(Samples.event("stripe", "evt_1"), "a"))).isEqualTo(AddOutcome.DUPLICATE);
		assertThat(this.inbox.archive().count(DeliveryFilter.of())).isOne();
	}

	@Test
	void keysDifferByProviderTenantAndCase() {
		Message event = Samples.event("stripe", "evt_a");
		Message tenant = new Message("stripe", "acme", "evt_a", event.types(), null, NOW, event.headers(), event.body(),
				null, Map.of());
		List<Addition> events = List.of(Samples.due(event, "a"), Samples.due(tenant, "a"),
				Samples.due(Samples.event("stripe", "evt_A"), "a"), Samples.due(Samples.event("stripe", "evt_a "), "a"),
				Samples.due(Samples.event("github", "evt_a"), "a"));
		assertThat(this.inbox.store().add(events, LEASE, NOW)).containsOnly(AddOutcome.ACCEPTED);
	}

	@Test
	void duplicatesWithinOneBatchAreFound() {
		List<Addition> events = List.of(Samples.due(Samples.event("stripe", "b"), "a"),
				Samples.due(Samples.event("stripe", "a"), "a"), Samples.due(Samples.event("stripe", "b"), "a"));
		assertThat(this.inbox.store().add(events, LEASE, NOW)).containsExactlyInAnyOrder(AddOutcome.ACCEPTED,
				AddOutcome.ACCEPTED, AddOutcome.DUPLICATE);
	}

	@Test
	void leasedDeliveriesAreNotClaimedBeforeTheirLeaseEnds() {
		add(Samples.leased(Samples.event("stripe", "evt_1"), "a", "b"));
		assertThat(claim("stripe", NOW.plusSeconds(59), 2)).isEmpty();
		List<ClaimedDelivery> claimed = claim("stripe", NOW.plusSeconds(60), 3);
		assertThat(claimed).extracting((delivery) -> delivery.id().target()).containsExactlyInAnyOrder("a", "b");
		assertThat(claimed).extracting(ClaimedDelivery::attempt).as("no listener was called").containsOnly(1);
		assertThat(claimed).extracting(ClaimedDelivery::takeovers).containsOnly(1);
		assertThat(claim("stripe", NOW.plusSeconds(60), 4)).isEmpty();
	}

	@Test
	void claimsAreOfOneProviderAndTheLongestDueFirst() {
		add(Samples.due(Samples.event("stripe", "1"), "a"));
		add(Samples.due(Samples.event("github", "2"), "a"));
		this.inbox.store().add(List.of(Samples.due(Samples.event("stripe", "0"), "a")), LEASE, NOW.minusSeconds(1));
		assertThat(claim("stripe", NOW, 2)).extracting((delivery) -> delivery.message().key())
			.containsExactly("0", "1");
	}

	@Test
	void finishedDeliveriesAreNotClaimedAgain() {
		add(Samples.due(Samples.event("stripe", "evt_1"), "a"));
		ClaimedDelivery claimed = claim("stripe", NOW, 2).get(0);
		assertThat(this.inbox.store().finish(List.of(end(claimed, DeliveryStatus.PROCESSED, null)), NOW)).isEmpty();
		assertThat(claim("stripe", NOW.plus(Duration.ofDays(1)), 3)).isEmpty();
		assertThat(only()).returns(DeliveryStatus.PROCESSED, WebhookDelivery::status)
			.returns(NOW, WebhookDelivery::finishedAt)
			.returns(1, WebhookDelivery::attempts);
	}

	@Test
	void retriesAreClaimedWhenTheyAreDue() {
		add(Samples.due(Samples.event("stripe", "evt_1"), "a"));
		ClaimedDelivery claimed = claim("stripe", NOW, 2).get(0);
		this.inbox.store().finish(List.of(end(claimed, DeliveryStatus.RETRYING, NOW.plusSeconds(10))), NOW);
		assertThat(only()).returns(DeliveryStatus.RETRYING, WebhookDelivery::status)
			.returns("wrong", WebhookDelivery::lastError)
			.returns(NOW.plusSeconds(10), WebhookDelivery::dueAt);
		assertThat(claim("stripe", NOW.plusSeconds(9), 3)).isEmpty();
		assertThat(claim("stripe", NOW.plusSeconds(10), 4).get(0).attempt()).isEqualTo(2);
	}

	@Test
	void whatIsGivenBackDoesNotCountAsAttempt() {
		add(Samples.leased(Samples.event("stripe", "evt_1"), "a"));
		ClaimedDelivery claimed = claim("stripe", NOW.plusSeconds(60), 2).get(0);
		this.inbox.store().finish(List.of(FinishedDelivery.givenBack(claimed, NOW)), NOW);
		assertThat(claim("stripe", NOW, 3).get(0).attempt()).isEqualTo(claimed.attempt());
	}

	@Test
	void whoLostTheLeaseChangesNothing() {
		add(Samples.due(Samples.event("stripe", "evt_1"), "a"));
		ClaimedDelivery stalled = claim("stripe", NOW, 2).get(0);
		ClaimedDelivery current = claim("stripe", NOW.plusSeconds(60), 3).get(0);
		assertThat(this.inbox.store().finish(List.of(end(stalled, DeliveryStatus.PROCESSED, null)), NOW))
			.containsExactly(stalled.id());
		assertThat(only()).returns(DeliveryStatus.PROCESSING, WebhookDelivery::status);
		assertThat(this.inbox.store().finish(List.of(end(current, DeliveryStatus.PROCESSED, null)), NOW)).isEmpty();
		assertThat(this.inbox.store().finish(List.of(end(current, DeliveryStatus.DEAD, null)), NOW)).isNotEmpty();
	}

	@Test
	void whoLostTheLeaseDoesNotRenewIt() {
		add(Samples.due(Samples.event("stripe", "evt_1"), "a"));
		List<ClaimedDelivery> stalled = claim("stripe", NOW, 2);
		assertThat(claim("stripe", NOW.plusSeconds(60), 3)).hasSize(1);
		assertThat(this.inbox.store().renew(stalled, NOW.plus(Duration.ofDays(1)))).isEmpty();
		assertThat(claim("stripe", NOW.plusSeconds(119), 4)).isEmpty();
		assertThat(claim("stripe", NOW.plusSeconds(120), 5)).hasSize(1);
	}

	@Test
	void aBatchOfEndsTellsWhichAreLost() {
		this.inbox.store()
			.add(List.of(Samples.due(Samples.event("stripe", "1"), "a"), Samples.due(Samples.event("stripe", "2"), "a"),
					Samples.due(Samples.event("stripe", "3"), "a")), LEASE, NOW);
		List<ClaimedDelivery> claimed = claim("stripe", NOW, 2);
		this.inbox.store().finish(List.of(end(claimed.get(1), DeliveryStatus.PROCESSED, null)), NOW);
		List<FinishedDelivery> ends = List.of(end(claimed.get(0), DeliveryStatus.PROCESSED, null),
				end(claimed.get(1), DeliveryStatus.PROCESSED, null),
				end(claimed.get(2), DeliveryStatus.RETRYING, NOW.plusSeconds(1)));
		assertThat(this.inbox.store().finish(ends, NOW)).containsExactly(claimed.get(1).id());
		assertThat(this.inbox.archive().count(DeliveryFilter.of(DeliveryStatus.RETRYING))).isOne();
	}

	@Test
	void renewedLeasesLastLonger() {
		add(Samples.due(Samples.event("stripe", "evt_1"), "a"));
		List<ClaimedDelivery> claimed = claim("stripe", NOW, 2);
		assertThat(this.inbox.store().renew(claimed, NOW.plusSeconds(100))).containsExactly(claimed.get(0).id());
		assertThat(claim("stripe", NOW.plusSeconds(99), 3)).isEmpty();
		assertThat(claim("stripe", NOW.plusSeconds(100), 4)).hasSize(1);
	}

	@Test
	void redeliveryReopensWhatIsDead() {
		dead("evt_1");
		assertThat(add(Samples.due(Samples.event("stripe", "evt_1"), "a"))).isEqualTo(AddOutcome.REOPENED);
		assertThat(only()).returns(DeliveryStatus.PENDING, WebhookDelivery::status)
			.returns(DeliveryTrigger.REDELIVERY, WebhookDelivery::trigger);
		ClaimedDelivery again = claim("stripe", NOW, 8).get(0);
		assertThat(again.trigger()).isEqualTo(DeliveryTrigger.REDELIVERY);
		assertThat(again.attempts()).isEqualTo(new Attempts(1, 0, 0));
		assertThat(add(Samples.due(Samples.event("stripe", "evt_1"), "a"))).isEqualTo(AddOutcome.DUPLICATE);
	}

	@Test
	void redeliveryOfAPurgedDeadEventBringsItsBodyBack() {
		dead("evt_1");
		assertThat(purge(NOW.plus(Duration.ofDays(1)), 10)).isOne();
		add(Samples.due(Samples.event("stripe", "evt_1"), "a"));
		assertThat(claim("stripe", NOW, 8).get(0).message().body()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void operatorFindsCountsAndRetries() {
		ClaimedDelivery dead = dead("evt_1");
		add(Samples.due(Samples.event("github", "evt_2"), "b"));
		DeliveryFilter filter = DeliveryFilter.of(DeliveryStatus.DEAD)
			.channel("stripe")
			.type("invoice.paid")
			.target("a")
			.received(NOW, NOW.plusSeconds(1));
		assertThat(this.inbox.archive().count(filter)).isOne();
		assertThat(this.inbox.archive().find(filter, 10)).extracting(WebhookDelivery::eventId).containsExactly("evt_1");
		assertThat(this.inbox.archive().count(filter.type("other"))).isZero();
		assertThat(this.inbox.archive().count(filter.received(NOW.plusSeconds(1), NOW.plusSeconds(2)))).isZero();
		assertThat(this.inbox.archive().retry(List.of(dead.id()), ALL, RetryMode.ANEW, NOW)).isOne();
		ClaimedDelivery again = claim("stripe", NOW, 9).get(0);
		assertThat(again.id()).isEqualTo(dead.id());
		assertThat(again.message().key()).isEqualTo("evt_1");
		assertThat(this.inbox.archive().retry(List.of(dead.id()), ALL, RetryMode.ANEW, NOW)).as("being processed")
			.isZero();
	}

	@Test
	void aRetryOfNoStatusRetriesNothing() {
		dead("evt_1");
		assertThat(this.inbox.archive().retry(List.of(only().id()), Set.of(), RetryMode.ANEW, NOW)).isZero();
	}

	private int purge(Instant receivedBefore, int limit) {
		return this.inbox.retention().purge(FIRST, receivedBefore, limit).count();
	}

	@Test
	void openEventsAreNeitherPurgedNorPruned() {
		add(Samples.leased(Samples.event("stripe", "evt_1"), "a"));
		assertThat(purge(NOW.plus(Duration.ofDays(1)), 10)).isZero();
		assertThat(this.inbox.retention().prune(NOW.plus(Duration.ofDays(1)), 10)).isZero();
	}

	@Test
	void bodiesArePurgedBatchAfterBatch() {
		for (int i = 0; i < 3; i++) {
			dead("evt_" + i);
		}
		Instant later = NOW.plus(Duration.ofDays(1));
		PurgedEvents first = this.inbox.retention().purge(FIRST, later, 2);
		assertThat(first.count()).isEqualTo(2);
		PurgedEvents second = this.inbox.retention().purge(first.last(), later, 2);
		assertThat(second).isEqualTo(new PurgedEvents(1, null));
	}

	@Test
	void whatComesBeforeTheGivenEventIsNotPurged() {
		dead("evt_1");
		PurgedEvents first = this.inbox.retention().purge(FIRST, NOW, 1);
		assertThat(first).as("too young").isEqualTo(new PurgedEvents(0, null));
		UUID last = this.inbox.archive().find(DeliveryFilter.of(), 1).get(0).id().event();
		Instant later = NOW.plus(Duration.ofDays(1));
		assertThat(this.inbox.retention().purge(last, later, 1)).isEqualTo(new PurgedEvents(0, null));
		assertThat(this.inbox.retention().purge(FIRST, later, 1)).isEqualTo(new PurgedEvents(1, last));
	}

	@Test
	void finishedEventsArePurgedAndPrunedInBatches() {
		for (int i = 0; i < 5; i++) {
			dead("evt_" + i);
		}
		Instant later = NOW.plus(Duration.ofDays(1));
		assertThat(purge(NOW, 10)).as("too young").isZero();
		assertThat(List.of(purge(later, 2), purge(later, 2), purge(later, 2))).containsExactly(2, 2, 1);
		assertThat(purge(later, 2)).isZero();
		WebhookDelivery purged = this.inbox.archive().find(DeliveryFilter.of(), 1).get(0);
		assertThat(this.inbox.archive().retry(List.of(purged.id()), ALL, RetryMode.ANEW, NOW)).as("without body")
			.isZero();
		assertThat(List.of(this.inbox.retention().prune(later, 3), this.inbox.retention().prune(later, 3)))
			.containsExactly(3, 2);
		assertThat(this.inbox.archive().count(DeliveryFilter.of())).isZero();
		assertThat(add(Samples.due(Samples.event("stripe", "evt_0"), "a"))).isEqualTo(AddOutcome.ACCEPTED);
	}

	@Test
	void backlogCountsAllThatIsNotProcessed() {
		dead("evt_1");
		add(Samples.due(Samples.event("stripe", "evt_2"), "a"));
		add(Samples.leased(Samples.event("stripe", "evt_3"), "a", "b"));
		Backlog backlog = this.inbox.archive().backlog(NOW.plusSeconds(1));
		assertThat(backlog.counts()).containsOnly(Map.entry(DeliveryStatus.DEAD, 1L),
				Map.entry(DeliveryStatus.PENDING, 1L), Map.entry(DeliveryStatus.PROCESSING, 2L));
		assertThat(backlog.oldestDue()).isEqualTo(NOW);
	}

	private void end(ClaimedDelivery delivery, DeliveryStatus status) {
		Instant dueAt = switch (status) {
			case RETRYING -> NOW.plusSeconds(9);
			case PENDING -> NOW;
			default -> null;
		};
		assertThat(this.inbox.store().finish(List.of(end(delivery, status, dueAt)), NOW)).isEmpty();
	}

	private static List<String> ids(List<ClaimedDelivery> deliveries) {
		return deliveries.stream().map((delivery) -> delivery.message().key() + delivery.id().target()).toList();
	}

	@Test
	void whatIsOpenedAgainBesideARunOfItsKeyWaitsForTheEndOfTheRun() {
		addOrdered("1", "2", "3");
		List<ClaimedDelivery> run = claim("stripe", NOW, 2);
		end(run.get(0), DeliveryStatus.DEAD);
		addOrdered("1");
		end(run.get(1), DeliveryStatus.PROCESSED);
		assertThat(claim("stripe", NOW, 3)).as("beside the last of the run").isEmpty();
		end(run.get(2), DeliveryStatus.PROCESSED);
		assertThat(ids(claim("stripe", NOW, 4))).containsExactly("1a");
	}

	@Test
	void whatWaitsForADeadDeliveryIsDueWhenThatIsPruned() {
		addOrdered("1");
		end(claim("stripe", NOW, 2, true).get(0), DeliveryStatus.DEAD);
		Instant later = NOW.plus(Duration.ofDays(2));
		this.inbox.store().add(List.of(Samples.ordered(Samples.event("stripe", "2", later), "k", "a")), LEASE, later);
		assertThat(claim("stripe", later, 3, true)).isEmpty();
		assertThat(this.inbox.retention().prune(later.minus(Duration.ofDays(1)), 10)).isOne();
		assertThat(ids(claim("stripe", later, 4, true))).containsExactly("2a");
	}

	private void addOrdered(String... ids) {
		this.inbox.store()
			.add(Stream.of(ids).map((id) -> Samples.ordered(Samples.event("stripe", id), "k", "a")).toList(), LEASE,
					NOW);
	}

	@Test
	void theNextDeliveriesOfAKeyAreClaimedTogetherInTheirOrder() {
		this.inbox.store()
			.add(List.of(Samples.ordered(Samples.event("stripe", "1"), "order 1", "a", "b"),
					Samples.ordered(Samples.event("stripe", "2"), "order 1", "a"),
					Samples.ordered(Samples.event("stripe", "3"), "order 2", "a")), LEASE, NOW);
		assertThat(ids(claim("stripe", NOW, 2))).containsExactlyInAnyOrder("1a", "2a", "3a", "1b")
			.containsSubsequence("1a", "2a");
		assertThat(claim("stripe", NOW, 3)).isEmpty();
	}

	@Test
	void whatComesAfterADeliveryThatIsTriedAgainWaitsForIt() {
		addOrdered("1", "2");
		List<ClaimedDelivery> run = claim("stripe", NOW, 2);
		end(run.get(1), DeliveryStatus.PENDING);
		end(run.get(0), DeliveryStatus.RETRYING);
		addOrdered("3");
		assertThat(claim("stripe", NOW.plusSeconds(8), 3)).isEmpty();
		assertThat(ids(claim("stripe", NOW.plusSeconds(9), 4))).containsExactly("1a", "2a", "3a");
	}

	@Test
	void whatIsAddedWhileItsKeyIsLeasedComesNext() {
		addOrdered("1");
		ClaimedDelivery first = claim("stripe", NOW, 2).get(0);
		addOrdered("2");
		assertThat(claim("stripe", NOW, 3)).isEmpty();
		end(first, DeliveryStatus.PROCESSED);
		assertThat(ids(claim("stripe", NOW, 4))).containsExactly("2a");
	}

	@Test
	void theOrderIsThatOfAdditionWhateverTheClocksOfNodesSay() {
		Addition ofAClockAhead = new Addition(new UUID(NOW.plusSeconds(20).toEpochMilli() << 16 | 0x7000L, 1),
				Samples.event("stripe", "1"), "k", List.of("a"), false);
		this.inbox.store().add(List.of(ofAClockAhead), LEASE, NOW.plusSeconds(20));
		addOrdered("2");
		assertThat(ids(claim("stripe", NOW.plusSeconds(20), 2))).containsExactly("1a", "2a");
	}

	@Test
	void aRunWhoseLeaseEndedIsClaimedAgainFromItsFirstDeliveryAlone() {
		addOrdered("1", "2");
		List<ClaimedDelivery> run = claim("stripe", NOW, 2);
		List<ClaimedDelivery> again = claim("stripe", NOW.plusSeconds(60), 3);
		assertThat(ids(again)).containsExactly("1a");
		assertThat(again.get(0).takeovers()).isOne();
		assertThat(this.inbox.store().finish(List.of(FinishedDelivery.processed(run.get(0))), NOW)).hasSize(1);
	}

	@Test
	void aRunIsRenewedAsAWhole() {
		addOrdered("1", "2");
		List<ClaimedDelivery> run = claim("stripe", NOW, 2);
		end(run.get(0), DeliveryStatus.PROCESSED);
		assertThat(this.inbox.store().renew(List.of(run.get(1)), NOW.plusSeconds(100)))
			.containsExactly(run.get(1).id());
		assertThat(claim("stripe", NOW.plusSeconds(99), 3)).isEmpty();
		assertThat(ids(claim("stripe", NOW.plusSeconds(100), 4))).containsExactly("2a");
	}

	@Test
	void aReplayIsInOrder() {
		addOrdered("1", "2");
		List<ClaimedDelivery> run = claim("stripe", NOW, 2);
		run.forEach((delivery) -> end(delivery, DeliveryStatus.PROCESSED));
		assertThat(claim("stripe", NOW, 3)).isEmpty();
		assertThat(this.inbox.archive().retry(List.of(run.get(1).id(), run.get(0).id()), ALL, RetryMode.ANEW, NOW))
			.isEqualTo(2);
		assertThat(ids(claim("stripe", NOW, 4))).containsExactly("1a", "2a");
	}

	@Test
	void aDeadDeliveryIsSteppedOver() {
		addOrdered("1", "2");
		List<ClaimedDelivery> run = claim("stripe", NOW, 2);
		end(run.get(0), DeliveryStatus.DEAD);
		end(run.get(1), DeliveryStatus.PENDING);
		assertThat(ids(claim("stripe", NOW, 3))).containsExactly("2a");
	}

	@Test
	void aDeadDeliveryBlocksItsKeyIfThatIsWanted() {
		addOrdered("1", "2");
		List<ClaimedDelivery> run = claim("stripe", NOW, 2, true);
		end(run.get(1), DeliveryStatus.PENDING);
		end(run.get(0), DeliveryStatus.DEAD);
		addOrdered("3");
		assertThat(claim("stripe", NOW, 3, true)).isEmpty();
		this.inbox.archive().retry(List.of(run.get(0).id()), ALL, RetryMode.ANEW, NOW);
		assertThat(ids(claim("stripe", NOW, 4, true))).containsExactly("1a", "2a", "3a");
	}

	@Test
	void aKeyThatADeadDeliveryBlockedGoesOnWhenThatIsWantedNoMore() {
		addOrdered("1", "2");
		List<ClaimedDelivery> run = claim("stripe", NOW, 2, true);
		end(run.get(1), DeliveryStatus.PENDING);
		end(run.get(0), DeliveryStatus.DEAD);
		assertThat(claim("stripe", NOW, 3, true)).isEmpty();
		this.inbox.store().unblock(NOW);
		assertThat(ids(claim("stripe", NOW, 4, false))).containsExactly("2a");
	}

	@Test
	void howeverLittleRoomThereIsDeadDeliveriesAreSteppedOver() {
		addOrdered("1", "2", "3", "4");
		List<ClaimedDelivery> claimed = claim("stripe", NOW, 2, true);
		claimed.subList(0, 3).forEach((delivery) -> end(delivery, DeliveryStatus.DEAD));
		this.inbox.store()
			.finish(List.of(new FinishedDelivery(claimed.get(3), DeliveryStatus.RETRYING, NOW, "failed")), NOW);
		this.inbox.store().unblock(NOW);
		List<ClaimedDelivery> next = this.inbox.store()
			.findDue(List.of(new Destination("stripe", "a")), NOW)
			.stream()
			.flatMap((due) -> this.inbox.store()
				.claim(new ClaimRequest(due, new ClaimRequest.Room(1, 1_000_000, 0), false, NOW), () -> LEASE)
				.stream())
			.toList();
		assertThat(ids(next)).containsExactly("4a");
	}

	@Test
	void aDeadDeliveryThatIsDiscardedBlocksNothing() {
		addOrdered("1", "2");
		List<ClaimedDelivery> run = claim("stripe", NOW, 2, true);
		end(run.get(1), DeliveryStatus.PENDING);
		end(run.get(0), DeliveryStatus.DEAD);
		assertThat(this.inbox.archive().discard(List.of(run.get(0).id()), ALL, NOW)).isOne();
		assertThat(ids(claim("stripe", NOW, 3, true))).containsExactly("2a");
	}

	@Test
	void onlyAsManyAreClaimedAsThereIsRoomForAndOne() {
		for (int i = 0; i < 5; i++) {
			add(Samples.due(Samples.event("stripe", "evt_" + i), "a"));
		}
		DueDestination due = new DueDestination(new Destination("stripe", "a"), false);
		assertThat(this.inbox.store()
			.claim(new ClaimRequest(due, new ClaimRequest.Room(10, 3, 0), false, NOW), () -> LEASE))
			.as("of two bytes each")
			.hasSize(2);
	}

	@Test
	void whatIsDiscardedIsNotDeliveredAndNotOpenedByARedelivery() {
		ClaimedDelivery dead = dead("evt_1");
		assertThat(this.inbox.archive().discard(List.of(dead.id()), Set.of(DeliveryStatus.DEAD), NOW)).isOne();
		assertThat(only().status()).isEqualTo(DeliveryStatus.DISCARDED);
		assertThat(add(Samples.due(Samples.event("stripe", "evt_1"), "a"))).isEqualTo(AddOutcome.DUPLICATE);
		assertThat(claim("stripe", NOW, 9)).isEmpty();
		assertThat(this.inbox.archive().backlog(NOW).counts()).isEmpty();
	}

	@Test
	void deliveriesToListenersOfNoLiveNodeAreOrphans() {
		this.inbox.store()
			.add(List.of(Samples.due(Samples.event("stripe", "1"), "a", "gone"),
					Samples.ordered(Samples.event("stripe", "2"), "k", "gone")), LEASE, NOW);
		UUID node = new UUID(1, 1);
		this.inbox.store().announce(node, List.of(new Destination("stripe", "a")), NOW, NOW.minusSeconds(600));
		Destination gone = new Destination("stripe", "gone");
		assertThat(this.inbox.archive().findOrphans()).containsExactly(new OrphanedDestination(gone, 2));
		this.inbox.store().announce(node, List.of(), NOW, NOW.minusSeconds(600));
		assertThat(this.inbox.archive().findOrphans()).hasSize(2);
	}

	@Test
	void orphansCanBeGivenToAnotherListener() {
		this.inbox.store()
			.add(List.of(Samples.due(Samples.event("stripe", "1"), "gone"),
					Samples.due(Samples.event("stripe", "2"), "a", "gone"),
					Samples.ordered(Samples.event("stripe", "3"), "k", "gone"),
					Samples.ordered(Samples.event("stripe", "4"), "k", "gone")), LEASE, NOW);
		Destination gone = new Destination("stripe", "gone");
		assertThat(this.inbox.archive().reassign(gone, "a", 10, NOW)).as("without the one that has it already")
			.isEqualTo(3);
		assertThat(ids(claim("stripe", NOW, 2))).containsExactlyInAnyOrder("1a", "2a", "3a", "4a")
			.containsSubsequence("3a", "4a");
	}

	@Test
	void concurrentAddsOfOneKeyGiveOneEvent() throws Exception {
		List<AddOutcome> outcomes = atOnce(40,
				() -> this.inbox.store()
					.add(List.of(Samples.due(Samples.event("stripe", "same"), "a")), LEASE, NOW)
					.get(0));
		assertThat(outcomes).filteredOn(AddOutcome.ACCEPTED::equals).hasSize(1);
		assertThat(outcomes).filteredOn(AddOutcome.DUPLICATE::equals).hasSize(39);
		assertThat(this.inbox.archive().count(DeliveryFilter.of())).isOne();
	}

	@Test
	void concurrentClaimsNeverGiveOneDeliveryTwice() throws Exception {
		List<Addition> events = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			events.add(Samples.due(Samples.event("stripe", "evt_" + i), "a"));
		}
		this.inbox.store().add(events, LEASE, NOW);
		List<DeliveryId> claimed = new ArrayList<>();
		for (int round = 0; round < 10 && claimed.size() < 200; round++) {
			atOnce(8, () -> claim("stripe", NOW, Thread.currentThread().getId()))
				.forEach((list) -> list.forEach((delivery) -> claimed.add(delivery.id())));
		}
		assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
	}

	private static <T> List<T> atOnce(int count, Callable<T> action) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			List<T> results = new ArrayList<>();
			for (Future<T> future : threads.invokeAll(Collections.nCopies(count, action))) {
				results.add(future.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void finishedEventsKeepTheirListenersApart() {
		add(Samples.due(Samples.event("stripe", "evt_1"), "a", "b"));
		List<ClaimedDelivery> claimed = claim("stripe", NOW, 2);
		this.inbox.store().finish(List.of(end(claimed.get(0), DeliveryStatus.PROCESSED, null)), NOW);
		assertThat(this.inbox.archive().find(DeliveryFilter.of(DeliveryStatus.PROCESSING), 10))
			.extracting(WebhookDelivery::id)
			.containsExactly(claimed.get(1).id());
	}

	@Test
	void nothingIsClaimedWhoseGateIsClosed() {
		this.inbox.store().add(List.of(Samples.due(Samples.event("stripe", "1"), "a", "b")), LEASE, NOW);
		this.inbox.store().close(new Gate(new Destination("stripe", "a"), Gate.UNTIL_OPENED, "for the test"), NOW);
		assertThat(claim("stripe", NOW, 2)).extracting((delivery) -> delivery.id().target()).containsExactly("b");
		assertThat(this.inbox.store().open(new Destination("stripe", "a"))).isTrue();
		assertThat(claim("stripe", NOW, 3)).extracting((delivery) -> delivery.id().target()).containsExactly("a");
	}

	@Test
	void theGateOfAChannelHoldsUpEachOfItsTargetsAndNoOtherChannel() {
		this.inbox.store().add(List.of(Samples.due(Samples.event("stripe", "1"), "a", "b")), LEASE, NOW);
		this.inbox.store().add(List.of(Samples.ordered(Samples.event("stripe", "2"), "key", "a")), LEASE, NOW);
		this.inbox.store().add(List.of(Samples.due(Samples.event("github", "1"), "a")), LEASE, NOW);
		this.inbox.store().close(new Gate(new Destination("stripe", Gate.ALL_TARGETS), Gate.UNTIL_OPENED, null), NOW);
		assertThat(claim("stripe", NOW, 2)).isEmpty();
		assertThat(claim("github", NOW, 3)).hasSize(1);
	}

	@Test
	void aGateOpensAtItsTime() {
		this.inbox.store().add(List.of(Samples.due(Samples.event("stripe", "1"), "a")), LEASE, NOW);
		this.inbox.store().close(new Gate(new Destination("stripe", "a"), NOW.plusSeconds(10), null), NOW);
		assertThat(claim("stripe", NOW.plusSeconds(9), 2)).isEmpty();
		assertThat(claim("stripe", NOW.plusSeconds(10), 3)).hasSize(1);
		assertThat(this.inbox.store().closedGates(NOW.plusSeconds(10))).isEmpty();
	}

	@Test
	void aGateThatIsClosedAgainHasTheLastReason() {
		Gate gate = new Gate(new Destination("stripe", "a"), NOW.plusSeconds(10), "second");
		this.inbox.store().close(new Gate(gate.destination(), Gate.UNTIL_OPENED, "first"), NOW);
		this.inbox.store().close(gate, NOW);
		assertThat(this.inbox.store().closedGates(NOW)).containsExactly(gate);
	}

	@Test
	void aGateThatHasOpenedByItselfIsRemovedWhenANodeIsHeardOf() {
		Destination soon = new Destination("stripe", "a");
		Destination later = new Destination("stripe", "b");
		this.inbox.store().close(new Gate(soon, NOW.plusSeconds(10), null), NOW);
		this.inbox.store().close(new Gate(later, NOW.plusSeconds(20), null), NOW);
		this.inbox.store().announce(new UUID(1, 1), List.of(soon), NOW.plusSeconds(10), NOW);
		assertThat(this.inbox.store().open(soon)).isFalse();
		assertThat(this.inbox.store().open(later)).isTrue();
	}

	@Test
	void aGateThatIsNotClosedCannotBeOpened() {
		assertThat(this.inbox.store().open(new Destination("stripe", "a"))).isFalse();
	}

	@Test
	void dueDestinationsAreFoundPageByPageAmongAllThereAre() {
		for (String target : List.of("c", "a", "b")) {
			this.inbox.store().add(List.of(Samples.due(Samples.event("stripe", target), target)), LEASE, NOW);
		}
		this.inbox.store().add(List.of(Samples.ordered(Samples.event("github", "1"), "key", "z")), LEASE, NOW);
		DeliveryStore.DuePage first = this.inbox.store().findDue(null, 3, NOW);
		assertThat(first.due()).containsExactlyInAnyOrder(new DueDestination(new Destination("github", "z"), true),
				new DueDestination(new Destination("stripe", "a"), false),
				new DueDestination(new Destination("stripe", "b"), false));
		DeliveryStore.DuePage second = this.inbox.store().findDue(first.last(), 3, NOW);
		assertThat(second).isEqualTo(
				new DeliveryStore.DuePage(List.of(new DueDestination(new Destination("stripe", "c"), false)), null));
	}

	@Test
	void attemptsThatAreToBeKeptAreFoundInTheirOrder() {
		this.inbox.store().add(List.of(Samples.due(Samples.event("stripe", "1"), "a")), LEASE, NOW);
		ClaimedDelivery first = claim("stripe", NOW, 2).get(0);
		finish(new FinishedDelivery(first, DeliveryStatus.RETRYING, NOW.plusSeconds(5), "away").ran(NOW,
				Duration.ofMillis(7), true));
		ClaimedDelivery second = claim("stripe", NOW.plusSeconds(5), 3).get(0);
		finish(FinishedDelivery.processed(second).ran(NOW.plusSeconds(5), Duration.ofMillis(9), true));
		assertThat(this.inbox.archive().attempts(first.id())).containsExactly(
				new DeliveryAttempt(1, NOW, Duration.ofMillis(7), DeliveryStatus.RETRYING, "away"),
				new DeliveryAttempt(2, NOW.plusSeconds(5), Duration.ofMillis(9), DeliveryStatus.PROCESSED, null));
	}

	@Test
	void attemptsOfOneMomentAreAllKept() {
		this.inbox.store().add(List.of(Samples.due(Samples.event("stripe", "1"), "a")), LEASE, NOW);
		ClaimedDelivery first = claim("stripe", NOW, 2).get(0);
		finish(new FinishedDelivery(first, DeliveryStatus.RETRYING, NOW, "away").ran(NOW, Duration.ZERO, true));
		ClaimedDelivery second = claim("stripe", NOW, 3).get(0);
		finish(new FinishedDelivery(second, DeliveryStatus.DEAD, null, "away").ran(NOW, Duration.ZERO, true));
		assertThat(this.inbox.archive().attempts(first.id())).extracting(DeliveryAttempt::number).containsExactly(1, 2);
	}

	@Test
	void anEndThatChangesNothingKeepsNoAttempt() {
		this.inbox.store().add(List.of(Samples.due(Samples.event("stripe", "1"), "a")), LEASE, NOW);
		ClaimedDelivery lost = claim("stripe", NOW, 2).get(0);
		claim("stripe", NOW.plusSeconds(60), 3);
		finish(new FinishedDelivery(lost, DeliveryStatus.DEAD, null, "late").ran(NOW, Duration.ZERO, true));
		assertThat(this.inbox.archive().attempts(lost.id())).isEmpty();
	}

	@Test
	void whatIsKeptOfAnEventGoesWithIt() {
		this.inbox.store().add(List.of(Samples.due(Samples.event("stripe", "1"), "a")), LEASE, NOW);
		ClaimedDelivery delivery = claim("stripe", NOW, 2).get(0);
		finish(new FinishedDelivery(delivery, DeliveryStatus.DEAD, null, "no").ran(NOW, Duration.ZERO, true));
		assertThat(this.inbox.retention().prune(NOW.plusSeconds(1000), 10)).isOne();
		assertThat(this.inbox.archive().attempts(delivery.id())).isEmpty();
	}

	private void finish(FinishedDelivery end) {
		this.inbox.store().finish(List.of(end), NOW.plusSeconds(5));
	}

}
