package dev.webhooks.delivery.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.Attempts;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.OrderKey;
import dev.webhooks.delivery.store.ClaimRequest;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelLaneTests {

	private long number;

	private static ChannelLane lane(long bytes, int targets) {
		return lane(bytes, targets, new TargetTurns((target) -> false, 1, 1));
	}

	private static ChannelLane lane(long bytes, int targets, TargetTurns transactions) {
		return new ChannelLane(new TargetLane.Limits(10, 10, bytes, targets), transactions, (target) -> null);
	}

	private ClaimedDelivery delivery(String target, int size, @Nullable String key) {
		this.number++;
		Message event = new Message("stripe", null, "evt_" + this.number, List.of("x"), null, Instant.EPOCH,
				WebhookHeaders.of(), new byte[size], null, Map.of());
		return new ClaimedDelivery(new DeliveryId(new UUID(0, this.number), target), event, DeliveryTrigger.INITIAL,
				Attempts.NONE, 0, (key != null) ? new OrderKey(key, false) : null, new Lease(1, Instant.MAX));
	}

	@Test
	void bytesThatAreHeldAreNotThereForOthers() {
		ChannelLane lane = lane(100, 1);
		lane.add(delivery("a", 60, null));
		assertThat(lane.room("a").bytes()).isEqualTo(40);
	}

	@Test
	void aTargetThatHangsLeavesOthersTheirShare() {
		ChannelLane lane = lane(100, 2);
		lane.add(delivery("hangs", 50, null));
		assertThat(lane.room("hangs").isNone()).isTrue();
		assertThat(lane.room("other").bytes()).isEqualTo(50);
	}

	@Test
	void noMoreIsHeldThanTheBytesAndOneDelivery() {
		ChannelLane lane = lane(100, 1);
		lane.add(delivery("a", 99, null));
		assertThat(lane.room("a").isNone()).isFalse();
		lane.add(delivery("a", 99, null));
		assertThat(lane.room("a").isNone()).isTrue();
	}

	@Test
	void thereIsRoomForOneDeliveryLargerThanAllRoom() {
		ChannelLane lane = lane(10, 4);
		assertThat(lane.room("a").isNone()).isFalse();
	}

	@Test
	void anEventIsReservedOnlyIfEachTargetHasRoom() {
		ChannelLane lane = lane(100, 2);
		lane.add(delivery("hangs", 50, null));
		assertThat(lane.reserve(List.of("other", "hangs"), 1)).isFalse();
		assertThat(lane.reserve(List.of("other"), 1)).isTrue();
	}

	@Test
	void deliveriesOfAKeyBecomeReadyOneAfterAnother() {
		ChannelLane lane = lane(100, 1);
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
		ChannelLane lane = lane(100, 1);
		lane.add(delivery("a", 1, "k"));
		ClaimedDelivery other = delivery("a", 1, "other");
		lane.add(other);
		lane.next();
		assertThat(lane.next()).isSameAs(other);
	}

	@Test
	void aTransactionalTargetGetsItsPartOfTheTransactionsWhateverTheChannel() {
		TargetTurns transactions = new TargetTurns((target) -> true, 5, 2);
		ChannelLane lane = lane(100, 1, transactions);
		ChannelLane another = lane(100, 1, transactions);
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
	void theTransactionsOfATargetThatHasNoneAreForgotten() {
		TargetTurns transactions = new TargetTurns((target) -> true, 5, 2);
		transactions.begin("a", null);
		transactions.begin("a", null);
		transactions.end("a", null);
		assertThat(transactions.targets()).isOne();
		transactions.end("a", null);
		assertThat(transactions.targets()).isZero();
	}

	@Test
	void whatIsNotTransactionalGoesOnWhenAllTransactionsAreTaken() {
		ChannelLane lane = lane(100, 3, new TargetTurns((target) -> !target.equals("plain"), 1, 1));
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
		ChannelLane lane = lane(100, 3, new TargetTurns((target) -> !target.equals("plain"), 1, 1));
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
		ChannelLane lane = lane(100, 1);
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
		ChannelLane lane = lane(100, 1);
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
		ChannelLane lane = lane(100, 1);
		lane.add(delivery("a", 10, "k"));
		lane.add(delivery("a", 10, "k"));
		lane.drainTo(new ArrayList<>());
		ClaimedDelivery again = delivery("a", 10, "k");
		lane.add(again);
		assertThat(lane.next()).isSameAs(again);
	}

	@Test
	void aKeyThatRunsIsNotReadyThoughAllElseWasGivenBack() {
		ChannelLane lane = lane(100, 1);
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

	@Test
	void whatIsGivenBackLeavesItsRoom() {
		ChannelLane lane = lane(1000, 1);
		ClaimRequest.Room room = lane.room("a");
		for (int i = 0; i < 3; i++) {
			lane.add(delivery("a", 10, null));
		}
		lane.drainTo(new ArrayList<>());
		assertThat(lane.room("a")).isEqualTo(room);
	}

	@Test
	void aTargetOfWhichNothingIsToDoIsForgotten() {
		ChannelLane lane = lane(1000, 1);
		lane.room("a");
		assertThat(lane.targets()).isZero();
		assertThat(lane.reserve(List.of("a"), 10)).isTrue();
		lane.cancel(List.of("a"), 10);
		assertThat(lane.targets()).isZero();
		lane.add(delivery("a", 10, "key"));
		lane.add(delivery("a", 10, "key"));
		lane.drainTo(new ArrayList<>());
		assertThat(lane.targets()).isZero();
		lane.add(delivery("a", 10, null));
		lane.done(lane.next());
		assertThat(lane.targets()).isZero();
	}

}
