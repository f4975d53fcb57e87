package dev.webhooks.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.OrphanedDestination;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.DeliveryStorage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How every inbox says what there is to do in each channel.
 */
abstract class BacklogContract extends OperationsContract {

	private static final Instant NOW = Samples.NOW;

	private static final int MOST = DeliveryArchive.MAX_SCANNED;

	private DeliveryStorage inbox;

	@BeforeEach
	void createInboxWithBacklog() {
		this.inbox = createInbox();
	}

	private void add(Addition... events) {
		this.inbox.store().add(List.of(events), Samples.lease(1), NOW);
	}

	private Map<String, ChannelBacklog> channels(Instant now) {
		return this.inbox.archive().channels(now);
	}

	private void finish(String channel, DeliveryStatus status, Instant dueAt) {
		List<ClaimedDelivery> claimed = Samples.claim(this.inbox, channel, NOW, 2, true, "a");
		assertThat(claimed).isNotEmpty();
		this.inbox.store()
			.finish(claimed.stream().map((delivery) -> new FinishedDelivery(delivery, status, dueAt, "wrong")).toList(),
					NOW);
	}

	@Test
	void withoutDeliveriesNoChannelHasABacklog() {
		assertThat(channels(NOW)).isEmpty();
	}

	@Test
	void eachChannelHasItsOwnBacklog() {
		add(Samples.due(Samples.event("github", "1"), "a"));
		add(Samples.due(Samples.event("stripe", "1"), "a"), Samples.leased(Samples.event("stripe", "2"), "a", "b"));
		assertThat(channels(NOW)).containsOnly(Map.entry("github", new ChannelBacklog(1, 1, 0, NOW, NOW)),
				Map.entry("stripe", new ChannelBacklog(3, 1, 0, NOW, NOW)));
	}

	@Test
	void whatIsLeasedIsOpenAndNotDue() {
		add(Samples.leased(Samples.event("stripe", "1"), "a"));
		assertThat(channels(NOW)).containsOnly(Map.entry("stripe", new ChannelBacklog(1, 0, 0, null, NOW)));
	}

	@Test
	void whatIsRetriedLaterIsOpenAndDueThen() {
		add(Samples.due(Samples.event("stripe", "1"), "a"));
		finish("stripe", DeliveryStatus.RETRYING, NOW.plusSeconds(9));
		assertThat(channels(NOW)).containsOnly(Map.entry("stripe", new ChannelBacklog(1, 0, 0, null, NOW)));
		assertThat(channels(NOW.plusSeconds(9)))
			.containsOnly(Map.entry("stripe", new ChannelBacklog(1, 1, 0, NOW.plusSeconds(9), NOW)));
	}

	@Test
	void whatIsDeadIsNotOpen() {
		add(Samples.due(Samples.event("stripe", "1"), "a"));
		finish("stripe", DeliveryStatus.DEAD, null);
		assertThat(channels(NOW)).containsOnly(Map.entry("stripe", new ChannelBacklog(0, 0, 1, null, NOW)));
	}

	@Test
	void ofAnOrderKeyTheFirstIsDue() {
		add(Samples.ordered(Samples.event("stripe", "1"), "key", "a"),
				Samples.ordered(Samples.event("stripe", "2"), "key", "a"),
				Samples.ordered(Samples.event("stripe", "3"), "other", "a"));
		assertThat(channels(NOW)).containsOnly(Map.entry("stripe", new ChannelBacklog(3, 2, 0, NOW, NOW)));
	}

	@Test
	void aDeadDeliveryThatBlocksItsKeyIsNotOpen() {
		add(Samples.ordered(Samples.event("stripe", "1"), "key", "a"));
		finish("stripe", DeliveryStatus.DEAD, null);
		assertThat(channels(NOW)).containsOnly(Map.entry("stripe", new ChannelBacklog(0, 0, 1, null, NOW)));
		assertThat(this.inbox.archive().backlog(NOW).counts()).containsOnly(Map.entry(DeliveryStatus.DEAD, 1L));
	}

	@Test
	void theLatestEventIsTheOneReceivedLastWhateverBecameOfIt() {
		add(Samples.leased(Samples.event("stripe", "1", NOW.minusSeconds(7)), "a"));
		add(Samples.leased(Samples.event("stripe", "2", NOW.minusSeconds(5)), "a"));
		Addition processed = Samples.leased(Samples.event("stripe", "3", NOW.minusSeconds(3)), "b");
		add(processed);
		this.inbox.store()
			.finish(List.of(FinishedDelivery.processed(Samples.leased(processed, "b", Samples.lease(1)))), NOW);
		assertThat(channels(NOW).get("stripe").lastReceived()).isEqualTo(NOW.minusSeconds(3));
		add(Samples.due(Samples.event("stripe", "4", NOW.minusSeconds(1)), "a"));
		assertThat(channels(NOW).get("stripe").lastReceived()).isEqualTo(NOW.minusSeconds(1));
	}

	@Test
	void countsEndAtTheMostThatIsCounted() {
		for (int start = 0; start <= MOST; start += 1000) {
			int first = start;
			this.inbox.store()
				.add(IntStream.range(first, first + 1000)
					.mapToObj((i) -> Samples.due(Samples.event("stripe", "due" + i), "a"))
					.toList(), Samples.lease(1), NOW);
		}
		add(Samples.due(Samples.event("github", "1"), "a"));
		assertThat(channels(NOW).get("stripe")).isEqualTo(new ChannelBacklog(MOST, MOST, 0, NOW, NOW));
		assertThat(channels(NOW).get("github")).isEqualTo(new ChannelBacklog(1, 1, 0, NOW, NOW));
		assertThat(this.inbox.archive().backlog(NOW).count(DeliveryStatus.PENDING)).isGreaterThan(MOST);
		this.inbox.store()
			.announce(UUID.randomUUID(), List.of(new Destination("github", "a")), NOW, NOW.minusSeconds(600));
		assertThat(this.inbox.archive().findOrphans())
			.containsExactly(new OrphanedDestination(new Destination("stripe", "a"), MOST));
	}

	@Test
	void openAndDeadOnesOfAllChannelsAreFoundInOneOrder() {
		List<String> added = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			String channel = List.of("github", "slack", "stripe").get(i % 3);
			Addition event = Samples.leased(Samples.event(channel, "evt_" + i), "a");
			add(event);
			added.add(0, "evt_" + i);
			if (i % 2 == 0) {
				this.inbox.store()
					.finish(List.of(new FinishedDelivery(Samples.leased(event, "a", Samples.lease(1)),
							DeliveryStatus.DEAD, null, "wrong")), NOW);
			}
		}
		DeliveryFilter all = DeliveryFilter.of(DeliveryStatus.DEAD, DeliveryStatus.PROCESSING);
		assertThat(this.inbox.archive().find(all, 100)).extracting(WebhookDelivery::eventId).isEqualTo(added);
		assertThat(this.inbox.archive().find(all.channel("slack"), 100)).extracting(WebhookDelivery::eventId)
			.containsExactly("evt_10", "evt_7", "evt_4", "evt_1");
		assertThat(this.inbox.archive()
			.page(DeliveryFilter.of(DeliveryStatus.DEAD).channel("slack"), null, 1)
			.deliveries()).extracting(WebhookDelivery::eventId).isEqualTo(List.of("evt_10"));
		assertThat(Set.copyOf(added)).hasSize(12);
	}

}
