package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.store.ClaimRequest;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.DueDestination;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a node begins with what another had leased and died with, while ordered events of
 * another provider arrive at it.
 */
abstract class TakeoverContract {

	private static final Duration LEASE = Duration.ofSeconds(3);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private final TestDatabase database = TestDatabase.of(this).empty();

	/** What the node that is dead used. */
	private final DeliveryStorage dead = JdbcStorage.open(this.database.dataSource(),
			JdbcStoreSettings.of("application"), null);

	private List<ClaimedDelivery> claimed;

	private Node node;

	@BeforeEach
	void start() {
		this.claimed = claim();
		this.node = Node.start(Listeners.class,
				this.database.properties("webhooks.inbox.lease=" + LEASE.toSeconds() + "s",
						"webhooks.inbox.poll-interval=" + INTERVAL.toSeconds() + "s",
						"webhooks.providers.shop.order-by=body:/key", "webhooks.providers.bank.signature.scheme=none",
						"webhooks.providers.bank.event.id=body:/id"));
	}

	@AfterEach
	void stop() {
		this.node.close();
	}

	/** Leased for as long as it takes until there is traffic. */
	private List<ClaimedDelivery> claim() {
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		Lease lease = new Lease(1, now.plusSeconds(3600));
		this.dead.store()
			.add(List.of(Samples.due(Samples.event("bank", "claimed", now), "bank"),
					Samples.ordered(Samples.event("bank", "ordered", now), "k", "bank")), lease, now);
		List<ClaimedDelivery> claimed = new ArrayList<>();
		for (DueDestination due : this.dead.store().findDue(List.of(new Destination("bank", "bank")), now)) {
			ClaimRequest.Room room = new ClaimRequest.Room(8, 1_000_000, 0);
			claimed.addAll(this.dead.store().claim(new ClaimRequest(due, room, false, now), () -> lease));
		}
		assertThat(claimed).hasSize(2);
		return claimed;
	}

	@Test
	void whileOrderedEventsArriveADeadNodesDeliveriesAreTakenOverWithinLeaseAndTwoPollIntervals() {
		Map<String, Instant> begun = this.node.bean(Listeners.class).begun;
		try (OrderedTraffic traffic = OrderedTraffic.on(this.node)) {
			Instant last = Instant.now();
			Lease lease = new Lease(2, last.plus(LEASE));
			this.dead.store()
				.add(List.of(Samples.leased(Samples.event("bank", "accepted", last), "bank")), lease, last);
			assertThat(this.dead.store().renew(this.claimed, lease.until())).hasSize(2);
			InboxProcessingContract.await().until(() -> begun.size() == 3);
			traffic.assertPace();
			assertThat(begun).containsOnlyKeys("accepted", "claimed", "ordered");
			assertThat(begun.values()).allSatisfy(
					(time) -> assertThat(time).isBetween(lease.until(), lease.until().plus(INTERVAL.multipliedBy(2))));
		}
	}

	static class Listeners {

		final Map<String, Instant> begun = new ConcurrentHashMap<>();

		@WebhookListener(provider = "shop", id = "shop")
		void shop() {
		}

		@WebhookListener(provider = "bank", id = "bank")
		void bank(WebhookEvent event) {
			this.begun.put(event.id(), Instant.now());
		}

	}

}
