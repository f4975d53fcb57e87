package dev.webhooks.delivery.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.delivery.Attempts;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryAttempt;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.OrderKey;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.store.Addition;

/**
 * A delivery of a {@link MemoryDeliveryStore}. Guarded by the lock of the store.
 */
final class MemoryDelivery {

	private final MemoryMessage stored;

	private final DeliveryId id;

	private final @Nullable String orderKey;

	/** Among all deliveries, in the order in which they were added. */
	private final long position;

	private DeliveryStatus status;

	private DeliveryTrigger trigger = DeliveryTrigger.INITIAL;

	private Attempts attempts = Attempts.NONE;

	private final List<DeliveryAttempt> kept = new ArrayList<>();

	private int takeovers;

	private @Nullable Long token;

	private @Nullable Instant dueAt;

	private @Nullable Instant finishedAt;

	private @Nullable String lastError;

	MemoryDelivery(MemoryMessage stored, DeliveryId id, Addition added, long position, Lease lease, Instant now) {
		this.stored = stored;
		this.id = id;
		this.orderKey = added.orderKey();
		this.position = position;
		this.status = added.leased() ? DeliveryStatus.PROCESSING : DeliveryStatus.PENDING;
		this.token = added.leased() ? lease.token() : null;
		this.dueAt = added.leased() ? lease.until() : now;
	}

	Destination destination() {
		return new Destination(channel(), this.id.target());
	}

	long position() {
		return this.position;
	}

	DeliveryStatus status() {
		return this.status;
	}

	MemoryMessage stored() {
		return this.stored;
	}

	String channel() {
		return this.stored.message().channel();
	}

	@Nullable String orderKey() {
		return this.orderKey;
	}

	boolean isDue(Instant now) {
		return this.dueAt != null && !this.dueAt.isAfter(now);
	}

	boolean isFinished() {
		return !this.status.isOpen();
	}

	Instant dueAt() {
		Assert.state(this.dueAt != null, "The delivery is finished");
		return this.dueAt;
	}

	boolean isOfTheKeyOf(MemoryDelivery other) {
		return this != other && other.destination().equals(destination())
				&& String.valueOf(other.orderKey).equals(this.orderKey);
	}

	int takeovers() {
		return this.takeovers + ((this.status == DeliveryStatus.PROCESSING) ? 1 : 0);
	}

	int size() {
		return this.stored.message().size();
	}

	ClaimedDelivery claim(Lease lease, boolean waitsForDead) {
		this.takeovers = takeovers();
		this.status = DeliveryStatus.PROCESSING;
		this.token = lease.token();
		this.dueAt = lease.until();
		return new ClaimedDelivery(this.id, this.stored.message(), this.trigger, this.attempts, this.takeovers,
				(this.orderKey != null) ? new OrderKey(this.orderKey, waitsForDead) : null, lease);
	}

	boolean finish(FinishedDelivery end, Instant now) {
		if (!Long.valueOf(end.delivery().lease().token()).equals(this.token)) {
			return false;
		}
		this.status = end.status();
		this.attempts = end.attempts();
		this.dueAt = end.dueAt();
		this.token = null;
		this.finishedAt = end.status().isOpen() ? null : now;
		this.lastError = (end.error() != null) ? end.error() : this.lastError;
		FinishedDelivery.Run run = end.run();
		if (run != null && run.kept()) {
			this.kept.add(new DeliveryAttempt(end.attempts().total(), run.startedAt(), run.duration(), end.status(),
					end.error()));
		}
		return true;
	}

	List<DeliveryAttempt> kept() {
		return List.copyOf(this.kept);
	}

	boolean renew(Lease lease, Instant until) {
		if (!Long.valueOf(lease.token()).equals(this.token)) {
			return false;
		}
		this.dueAt = until;
		return true;
	}

	boolean discard(Set<DeliveryStatus> statuses, Instant now) {
		if (!statuses.contains(this.status) || (this.status == DeliveryStatus.PROCESSING && !isDue(now))) {
			return false;
		}
		this.status = DeliveryStatus.DISCARDED;
		this.token = null;
		this.dueAt = null;
		this.finishedAt = now;
		return true;
	}

	/**
	 * Goes to another target.
	 */
	MemoryDelivery withTarget(String target, Instant now) {
		Addition added = new Addition(this.stored.id(), this.stored.message(), this.orderKey, List.of(target), false);
		MemoryDelivery moved = new MemoryDelivery(this.stored, new DeliveryId(this.stored.id(), target), added,
				this.position, new Lease(0, now), now);
		moved.attempts = this.attempts;
		moved.takeovers = this.takeovers;
		moved.kept.addAll(this.kept);
		return moved;
	}

	boolean reopen(Instant now) {
		return this.status == DeliveryStatus.DEAD && schedule(DeliveryTrigger.REDELIVERY, this.attempts.anew(), now);
	}

	boolean retry(Set<DeliveryStatus> statuses, RetryMode mode, Instant now) {
		boolean waits = mode == RetryMode.ONCE && this.trigger != DeliveryTrigger.MANUAL_ONCE
				&& (this.status == DeliveryStatus.PENDING || this.status == DeliveryStatus.RETRYING);
		return statuses.contains(this.status) && this.status != DeliveryStatus.PROCESSING
				&& this.stored.message().body() != null && schedule(waits ? DeliveryTrigger.MANUAL : mode.trigger(),
						waits ? this.attempts : this.attempts.anew(), now);
	}

	private boolean schedule(DeliveryTrigger trigger, Attempts attempts, Instant now) {
		this.status = DeliveryStatus.PENDING;
		this.trigger = trigger;
		this.attempts = attempts;
		this.takeovers = 0;
		this.dueAt = now;
		this.finishedAt = null;
		return true;
	}

	WebhookDelivery view() {
		Message message = this.stored.message();
		return new WebhookDelivery(this.id, message.channel(), message.tenant(), message.key(), message.types().get(0),
				this.status, this.trigger, this.attempts.total(), message.receivedAt(),
				(this.status == DeliveryStatus.PENDING || this.status == DeliveryStatus.RETRYING) ? this.dueAt : null,
				this.finishedAt, this.lastError);
	}

}
