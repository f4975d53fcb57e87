package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What operators can do with every inbox.
 */
abstract class OperationsContract {

	private static final Instant NOW = Samples.NOW;

	private static final Instant LATER = NOW.plus(Duration.ofDays(1));

	private static final DeliveryFilter DEAD = DeliveryFilter.of(DeliveryStatus.DEAD);

	private WebhookInbox operated;

	private WebhookDeliveries deliveries;

	@BeforeEach
	void createOperated() {
		this.operated = createInbox();
		this.deliveries = new WebhookDeliveries(this.operated, Clock.fixed(NOW, ZoneOffset.UTC));
	}

	abstract WebhookInbox createInbox();

	private Set<String> add(String provider, int count, DeliveryStatus status) {
		Lease lease = Samples.lease(1);
		List<NewEvent> events = new ArrayList<>();
		List<FinishedDelivery> ends = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			NewEvent event = Samples.leased(Samples.event(provider, "evt_" + provider + i), "a");
			ClaimedDelivery claimed = Samples.leased(event, "a", lease);
			events.add(event);
			ends.add(new FinishedDelivery(claimed, status,
					(status == DeliveryStatus.RETRYING) ? NOW.plusSeconds(3600) : null, null));
		}
		this.operated.add(events, lease, NOW);
		this.operated.finish(ends, NOW);
		return events.stream().map((event) -> event.event().id()).collect(Collectors.toSet());
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
			.extracting((delivery) -> delivery.event().id())
			.containsOnlyOnceElementsOf(ids);
		assertThat(replayed).allSatisfy((delivery) -> {
			assertThat(delivery.attempt()).isOne();
			assertThat(delivery.event().body()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
		});
	}

	@Test
	void onlyWhatTheFilterMeansIsRetried() {
		add("stripe", 3, DeliveryStatus.DEAD);
		add("github", 2, DeliveryStatus.DEAD);
		add("slack", 4, DeliveryStatus.RETRYING);
		assertThat(this.deliveries.retry(DEAD.provider("github"), 10)).isEqualTo(2);
		assertThat(this.deliveries.count(DEAD)).isEqualTo(3);
		assertThat(this.deliveries.count(DeliveryFilter.of(DeliveryStatus.RETRYING))).isEqualTo(4);
	}

	@Test
	void whatIsProcessedWhileItIsLookedForIsNotRetried() {
		add("stripe", 1, DeliveryStatus.RETRYING);
		WebhookDeliveries slow = new WebhookDeliveries(new ForwardingInbox(this.operated) {

			@Override
			public List<WebhookDelivery> find(DeliveryFilter filter, int limit) {
				List<WebhookDelivery> found = super.find(filter, limit);
				List<ClaimedDelivery> claimed = Samples.claim(this, "stripe", LATER, 2, false, "a");
				finish(claimed.stream().map(FinishedDelivery::processed).toList(), LATER);
				return found;
			}

		}, Clock.fixed(NOW, ZoneOffset.UTC));
		assertThat(slow.retry(DeliveryFilter.of(DeliveryStatus.RETRYING), 1)).isZero();
		assertThat(this.deliveries.count(DeliveryFilter.of(DeliveryStatus.PROCESSED))).isOne();
	}

	@Test
	void whereThereAreMoreThanExpectedNoneIsRetried() {
		add("stripe", 3, DeliveryStatus.DEAD);
		assertThatIllegalStateException().isThrownBy(() -> this.deliveries.retry(DEAD, 2))
			.withMessageContaining("more than 2");
		assertThat(this.deliveries.count(DEAD)).isEqualTo(3);
	}

	@Test
	void noMoreThanTenThousandAreRetriedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.deliveries.retry(DEAD, 10_001))
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
	void aProcessedDeliveryIsReplayedOnItsOwnWithItsId() {
		add("stripe", 1, DeliveryStatus.PROCESSED);
		WebhookDelivery processed = this.deliveries.find(DeliveryFilter.of(), 1).get(0);
		assertThat(this.deliveries.retry(processed.id())).isTrue();
		ClaimedDelivery replayed = claimAll("stripe").get(0);
		assertThat(replayed.event().id()).isEqualTo("evt_stripe0");
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

}
