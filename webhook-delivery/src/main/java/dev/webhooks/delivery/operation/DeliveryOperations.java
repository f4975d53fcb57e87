package dev.webhooks.delivery.operation;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.RetryMode;
import dev.webhooks.delivery.store.DeliveryStorage;

/**
 * Operators' access to the deliveries of an engine. A delivery that is retried keeps its
 * event and the event's id. Safe for use by several threads.
 */
public non-sealed class DeliveryOperations extends DeliveryHistory {

	/**
	 * How many deliveries are changed by one call at the most.
	 */
	public static final int MAX_CHANGED = 10_000;

	private static final Set<DeliveryStatus> RETRIED = EnumSet.of(DeliveryStatus.DEAD, DeliveryStatus.RETRYING);

	private static final Set<DeliveryStatus> DISCARDED = EnumSet.of(DeliveryStatus.DEAD, DeliveryStatus.RETRYING,
			DeliveryStatus.PENDING);

	private final DeliveryStorage storage;

	private final Function<String, List<String>> targets;

	private final Clock clock;

	/**
	 * Creates an instance.
	 * @param storage holds the deliveries
	 * @param targets gives the ids of the targets that a channel has here
	 * @param clock tells the time
	 */
	public DeliveryOperations(DeliveryStorage storage, Function<String, List<String>> targets, Clock clock) {
		super(storage, clock);
		this.storage = storage;
		this.targets = targets;
		this.clock = clock;
	}

	/**
	 * Has a delivery tried again, with all attempts of its channel's retry policy.
	 * @param id the delivery
	 * @return whether it is tried again; one that is being processed, or whose body was
	 * purged, is not
	 */
	public boolean retry(DeliveryId id) {
		return retry(id, RetryMode.ANEW);
	}

	/**
	 * Has a delivery tried again that is dead, waits or was processed.
	 * @param id the delivery
	 * @param mode how many attempts it gets
	 * @return whether it is tried again; one that is being processed, or whose body was
	 * purged, is not
	 */
	public boolean retry(DeliveryId id, RetryMode mode) {
		return this.storage.archive()
			.retry(List.of(id), EnumSet.allOf(DeliveryStatus.class), mode, this.clock.instant()) == 1;
	}

	/**
	 * Has deliveries tried again that are dead or wait for their next attempt, in one
	 * step. They get all attempts of their channel's retry policy again.
	 * @param filter which deliveries, by {@link DeliveryStatus#DEAD} or
	 * {@link DeliveryStatus#RETRYING}; {@link #count} tells beforehand how many
	 * @param expected how many deliveries the caller expects at the most, up to
	 * {@link #MAX_CHANGED}
	 * @return how many are tried again
	 */
	public int retry(DeliveryFilter filter, int expected) {
		return retry(filter, expected, RetryMode.ANEW);
	}

	/**
	 * Has deliveries tried again that are dead or wait for their next attempt, in one
	 * step.
	 * @param filter which deliveries, by {@link DeliveryStatus#DEAD} or
	 * {@link DeliveryStatus#RETRYING}; {@link #count} tells beforehand how many
	 * @param expected how many deliveries the caller expects at the most, up to
	 * {@link #MAX_CHANGED}
	 * @param mode how many attempts they get
	 * @return how many are tried again; those whose body was purged are not
	 * @throws IllegalArgumentException if the filter means other statuses
	 * @throws IllegalStateException if there are more deliveries than expected; none is
	 * then tried again
	 */
	public int retry(DeliveryFilter filter, int expected, RetryMode mode) {
		check(filter, RETRIED, expected);
		return this.storage.archive().retry(filter, expected, mode, this.clock.instant());
	}

	/**
	 * Gives up a delivery that has not been processed, such as one whose node died with
	 * it, once its lease has ended. Only {@link #retry} opens it again, a redelivery does
	 * not.
	 * @param id the delivery
	 * @return whether it is given up; one that is being processed, or was processed, is
	 * not
	 */
	public boolean discard(DeliveryId id) {
		EnumSet<DeliveryStatus> statuses = EnumSet.of(DeliveryStatus.PROCESSING,
				DISCARDED.toArray(DeliveryStatus[]::new));
		return this.storage.archive().discard(List.of(id), statuses, this.clock.instant()) == 1;
	}

	/**
	 * Gives up deliveries that are dead or wait for an attempt, in one step.
	 * @param filter which deliveries, by {@link DeliveryStatus#DEAD},
	 * {@link DeliveryStatus#RETRYING} or {@link DeliveryStatus#PENDING}; {@link #count}
	 * tells beforehand how many
	 * @param expected how many deliveries the caller expects at the most, up to
	 * {@link #MAX_CHANGED}
	 * @return how many are given up
	 * @throws IllegalArgumentException if the filter means other statuses
	 * @throws IllegalStateException if there are more deliveries than expected; none is
	 * then given up
	 */
	public int discard(DeliveryFilter filter, int expected) {
		check(filter, DISCARDED, expected);
		return this.storage.archive().discard(filter, expected, this.clock.instant());
	}

	private static void check(DeliveryFilter filter, Set<DeliveryStatus> allowed, int expected) {
		checkNumber("expected", expected);
		Assert.isTrue(!filter.statuses().isEmpty() && allowed.containsAll(filter.statuses()),
				() -> "'filter' must mean deliveries with a status of " + allowed);
	}

	private static void checkNumber(String name, int number) {
		Assert.isTrue(number >= 1 && number <= MAX_CHANGED, () -> "'" + name + "' must be from 1 to " + MAX_CHANGED);
	}

	/**
	 * Gives open deliveries of one target to another, which receives them as its own.
	 * Those of events that the other has received too stay as they are, and so do those
	 * that are being processed.
	 * @param from the channel and the target, which may be gone
	 * @param target the id of the other target, which this application has for that
	 * channel
	 * @param limit how many at the most, up to {@link #MAX_CHANGED}
	 * @return how many were given to the other
	 * @throws IllegalArgumentException if there is no such target
	 */
	public int reassign(Destination from, String target, int limit) {
		checkNumber("limit", limit);
		check(new Destination(from.channel(), target));
		return this.storage.archive().reassign(from, target, limit, this.clock.instant());
	}

	/**
	 * Pauses a target, or with {@link Gate#ALL_TARGETS} a channel: its deliveries wait,
	 * on all nodes within a poll interval. What runs comes to its end.
	 * @param destination the channel and the target
	 * @param reason why, up to {@value Gate#MAX_REASON_LENGTH} characters, or
	 * {@code null}
	 * @throws IllegalArgumentException if there is no such target here
	 */
	public void pause(Destination destination, @Nullable String reason) {
		check(destination);
		this.storage.store().close(new Gate(destination, Gate.UNTIL_OPENED, reason), this.clock.instant());
	}

	/**
	 * Goes on with what was paused, or held up by a circuit breaker, which begins to
	 * count anew.
	 * @param destination the channel and the target, or {@link Gate#ALL_TARGETS}
	 * @return whether it was either; targets that are paused by themselves still are when
	 * their channel goes on
	 */
	public boolean resume(Destination destination) {
		return this.storage.store().open(destination);
	}

	private void check(Destination destination) {
		List<String> known = this.targets.apply(destination.channel());
		Assert.isTrue(
				known.contains(destination.target())
						|| (destination.target().equals(Gate.ALL_TARGETS) && !known.isEmpty()),
				() -> "There is no target '%s' for '%s' here, but %s".formatted(destination.target(),
						destination.channel(), known.isEmpty() ? "none" : String.join(", ", known)));
	}

	/**
	 * Removes the bodies and headers of events that have nothing left to do.
	 * @param receivedBefore the time of receipt before which they are removed
	 * @return how many were removed
	 */
	public int purgeBodies(Instant receivedBefore) {
		return this.storage.retention().purgeAll(Instant.EPOCH, receivedBefore);
	}

	/**
	 * Removes events that have nothing left to do, with their deliveries. A redelivery of
	 * one of them is a new event.
	 * @param receivedBefore the time of receipt before which they are removed
	 * @return how many were removed
	 */
	public int prune(Instant receivedBefore) {
		return this.storage.retention().pruneAll(receivedBefore);
	}

}
