package dev.webhooks.delivery.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.jdbc.tables.EventTable;

/**
 * Deliveries that were leased together.
 *
 * @param destination where they go
 * @param deliveries the deliveries
 * @param lease their lease
 * @param probes the gates that they try
 */
record Claims(Destination destination, List<Candidate> deliveries, Lease lease, List<Gate.Probe> probes) {

	Claims(Destination destination, List<Candidate> deliveries, Lease lease) {
		this(destination, deliveries, lease, List.of());
	}

	/**
	 * The same, as probes.
	 */
	Claims probing(List<Gate.Probe> probes) {
		return new Claims(this.destination, this.deliveries, this.lease, probes);
	}

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
						delivery.trigger(), delivery.attempts(), delivery.takeovers(), delivery.orderKey(), this.lease,
						this.probes));
			}
		}
		return claimed;
	}

}
