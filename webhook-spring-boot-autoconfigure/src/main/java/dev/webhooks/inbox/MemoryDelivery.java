package dev.webhooks.inbox;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A delivery of a {@link MemoryWebhookInbox}. Guarded by the lock of the inbox.
 */
final class MemoryDelivery {

	private final MemoryEvent event;

	private final DeliveryId id;

	private final @Nullable String orderKey;

	private DeliveryStatus status;

	private DeliveryTrigger trigger = DeliveryTrigger.INITIAL;

	private int attempts;

	private @Nullable Long token;

	private @Nullable Instant dueAt;

	private @Nullable Instant finishedAt;

	private @Nullable String lastError;

	MemoryDelivery(MemoryEvent event, String listener, @Nullable String orderKey, @Nullable Lease lease, Instant now) {
		this.event = event;
		this.id = new DeliveryId(event.id(), listener);
		this.orderKey = orderKey;
		this.status = (lease != null) ? DeliveryStatus.PROCESSING : DeliveryStatus.PENDING;
		this.attempts = (lease != null) ? 1 : 0;
		this.token = (lease != null) ? lease.token() : null;
		this.dueAt = (lease != null) ? lease.until() : now;
	}

	String provider() {
		return this.event.event().provider();
	}

	@Nullable String orderKey() {
		return this.orderKey;
	}

	boolean isDue(Instant now) {
		return this.dueAt != null && !this.dueAt.isAfter(now);
	}

	boolean isFinished() {
		return this.dueAt == null;
	}

	Instant dueAt() {
		Assert.state(this.dueAt != null, "The delivery is finished");
		return this.dueAt;
	}

	boolean blocks(MemoryDelivery other, ClaimRequest.Ordering ordering) {
		if (this == other || !other.id.listener().equals(this.id.listener()) || !other.provider().equals(provider())
				|| !String.valueOf(other.orderKey).equals(this.orderKey)) {
			return false;
		}
		boolean open = !isFinished()
				|| (this.status == DeliveryStatus.DEAD && ordering == ClaimRequest.Ordering.WAIT_FOR_DEAD);
		return this.status == DeliveryStatus.PROCESSING || (open && this.id.event().compareTo(other.id.event()) < 0);
	}

	ClaimedDelivery claim(Lease lease) {
		this.status = DeliveryStatus.PROCESSING;
		this.attempts++;
		this.token = lease.token();
		this.dueAt = lease.until();
		return new ClaimedDelivery(this.id, this.event.event(), this.attempts, this.orderKey != null, lease);
	}

	boolean finish(FinishedDelivery end, Instant now) {
		if (!Long.valueOf(end.delivery().lease().token()).equals(this.token)) {
			return false;
		}
		this.status = end.status();
		this.attempts -= (end.status() == DeliveryStatus.PENDING) ? 1 : 0;
		this.dueAt = end.dueAt();
		this.token = null;
		this.finishedAt = (end.dueAt() == null) ? now : null;
		this.lastError = (end.error() != null) ? end.error() : this.lastError;
		return true;
	}

	void renew(Lease lease, Instant until) {
		if (Long.valueOf(lease.token()).equals(this.token)) {
			this.dueAt = until;
		}
	}

	boolean reopen(Instant now) {
		return this.status == DeliveryStatus.DEAD && schedule(DeliveryTrigger.REDELIVERY, now);
	}

	boolean retry(Set<DeliveryStatus> statuses, Instant now) {
		return statuses.contains(this.status) && this.status != DeliveryStatus.PROCESSING
				&& this.event.event().body() != null && schedule(DeliveryTrigger.MANUAL, now);
	}

	private boolean schedule(DeliveryTrigger trigger, Instant now) {
		this.status = DeliveryStatus.PENDING;
		this.trigger = trigger;
		this.attempts = 0;
		this.dueAt = now;
		this.finishedAt = null;
		return true;
	}

	WebhookDelivery view() {
		InboxEvent stored = this.event.event();
		return new WebhookDelivery(this.id, stored.provider(), stored.tenant(), stored.id(), stored.types().get(0),
				this.status, this.trigger, this.attempts, stored.receivedAt(),
				(this.status != DeliveryStatus.PROCESSING) ? this.dueAt : null, this.finishedAt, this.lastError);
	}

	static boolean matches(WebhookDelivery view, DeliveryFilter filter) {
		return (filter.statuses().isEmpty() || filter.statuses().contains(view.status()))
				&& matches(filter.provider(), view.provider()) && matches(filter.type(), view.type())
				&& matches(filter.listener(), view.id().listener())
				&& (filter.receivedFrom() == null || !view.receivedAt().isBefore(filter.receivedFrom()))
				&& (filter.receivedBefore() == null || view.receivedAt().isBefore(filter.receivedBefore()));
	}

	private static boolean matches(@Nullable String wanted, String actual) {
		return wanted == null || wanted.equals(actual);
	}

}
