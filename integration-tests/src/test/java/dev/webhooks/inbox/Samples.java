package dev.webhooks.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.store.Addition;
import dev.webhooks.delivery.store.ClaimRequest;
import dev.webhooks.delivery.store.DeliveryStorage;

/**
 * Events and leases for tests.
 */
final class Samples {

	static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");

	private static final AtomicLong SEQUENCE = new AtomicLong();

	private Samples() {
	}

	static UUID id() {
		return new UUID(NOW.toEpochMilli() << 16 | 0x7000L, Long.MIN_VALUE | SEQUENCE.incrementAndGet());
	}

	static Message event(String provider, String id) {
		return new Message(provider, null, id, List.of("invoice.paid"), null, NOW,
				WebhookHeaders.of("Content-Type", "application/json"), "{}".getBytes(StandardCharsets.UTF_8), null,
				Map.of());
	}

	static Message event(String provider, String id, Instant receivedAt) {
		Message event = event(provider, id);
		return new Message(provider, null, id, event.types(), null, receivedAt, event.headers(), event.body(), null,
				Map.of());
	}

	static Message withTypes(Message event, String... types) {
		return new Message(event.channel(), event.tenant(), event.key(), List.of(types), event.occurredAt(),
				event.receivedAt(), event.headers(), event.body(), event.document(), event.context());
	}

	static Addition leased(Message event, String... listeners) {
		return new Addition(id(), event, null, List.of(listeners), true);
	}

	static Addition due(Message event, String... listeners) {
		return new Addition(id(), event, null, List.of(listeners), false);
	}

	static Addition ordered(Message event, String key, String... listeners) {
		return new Addition(id(), event, key, List.of(listeners), false);
	}

	static Lease lease(long token) {
		return new Lease(token, NOW.plusSeconds(60));
	}

	static Lease lease(long token, Instant now) {
		return new Lease(token, now.plusSeconds(60));
	}

	/**
	 * Claims what is due of a provider, listener by listener, for a minute.
	 */
	static List<ClaimedDelivery> claim(DeliveryStorage inbox, String provider, Instant now, long token,
			boolean waitsForDead, String... listeners) {
		List<Destination> targets = Stream.of(listeners)
			.map((listener) -> new Destination(provider, listener))
			.toList();
		inbox.store().releaseEndedLeases(now);
		return inbox.store()
			.findDue(targets, now)
			.stream()
			.flatMap((due) -> inbox.store()
				.claim(new ClaimRequest(due, new ClaimRequest.Room(1000, 1_000_000, 0), waitsForDead, now),
						() -> new Lease(token, now.plusSeconds(60)))
				.stream())
			.toList();
	}

	static ClaimedDelivery leased(Addition event, String listener, Lease lease) {
		return ClaimedDelivery.first(new DeliveryId(event.id(), listener), event.message(), lease);
	}

}
