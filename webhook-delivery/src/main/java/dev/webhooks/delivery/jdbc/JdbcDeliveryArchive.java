package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.delivery.ArchivedMessage;
import dev.webhooks.delivery.Backlog;
import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryAttempt;
import dev.webhooks.delivery.DeliveryCount;
import dev.webhooks.delivery.DeliveryCursor;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryPage;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.OrphanedDestination;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.jdbc.database.Transactions;

/**
 * Archive in the tables of a relational database, in transactions of its own.
 */
final class JdbcDeliveryArchive implements DeliveryArchive {

	private final Transactions transactions;

	private final JdbcParts parts;

	JdbcDeliveryArchive(Transactions transactions, JdbcParts parts) {
		this.transactions = transactions;
		this.parts = parts;
	}

	@Override
	public DeliveryPage page(DeliveryFilter filter, @Nullable DeliveryCursor after, int limit) {
		return this.transactions.run(() -> this.parts.queries().page(filter, after, limit));
	}

	@Override
	public @Nullable ArchivedMessage event(UUID id) {
		return this.transactions.run(() -> Optional.ofNullable(this.parts.queries().event(id))).orElse(null);
	}

	@Override
	public List<DeliveryAttempt> attempts(DeliveryId delivery) {
		return this.transactions.run(() -> this.parts.attempts().of(delivery));
	}

	@Override
	public DeliveryCount count(DeliveryFilter filter, @Nullable DeliveryCursor after) {
		return this.transactions.run(() -> this.parts.queries().count(filter, after));
	}

	@Override
	public int retry(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, RetryMode mode, Instant now) {
		return change(deliveries, statuses, () -> this.parts.changes().retry(deliveries, statuses, mode, now));
	}

	@Override
	public int discard(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Instant now) {
		return change(deliveries, statuses, () -> this.parts.changes().discard(deliveries, statuses, now));
	}

	@Override
	public int retry(DeliveryFilter filter, int expected, RetryMode mode, Instant now) {
		return change(filter, expected, (ids) -> this.parts.changes().retry(ids, filter.statuses(), mode, now));
	}

	@Override
	public int discard(DeliveryFilter filter, int expected, Instant now) {
		return change(filter, expected, (ids) -> this.parts.changes().discard(ids, filter.statuses(), now));
	}

	private int change(DeliveryFilter filter, int expected, ToIntFunction<List<DeliveryId>> change) {
		return this.transactions.run(() -> {
			List<DeliveryId> ids = this.parts.queries().ids(filter, expected + 1);
			Assert.state(ids.size() <= expected, () -> "There are more than " + expected + " such deliveries");
			this.parts.events().lock(ids.stream().map(DeliveryId::event).toList());
			return change.applyAsInt(ids);
		});
	}

	private int change(Collection<DeliveryId> deliveries, Set<DeliveryStatus> statuses, Supplier<Integer> change) {
		if (statuses.isEmpty()) {
			return 0;
		}
		return this.transactions.run(() -> {
			this.parts.events().lock(deliveries.stream().map(DeliveryId::event).toList());
			return change.get();
		});
	}

	@Override
	public int reassign(Destination from, String target, int limit, Instant now) {
		return this.transactions.run(() -> this.parts.orphans().reassign(from, target, limit, now));
	}

	@Override
	public List<OrphanedDestination> findOrphans() {
		return this.transactions.run(() -> this.parts.orphans().find());
	}

	@Override
	public Map<String, ChannelBacklog> channels(Instant now) {
		return this.transactions.run(() -> this.parts.channels().channels(now));
	}

	@Override
	public Backlog backlog(Instant now) {
		return this.transactions.run(() -> this.parts.backlog().backlog(now));
	}

}
