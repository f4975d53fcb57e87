package dev.webhooks.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class ProviderLaneTests {

	private long number;

	private static ProviderLane lane(long bytes, int listeners) {
		return lane(bytes, listeners, new OpenTransactions((listener) -> false, 1, 1));
	}

	private static ProviderLane lane(long bytes, int listeners, OpenTransactions transactions) {
		return new ProviderLane(new LaneLimits(10, 10, bytes, listeners), transactions);
	}

	private ClaimedDelivery delivery(String listener, int size, @Nullable String key) {
		this.number++;
		InboxEvent event = new InboxEvent("stripe", null, "evt_" + this.number, List.of("x"), null, Instant.EPOCH,
				WebhookHeaders.of(), new byte[size], null, Map.of());
		return new ClaimedDelivery(new DeliveryId(new UUID(0, this.number), listener), event, 1, 0,
				(key != null) ? new OrderKey(key, false) : null, new Lease(1, Instant.MAX));
	}

	@Test
	void bytesThatAreHeldAreNotThereForOthers() {
		ProviderLane lane = lane(100, 1);
		lane.add(delivery("a", 60, null));
		assertThat(lane.room("a").bytes()).isEqualTo(40);
	}

	@Test
	void aListenerThatHangsLeavesOthersTheirShare() {
		ProviderLane lane = lane(100, 2);
		lane.add(delivery("hangs", 50, null));
		assertThat(lane.room("hangs").isNone()).isTrue();
		assertThat(lane.room("other").bytes()).isEqualTo(50);
	}

	@Test
	void noMoreIsHeldThanTheBytesAndOneDelivery() {
		ProviderLane lane = lane(100, 1);
		lane.add(delivery("a", 99, null));
		assertThat(lane.room("a").isNone()).isFalse();
		lane.add(delivery("a", 99, null));
		assertThat(lane.room("a").isNone()).isTrue();
	}

	@Test
	void thereIsRoomForOneDeliveryLargerThanAllRoom() {
		ProviderLane lane = lane(10, 4);
		assertThat(lane.room("a").isNone()).isFalse();
	}

	@Test
	void anEventIsReservedOnlyIfEachListenerHasRoom() {
		ProviderLane lane = lane(100, 2);
		lane.add(delivery("hangs", 50, null));
		assertThat(lane.reserve(List.of("other", "hangs"), 1)).isFalse();
		assertThat(lane.reserve(List.of("other"), 1)).isTrue();
	}

	@Test
	void deliveriesOfAKeyBecomeReadyOneAfterAnother() {
		ProviderLane lane = lane(100, 1);
		ClaimedDelivery first = delivery("a", 1, "k");
		ClaimedDelivery second = delivery("a", 1, "k");
		lane.add(first);
		lane.add(second);
		assertThat(lane.next()).isSameAs(first);
		assertThat(lane.next()).isNull();
		lane.done(first);
		assertThat(lane.next()).isSameAs(second);
	}

	@Test
	void otherKeysGoOnMeanwhile() {
		ProviderLane lane = lane(100, 1);
		lane.add(delivery("a", 1, "k"));
		ClaimedDelivery other = delivery("a", 1, "other");
		lane.add(other);
		lane.next();
		assertThat(lane.next()).isSameAs(other);
	}

	@Test
	void aTransactionalListenerGetsItsPartOfTheTransactionsWhateverTheProvider() {
		OpenTransactions transactions = new OpenTransactions((listener) -> true, 5, 2);
		ProviderLane lane = lane(100, 1, transactions);
		ProviderLane another = lane(100, 1, transactions);
		ClaimedDelivery first = delivery("a", 1, null);
		lane.add(first);
		lane.add(delivery("a", 1, null));
		another.add(delivery("a", 1, null));
		lane.next();
		lane.next();
		assertThat(another.hasNext()).isFalse();
		assertThat(another.next()).isNull();
		lane.done(first);
		assertThat(another.next()).isNotNull();
	}

	@Test
	void whatIsNotTransactionalGoesOnWhenAllTransactionsAreTaken() {
		ProviderLane lane = lane(100, 3, new OpenTransactions((listener) -> !listener.equals("plain"), 1, 1));
		lane.add(delivery("a", 1, null));
		lane.next();
		lane.add(delivery("b", 1, null));
		assertThat(lane.next()).isNull();
		ClaimedDelivery plain = delivery("plain", 1, null);
		lane.add(plain);
		assertThat(lane.next()).isSameAs(plain);
	}

	@Test
	void whoWaitsForATransactionIsNextThoughOthersRanMeanwhile() {
		ProviderLane lane = lane(100, 3, new OpenTransactions((listener) -> !listener.equals("plain"), 1, 1));
		ClaimedDelivery first = delivery("a", 1, null);
		ClaimedDelivery waiting = delivery("b", 1, null);
		lane.add(first);
		lane.add(delivery("a", 1, null));
		lane.add(waiting);
		lane.add(delivery("plain", 1, null));
		lane.next();
		lane.next();
		lane.done(first);
		assertThat(lane.next()).isSameAs(waiting);
	}

	@Test
	void theRestOfARunThatEndsLeavesItsRoom() {
		ProviderLane lane = lane(100, 1);
		ClaimedDelivery first = delivery("a", 10, "k");
		ClaimedDelivery second = delivery("a", 10, "k");
		lane.add(first);
		lane.add(second);
		lane.next();
		assertThat(lane.isLastOfRun(first)).isFalse();
		assertThat(lane.endRun(first)).containsExactly(second);
		assertThat(lane.isLastOfRun(first)).isTrue();
		lane.done(first);
		assertThat(lane.room("a").bytes()).isEqualTo(100);
		assertThat(lane.next()).isNull();
	}

	@Test
	void whatWaitsInARunIsGivenBackWithTheRest() {
		ProviderLane lane = lane(100, 1);
		lane.add(delivery("a", 10, "k"));
		lane.add(delivery("a", 10, "k"));
		lane.next();
		List<ClaimedDelivery> drained = new ArrayList<>();
		lane.drainTo(drained);
		assertThat(drained).hasSize(1);
		assertThat(lane.room("a").bytes()).as("one runs").isEqualTo(90);
	}

	@Test
	void aKeyThatWaitedIsReadyAgainAfterAllWasGivenBack() {
		ProviderLane lane = lane(100, 1);
		lane.add(delivery("a", 10, "k"));
		lane.add(delivery("a", 10, "k"));
		lane.drainTo(new ArrayList<>());
		ClaimedDelivery again = delivery("a", 10, "k");
		lane.add(again);
		assertThat(lane.next()).isSameAs(again);
	}

	@Test
	void aKeyThatRunsIsNotReadyThoughAllElseWasGivenBack() {
		ProviderLane lane = lane(100, 1);
		ClaimedDelivery runs = delivery("a", 10, "k");
		lane.add(runs);
		lane.next();
		lane.drainTo(new ArrayList<>());
		ClaimedDelivery again = delivery("a", 10, "k");
		lane.add(again);
		assertThat(lane.next()).isNull();
		lane.done(runs);
		assertThat(lane.next()).isSameAs(again);
	}

}
