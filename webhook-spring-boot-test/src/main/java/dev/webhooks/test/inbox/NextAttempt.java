package dev.webhooks.test.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.store.DeliveryStorage;

/**
 * Finds out when something is to be delivered next, which may be when a circuit breaker
 * lets something through again.
 */
final class NextAttempt {

	private static final DeliveryFilter OPEN = DeliveryFilter.of(DeliveryStatus.PENDING, DeliveryStatus.RETRYING);

	private static final int MOST = 10_000;

	private final DeliveryStorage storage;

	NextAttempt(DeliveryStorage storage) {
		this.storage = storage;
	}

	/**
	 * The next time after another one, or {@code null} if there is nothing to do, or all
	 * of it waits for something else than time.
	 */
	@Nullable Instant after(Instant now) {
		List<WebhookDelivery> open = this.storage.archive().find(OPEN, MOST);
		Stream<Instant> attempts = open.stream().map(WebhookDelivery::dueAt).filter(Objects::nonNull);
		Stream<Instant> openings = this.storage.store()
			.closedGates(now)
			.stream()
			.filter((gate) -> open.stream().anyMatch((delivery) -> gate.covers(destination(delivery))))
			.flatMap((gate) -> opening(gate, now));
		return Stream.concat(attempts, openings)
			.filter((time) -> time.isAfter(now))
			.min(Instant::compareTo)
			.orElse(null);
	}

	private static Stream<Instant> opening(Gate gate, Instant now) {
		if (gate.closedUntil().equals(Gate.UNTIL_OPENED)) {
			return Stream.of();
		}
		return (gate.probing() != null) ? Stream.of(gate.closedUntil(), now.plus(gate.probing().interval()))
				: Stream.of(gate.closedUntil());
	}

	private static Destination destination(WebhookDelivery delivery) {
		return new Destination(delivery.channel(), delivery.id().target());
	}

}
