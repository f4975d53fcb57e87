package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.delivery.ArchivedMessage;
import dev.webhooks.delivery.Attempts;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryCount;
import dev.webhooks.delivery.DeliveryCursor;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryPage;
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
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What operators can do with every inbox.
 */
abstract class OperationsContract {

	private static final Instant NOW = Samples.NOW;

	private static final Instant LATER = NOW.plus(Duration.ofDays(1));

	private static final DeliveryFilter DEAD = DeliveryFilter.of(DeliveryStatus.DEAD);

	private DeliveryStorage operated;

	private WebhookDeliveries deliveries;

	@BeforeEach
	void createOperated() {
		this.operated = createInbox();
		this.deliveries = new WebhookDeliveries(this.operated,
				(provider) -> provider.equals("stripe") ? List.of("a", "b") : List.of(),
				Clock.fixed(NOW, ZoneOffset.UTC));
	}

	abstract DeliveryStorage createInbox();

	private Set<String> add(String provider, int count, DeliveryStatus status) {
		Lease lease = Samples.lease(1);
		List<Addition> events = new ArrayList<>();
		List<FinishedDelivery> ends = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Addition event = Samples.leased(Samples.event(provider, "evt_" + provider + i), "a");
			ClaimedDelivery claimed = Samples.leased(event, "a", lease);
			events.add(event);
			ends.add(new FinishedDelivery(claimed, status,
					(status == DeliveryStatus.RETRYING) ? NOW.plusSeconds(3600) : null, null));
		}
		this.operated.store().add(events, lease, NOW);
		this.operated.store().finish(ends, NOW);
		return events.stream().map((event) -> event.message().key()).collect(Collectors.toSet());
	}

	private List<ClaimedDelivery> claimAll(String provider) {
		return Samples.claim(this.operated, provider, NOW, 2, false, "a");
	}

	@Test
	void manyAreRetriedWithTheEventsAndIdsTheyHad() {
		Set<String> ids = add("stripe", 250, DeliveryStatus.DEAD);
		assertThat(this.deliveries.count(DEAD)).isEqualTo(250);
		assertThat(this.deliveries.retry(DEAD, 250)).isEqualTo(250);
		List<ClaimedDelivery> replayed = claimAll("stripe");
		assertThat(replayed).hasSize(250)
			.extracting((delivery) -> delivery.message().key())
			.containsOnlyOnceElementsOf(ids);
		assertThat(replayed).allSatisfy((delivery) -> {
			assertThat(delivery.attempt()).isEqualTo(2);
			assertThat(delivery.countedAttempt()).isOne();
			assertThat(delivery.message().body()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
		});
	}

	private WebhookDelivery failAgain(DeliveryTrigger trigger, DeliveryStatus status) {
		ClaimedDelivery claimed = claimAll("stripe").get(0);
		assertThat(claimed.trigger()).isEqualTo(trigger);
		this.operated.store().finish(List.of(new FinishedDelivery(claimed, status, null, "again")), NOW);
		return this.deliveries.find(DeliveryFilter.of(), 1).get(0);
	}

	@Test
	void attemptsAreCountedOverAllRetriesOfOperators() {
		add("stripe", 1, DeliveryStatus.DEAD);
		this.deliveries.retry(DEAD, 1);
		assertThat(failAgain(DeliveryTrigger.MANUAL, DeliveryStatus.DEAD).attempts()).isEqualTo(2);
		this.deliveries.retry(DEAD, 1, RetryMode.ONCE);
		assertThat(failAgain(DeliveryTrigger.MANUAL_ONCE, DeliveryStatus.DEAD).attempts()).isEqualTo(3);
	}

	@Test
	void whatIsProcessedAndRetriedOnceGetsOneAttempt() {
		add("stripe", 1, DeliveryStatus.PROCESSED);
		this.deliveries.retry(this.deliveries.find(DeliveryFilter.of(), 1).get(0).id(), RetryMode.ONCE);
		assertThat(claimAll("stripe")).extracting(ClaimedDelivery::trigger, ClaimedDelivery::attempts)
			.containsExactly(tuple(DeliveryTrigger.MANUAL_ONCE, new Attempts(1, 0, 0)));
	}

	@Test
	void whatWaitsForAnAttemptAndIsRetriedOnceHasThoseLeftThatItHad() {
		add("stripe", 1, DeliveryStatus.RETRYING);
		assertThat(this.deliveries.retry(DeliveryFilter.of(DeliveryStatus.RETRYING), 1, RetryMode.ONCE)).isOne();
		assertThat(claimAll("stripe")).extracting(ClaimedDelivery::trigger, ClaimedDelivery::attempts)
			.containsExactly(tuple(DeliveryTrigger.MANUAL, new Attempts(1, 1, 0)));
	}

	@Test
	void whatIsRetriedOnceTwiceStillGetsOneAttempt() {
		add("stripe", 1, DeliveryStatus.DEAD);
		DeliveryId id = this.deliveries.find(DEAD, 1).get(0).id();
		this.deliveries.retry(id, RetryMode.ONCE);
		assertThat(this.deliveries.retry(id, RetryMode.ONCE)).isTrue();
		assertThat(claimAll("stripe")).extracting(ClaimedDelivery::trigger)
			.containsExactly(DeliveryTrigger.MANUAL_ONCE);
	}

	@Test
	void attemptsThatWerePutOffInARowAreKnownToTheNext() {
		add("stripe", 1, DeliveryStatus.DEAD);
		this.deliveries.retry(DEAD, 1);
		ClaimedDelivery claimed = claimAll("stripe").get(0);
		this.operated.store().finish(List.of(FinishedDelivery.putOff(claimed, NOW, "busy")), NOW);
		assertThat(claimAll("stripe")).extracting(ClaimedDelivery::attempts).containsExactly(new Attempts(2, 0, 1));
	}

	@Test
	void onlyWhatTheFilterMeansIsRetried() {
		add("stripe", 3, DeliveryStatus.DEAD);
		add("github", 2, DeliveryStatus.DEAD);
		add("slack", 4, DeliveryStatus.RETRYING);
		assertThat(this.deliveries.retry(DEAD.channel("github"), 10)).isEqualTo(2);
		assertThat(this.deliveries.count(DEAD)).isEqualTo(3);
		assertThat(this.deliveries.count(DeliveryFilter.of(DeliveryStatus.RETRYING))).isEqualTo(4);
	}

	@Test
	void whereThereAreMoreThanExpectedNoneIsRetried() {
		add("stripe", 3, DeliveryStatus.DEAD);
		assertThatIllegalStateException().isThrownBy(() -> this.deliveries.retry(DEAD, 2))
			.withMessageContaining("more than 2");
		assertThat(this.deliveries.count(DEAD)).isEqualTo(3);
	}

	@Test
	void noMoreThanTenThousandAreChangedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.deliveries.retry(DEAD, 10_001))
			.withMessageContaining("10000");
		assertThatIllegalArgumentException().isThrownBy(() -> this.deliveries.discard(DEAD, 10_001))
			.withMessageContaining("10000");
	}

	@Test
	void processedDeliveriesAreNotRetriedByFilter() {
		add("stripe", 1, DeliveryStatus.PROCESSED);
		assertThatIllegalArgumentException().isThrownBy(() -> this.deliveries.retry(DeliveryFilter.of(), 1));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.deliveries.retry(DeliveryFilter.of(DeliveryStatus.PROCESSED), 1));
		assertThat(claimAll("stripe")).isEmpty();
	}

	@Test
	void aDeadDeliveryIsDiscardedOnItsOwn() {
		add("stripe", 2, DeliveryStatus.DEAD);
		DeliveryId id = this.deliveries.find(DEAD, 1).get(0).id();
		assertThat(this.deliveries.discard(id)).isTrue();
		assertThat(this.deliveries.discard(id)).isFalse();
		assertThat(this.deliveries.find(DeliveryFilter.of(DeliveryStatus.DISCARDED), 2)).extracting(WebhookDelivery::id)
			.containsExactly(id);
	}

	@Test
	void whatWasProcessedOrIsBeingProcessedIsNotDiscarded() {
		add("stripe", 1, DeliveryStatus.PROCESSED);
		this.operated.store()
			.add(List.of(Samples.leased(Samples.event("github", "running"), "a")), Samples.lease(5), NOW);
		assertThat(this.deliveries.find(DeliveryFilter.of(), 2))
			.allSatisfy((delivery) -> assertThat(this.deliveries.discard(delivery.id())).isFalse());
	}

	@Test
	void whatIsDiscardedIsRetriedIfAnOperatorWantsItAfterAll() {
		add("stripe", 1, DeliveryStatus.DEAD);
		DeliveryId id = this.deliveries.find(DEAD, 1).get(0).id();
		this.deliveries.discard(id);
		assertThat(this.deliveries.retry(id)).isTrue();
		assertThat(claimAll("stripe")).hasSize(1);
	}

	@Test
	void onlyWhatTheFilterMeansIsDiscarded() {
		add("stripe", 3, DeliveryStatus.DEAD);
		add("github", 2, DeliveryStatus.RETRYING);
		this.operated.store().add(List.of(Samples.due(Samples.event("stripe", "pending"), "a")), Samples.lease(5), NOW);
		assertThat(this.deliveries.discard(DEAD, 3)).isEqualTo(3);
		assertThat(this.deliveries.discard(DeliveryFilter.of(DeliveryStatus.PENDING, DeliveryStatus.RETRYING), 10))
			.isEqualTo(3);
		assertThat(this.deliveries.count(DeliveryFilter.of(DeliveryStatus.DISCARDED))).isEqualTo(6);
		assertThat(this.deliveries.backlog().counts()).isEmpty();
	}

	@Test
	void whereThereAreMoreThanExpectedNoneIsDiscarded() {
		add("stripe", 3, DeliveryStatus.DEAD);
		assertThatIllegalStateException().isThrownBy(() -> this.deliveries.discard(DEAD, 2))
			.withMessageContaining("more than 2");
		assertThat(this.deliveries.count(DEAD)).isEqualTo(3);
	}

	@Test
	void processedAndRunningDeliveriesAreNotDiscardedByFilter() {
		for (DeliveryFilter filter : List.of(DeliveryFilter.of(), DeliveryFilter.of(DeliveryStatus.PROCESSED),
				DeliveryFilter.of(DeliveryStatus.DEAD, DeliveryStatus.PROCESSING))) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.deliveries.discard(filter, 1))
				.withMessageContaining("DEAD");
		}
	}

	@Test
	void orphansAreShownAndGivenToAListenerOfTheirProvider() {
		this.operated.store().add(List.of(Samples.due(Samples.event("stripe", "1"), "gone")), Samples.lease(5), NOW);
		Destination gone = new Destination("stripe", "gone");
		assertThat(this.deliveries.orphans()).containsExactly(new OrphanedDestination(gone, 1));
		assertThat(this.deliveries.reassign(gone, "a", 10)).isOne();
		assertThat(claimAll("stripe")).hasSize(1);
	}

	/** Ordered deliveries of one key, leased for a minute by a node that is dead. */
	private List<DeliveryId> addOrphansInOrder(int count) {
		for (int i = 0; i < count; i++) {
			this.operated.store()
				.add(List.of(Samples.ordered(Samples.event("stripe", "evt_" + i), "k", "gone")), Samples.lease(5), NOW);
		}
		List<DeliveryId> ids = Samples.claim(this.operated, "stripe", NOW, 6, false, "gone")
			.stream()
			.map(ClaimedDelivery::id)
			.toList();
		assertThat(ids).hasSize(count);
		return ids;
	}

	private WebhookDeliveries at(Instant time) {
		return new WebhookDeliveries(this.operated, (provider) -> List.of("a"), Clock.fixed(time, ZoneOffset.UTC));
	}

	@Test
	void orphansInOrderAreDiscardedOnceTheirLeaseHasEnded() {
		List<DeliveryId> ids = addOrphansInOrder(3);
		assertThat(ids).noneMatch(at(NOW.plusSeconds(59))::discard);
		assertThat(ids).allMatch(at(NOW.plusSeconds(60))::discard);
		assertThat(this.deliveries.orphans()).isEmpty();
		assertThat(this.deliveries.backlog().counts()).isEmpty();
	}

	@Test
	void whatComesAfterADiscardedOrphanOfItsOrderIsDelivered() {
		List<DeliveryId> ids = addOrphansInOrder(2);
		at(NOW.plusSeconds(60)).discard(ids.get(0));
		assertThat(Samples.claim(this.operated, "stripe", NOW.plusSeconds(60), 7, true, "gone"))
			.extracting(ClaimedDelivery::id)
			.containsExactly(ids.get(1));
	}

	@Test
	void orphansAreNotGivenToAListenerThatTheProviderHasNot() {
		this.operated.store().add(List.of(Samples.due(Samples.event("stripe", "1"), "gone")), Samples.lease(5), NOW);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.deliveries.reassign(new Destination("stripe", "gone"), "typo", 10))
			.withMessageContaining("'typo'")
			.withMessageContaining("a, b");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.deliveries.reassign(new Destination("github", "gone"), "a", 10))
			.withMessageContaining("none");
		assertThat(this.deliveries.orphans()).hasSize(1);
	}

	@Test
	void byAnyStatusTheSameDeliveriesAreFoundAndCounted() {
		add("github", 2, DeliveryStatus.PROCESSED);
		add("slack", 3, DeliveryStatus.RETRYING);
		add("shopify", 4, DeliveryStatus.DEAD);
		this.operated.store()
			.add(List.of(Samples.due(Samples.event("stripe", "1"), "a"),
					Samples.ordered(Samples.event("stripe", "2"), "k", "a")), Samples.lease(5), NOW);
		this.operated.store().add(List.of(Samples.leased(Samples.event("paypal", "1"), "a")), Samples.lease(6), NOW);
		Map<DeliveryStatus, Integer> counts = Map.of(DeliveryStatus.PROCESSED, 2, DeliveryStatus.RETRYING, 3,
				DeliveryStatus.DEAD, 4, DeliveryStatus.PENDING, 2, DeliveryStatus.PROCESSING, 1);
		counts.forEach((status, count) -> {
			DeliveryFilter filter = DeliveryFilter.of(status);
			assertThat(this.deliveries.find(filter, 100)).as(status.name())
				.hasSize(count)
				.extracting(WebhookDelivery::status)
				.containsOnly(status);
			assertThat(this.deliveries.count(filter)).as(status.name()).isEqualTo((long) count);
			assertThat(this.deliveries.count(filter.received(NOW, LATER))).as(status.name()).isEqualTo((long) count);
		});
		DeliveryFilter all = DeliveryFilter.of(DeliveryStatus.values());
		assertThat(this.deliveries.find(all, 100)).hasSize(12).doesNotHaveDuplicates();
		assertThat(this.deliveries.count(DeliveryFilter.of(DeliveryStatus.DEAD, DeliveryStatus.PENDING,
				DeliveryStatus.PROCESSING, DeliveryStatus.RETRYING)))
			.isEqualTo(10);
	}

	/** All that the pages of a filter have, whose cursors are written and read again. */
	private List<DeliveryId> pages(DeliveryFilter filter, int limit) {
		List<DeliveryId> found = new ArrayList<>();
		DeliveryCursor next = null;
		do {
			DeliveryPage page = this.deliveries.page(filter, next, limit);
			assertThat(page.complete()).isTrue();
			assertThat(page.deliveries()).hasSizeLessThanOrEqualTo(limit);
			page.deliveries().forEach((delivery) -> found.add(delivery.id()));
			next = (page.next() != null) ? DeliveryCursor.parse(page.next().toString()) : null;
		}
		while (next != null);
		return found;
	}

	@Test
	void pagesGoOnWhereTheOneBeforeHasEnded() {
		add("stripe", 25, DeliveryStatus.PROCESSED);
		List<DeliveryId> all = this.deliveries.find(DeliveryFilter.of(), 100)
			.stream()
			.map(WebhookDelivery::id)
			.toList();
		assertThat(all).hasSize(25).isSortedAccordingTo(Comparator.comparing(DeliveryCursor::of));
		assertThat(pages(DeliveryFilter.of(), 10)).isEqualTo(all);
		assertThat(pages(DeliveryFilter.of(), 25)).isEqualTo(all);
	}

	@Test
	void aPageThatHoldsAllHasNoNextOne() {
		add("stripe", 3, DeliveryStatus.DEAD);
		assertThat(this.deliveries.page(DEAD, null, 3).next()).isNull();
		assertThat(this.deliveries.page(DEAD, null, 2).next()).isNotNull();
	}

	@Test
	void aPageMayBeginBetweenTwoDeliveriesOfOneEvent() {
		this.operated.store()
			.add(List.of(Samples.due(Samples.event("stripe", "1"), "a", "b", "c"),
					Samples.due(Samples.event("stripe", "2"), "a", "b", "c")), Samples.lease(5), NOW);
		for (DeliveryFilter filter : List.of(DeliveryFilter.of(), DeliveryFilter.of(DeliveryStatus.PENDING),
				DeliveryFilter.of().channel("stripe"))) {
			assertThat(pages(filter, 2)).extracting(DeliveryId::target).containsExactly("c", "b", "a", "c", "b", "a");
		}
	}

	@Test
	void whatNewEventsComeMeanwhileTheNextPageStaysTheSame() {
		add("stripe", 3, DeliveryStatus.DEAD);
		DeliveryPage first = this.deliveries.page(DEAD, null, 2);
		List<WebhookDelivery> second = this.deliveries.page(DEAD, first.next(), 2).deliveries();
		add("github", 3, DeliveryStatus.DEAD);
		assertThat(this.deliveries.page(DEAD, first.next(), 2).deliveries()).isEqualTo(second).hasSize(1);
	}

	@Test
	void whatHasAnIdOfAnotherKindIsFoundToo() {
		Addition usual = Samples.due(Samples.event("stripe", "1"), "a");
		for (UUID id : List.of(new UUID(0, 1), new UUID(Long.MIN_VALUE, 0), new UUID(-1, -2))) {
			Message message = Samples.event("stripe", id.toString());
			this.operated.store()
				.add(List.of(new Addition(id, message, null, usual.targets(), false)), Samples.lease(5), NOW);
		}
		assertThat(pages(DeliveryFilter.of(), 2)).hasSize(3).doesNotHaveDuplicates();
		assertThat(this.deliveries.count(DeliveryFilter.of(DeliveryStatus.PENDING))).isEqualTo(3);
	}

	@Test
	void whatAFilterMeansIsFoundAndCountedWhateverItAsksFor() {
		add("github", 3, DeliveryStatus.PROCESSED);
		add("stripe", 3, DeliveryStatus.RETRYING);
		Message acme = Samples.event("paypal", "evt_stripe1");
		acme = new Message("paypal", "acme", acme.key(), List.of("refund"), null, NOW.plusSeconds(9), acme.headers(),
				acme.body(), null, Map.of());
		this.operated.store()
			.add(List.of(Samples.due(acme, "a", "b"), Samples.ordered(Samples.event("slack", "1"), "k", "b")),
					Samples.lease(5), NOW);
		UUID event = this.deliveries.find(DeliveryFilter.of().tenant("acme"), 1).get(0).id().event();
		Map<DeliveryFilter, Integer> counts = new LinkedHashMap<>();
		counts.put(DeliveryFilter.of(), 9);
		counts.put(DeliveryFilter.of().channel("github"), 3);
		counts.put(DeliveryFilter.of().channel("none"), 0);
		counts.put(DeliveryFilter.of().target("a"), 7);
		counts.put(DeliveryFilter.of().target("b"), 2);
		counts.put(DeliveryFilter.of().channel("paypal").target("b"), 1);
		counts.put(DeliveryFilter.of(DeliveryStatus.RETRYING).target("a"), 3);
		counts.put(DeliveryFilter.of(DeliveryStatus.PENDING, DeliveryStatus.RETRYING).channel("slack"), 1);
		counts.put(DeliveryFilter.of(DeliveryStatus.PROCESSED, DeliveryStatus.RETRYING).target("a"), 6);
		counts.put(DeliveryFilter.of().event(event), 2);
		counts.put(DeliveryFilter.of(DeliveryStatus.DEAD).event(event), 0);
		counts.put(DeliveryFilter.of().eventId("evt_stripe1"), 3);
		counts.put(DeliveryFilter.of().eventId("evt_stripe1").channel("stripe"), 1);
		counts.put(DeliveryFilter.of().eventId("none"), 0);
		counts.put(DeliveryFilter.of().tenant("acme"), 2);
		counts.put(DeliveryFilter.of().type("refund"), 2);
		counts.put(DeliveryFilter.of().received(NOW.plusSeconds(1), LATER), 2);
		counts.put(DeliveryFilter.of().received(NOW, NOW.plusSeconds(9)).channel("github"), 3);
		counts.forEach((filter, count) -> {
			assertThat(pages(filter, 2)).as(filter.toString()).hasSize(count).doesNotHaveDuplicates();
			assertThat(this.deliveries.find(filter, 100)).as(filter.toString())
				.hasSize(count)
				.allMatch(filter::matches);
			assertThat(this.deliveries.count(filter, null)).as(filter.toString())
				.isEqualTo(new DeliveryCount(count, null));
		});
	}

	@Test
	void anEventIsShownAsItIsStoredWithItsDeliveries() {
		Message message = Samples.event("stripe", "evt_1");
		this.operated.store().add(List.of(Samples.due(message, "a", "b")), Samples.lease(5), NOW);
		UUID id = this.deliveries.find(DeliveryFilter.of(), 1).get(0).id().event();
		ArchivedMessage event = this.deliveries.event(id);
		assertThat(event.message()).usingRecursiveComparison().isEqualTo(message);
		assertThat(event.deliveries().deliveries()).extracting((delivery) -> delivery.id().target())
			.containsExactly("b", "a");
		assertThat(event.toString()).doesNotContain("{}");
	}

	@Test
	void anEventThatIsNotThereIsNotFound() {
		assertThat(this.deliveries.event(new UUID(1, 1))).isNull();
	}

	@Test
	void theTimeOfReceiptCountsAndNotThatOfTheId() {
		Instant early = NOW.minus(Duration.ofMinutes(90));
		this.operated.store()
			.add(List.of(Samples.due(Samples.event("stripe", "slow", early), "a")), Samples.lease(5), NOW);
		assertThat(this.deliveries.count(DeliveryFilter.of().received(early, NOW))).isOne();
		assertThat(this.deliveries.count(DeliveryFilter.of().received(NOW, LATER))).isZero();
	}

	@Test
	void aTimeOfReceiptMayHaveAnyLimits() {
		add("stripe", 1, DeliveryStatus.DEAD);
		assertThat(this.deliveries.count(DEAD.received(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z")))).isOne();
	}

	@Test
	void aProcessedDeliveryIsReplayedOnItsOwnWithItsId() {
		add("stripe", 1, DeliveryStatus.PROCESSED);
		WebhookDelivery processed = this.deliveries.find(DeliveryFilter.of(), 1).get(0);
		assertThat(this.deliveries.retry(processed.id())).isTrue();
		ClaimedDelivery replayed = claimAll("stripe").get(0);
		assertThat(replayed.message().key()).isEqualTo("evt_stripe0");
		assertThat(this.deliveries.find(DeliveryFilter.of(), 1).get(0).trigger()).isEqualTo(DeliveryTrigger.MANUAL);
	}

	@Test
	void purgedBodiesAreGoneAndTheirDeliveriesAreFoundButNotRetried() {
		add("stripe", 1001, DeliveryStatus.DEAD);
		add("slack", 1, DeliveryStatus.RETRYING);
		assertThat(this.deliveries.purgeBodies(LATER)).as("in batches of 500").isEqualTo(1001);
		assertThat(this.deliveries.purgeBodies(LATER)).isZero();
		assertThat(this.deliveries.retry(DEAD, 1001)).isZero();
		assertThat(this.deliveries.count(DEAD)).isEqualTo(1001);
		assertThat(this.deliveries.retry(DeliveryFilter.of(DeliveryStatus.RETRYING), 1)).isOne();
	}

	@Test
	void prunedEventsAreGone() {
		add("stripe", 501, DeliveryStatus.PROCESSED);
		assertThat(this.deliveries.prune(NOW)).as("too young").isZero();
		assertThat(this.deliveries.prune(LATER)).isEqualTo(501);
		assertThat(this.deliveries.count(DeliveryFilter.of())).isZero();
	}

	@Test
	void aListenerThatIsPausedGetsNothingUntilItIsResumed() {
		this.operated.store().add(List.of(Samples.due(Samples.event("stripe", "p"), "a")), Samples.lease(1), NOW);
		this.deliveries.pauseListener("stripe", "a", "they repair something");
		assertThat(this.deliveries.paused()).extracting(Gate::reason).containsExactly("they repair something");
		assertThat(Samples.claim(this.operated, "stripe", NOW, 2, false, "a")).isEmpty();
		assertThat(this.deliveries.resumeListener("stripe", "a")).isTrue();
		assertThat(Samples.claim(this.operated, "stripe", NOW, 3, false, "a")).hasSize(1);
	}

	@Test
	void aListenerThatIsPausedStaysSoWhenItsProviderIsResumed() {
		this.deliveries.pause("stripe", null);
		this.deliveries.pauseListener("stripe", "a", null);
		assertThat(this.deliveries.resume("stripe")).isTrue();
		assertThat(this.deliveries.resume("stripe")).isFalse();
		assertThat(this.deliveries.paused()).extracting(Gate::destination)
			.containsExactly(new Destination("stripe", "a"));
	}

	@Test
	void aListenerThatIsNotThereIsNotPaused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.deliveries.pauseListener("stripe", "none", null))
			.withMessageContaining("There is no target 'none' for 'stripe' here, but a, b");
	}

}
