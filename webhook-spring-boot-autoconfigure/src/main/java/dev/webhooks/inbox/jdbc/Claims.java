package dev.webhooks.inbox.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.webhooks.inbox.ClaimedDelivery;
import dev.webhooks.inbox.DeliveryId;
import dev.webhooks.inbox.DeliveryTarget;
import dev.webhooks.inbox.InboxEvent;
import dev.webhooks.inbox.Lease;

/**
 * Deliveries that were leased together.
 *
 * @param target where they go
 * @param deliveries the deliveries
 * @param lease their lease
 */
record Claims(DeliveryTarget target, List<Candidate> deliveries, Lease lease) {

	/**
	 * Reads the events.
	 */
	List<ClaimedDelivery> with(EventTable table) {
		if (this.deliveries.isEmpty()) {
			return List.of();
		}
		Map<UUID, InboxEvent> events = table
			.read(this.deliveries.stream().map(Candidate::event).collect(Collectors.toSet()));
		List<ClaimedDelivery> claimed = new ArrayList<>(this.deliveries.size());
		for (Candidate delivery : this.deliveries) {
			InboxEvent event = events.get(delivery.event());
			if (event != null) {
				claimed.add(new ClaimedDelivery(new DeliveryId(delivery.event(), this.target.listener()), event,
						delivery.attempts() + 1, delivery.takeovers(), delivery.orderKey(), this.lease));
			}
		}
		return claimed;
	}

}
