package dev.webhooks.delivery.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.jdbc.tables.EventTable;

/**
 * Deliveries that were leased together.
 *
 * @param destination where they go
 * @param deliveries the deliveries
 * @param lease their lease
 */
record Claims(Destination destination, List<Candidate> deliveries, Lease lease) {

	/**
	 * Reads the events.
	 */
	List<ClaimedDelivery> with(EventTable table) {
		if (this.deliveries.isEmpty()) {
			return List.of();
		}
		Map<UUID, Message> events = table
			.read(this.deliveries.stream().map(Candidate::event).collect(Collectors.toSet()));
		List<ClaimedDelivery> claimed = new ArrayList<>(this.deliveries.size());
		for (Candidate delivery : this.deliveries) {
			Message event = events.get(delivery.event());
			if (event != null) {
				claimed.add(new ClaimedDelivery(new DeliveryId(delivery.event(), this.destination.target()), event,
						delivery.trigger(), delivery.attempts(), delivery.takeovers(), delivery.orderKey(),
						this.lease));
			}
		}
		return claimed;
	}

}
