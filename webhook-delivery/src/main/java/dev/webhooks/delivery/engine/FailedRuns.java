package dev.webhooks.delivery.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.request.FailureText;

/**
 * Finds out what becomes of deliveries that failed, and lets the handler decide about
 * those that are to be given up. Safe for use by several threads.
 */
final class FailedRuns {

	/**
	 * A node that dies while it has a delivery may do so for other reasons, so that this
	 * many are forgiven.
	 */
	static final int MAX_TAKEOVERS = 20;

	private static final Logger logger = LoggerFactory.getLogger(DeliveryRunner.class);

	private final EngineParts parts;

	private final DeliveryHandler handler;

	private final RetrySchedule schedule;

	FailedRuns(EngineParts parts, DeliveryRunner.Handling handling) {
		this.parts = parts;
		this.handler = handling.handler();
		this.schedule = new RetrySchedule(handling.policies(), parts.random());
	}

	/**
	 * The end of an attempt that could not begin, and was none.
	 */
	FinishedDelivery notBegun(ClaimedDelivery delivery) {
		return FinishedDelivery.givenBack(delivery,
				this.schedule.afterNoAttempt(delivery, this.parts.clock().instant()));
	}

	/**
	 * The end of an attempt that threw.
	 */
	FinishedDelivery failed(ClaimedDelivery delivery, RunTimeouts.Attempt attempt, Throwable ex) {
		if (attempt.isStopped()) {
			return givenBack(delivery);
		}
		Throwable failure = attempt.isTimedOut() ? new RunTimeouts.DeliveryTimedOutException(ex) : ex;
		FinishedDelivery end = this.schedule.afterFailure(delivery, failure, this.parts.clock().instant());
		if (end.status() == DeliveryStatus.DEAD) {
			return givenUp(end, attempt, failure);
		}
		Instant dueAt = (end.dueAt() != null) ? end.dueAt().truncatedTo(ChronoUnit.MILLIS) : null;
		logger.warn("Failed {} in attempt {}, next at {}: {}", delivery, delivery.attempt(), dueAt,
				FailureText.of(failure), (delivery.attempt() == 1) ? failure : null);
		logger.debug("The failure of {}", delivery, failure);
		return end;
	}

	/**
	 * The end of a delivery whose handler is not called.
	 */
	FinishedDelivery untried(ClaimedDelivery delivery, RunTimeouts.Attempt attempt, String error) {
		return givenUp(FinishedDelivery.deadUntried(delivery, error), attempt, null);
	}

	private FinishedDelivery givenBack(ClaimedDelivery delivery) {
		return FinishedDelivery.givenBack(delivery, this.parts.clock().instant());
	}

	private FinishedDelivery givenUp(FinishedDelivery end, RunTimeouts.Attempt attempt, @Nullable Throwable failure) {
		FinishedDelivery decided = decide(end, attempt, failure);
		if (decided.status() == DeliveryStatus.DEAD) {
			logger.error("Gave up {}: {}", end.delivery(), end.error(), failure);
		}
		else if (decided.status() == DeliveryStatus.DISCARDED) {
			logger.warn("Gave up {}, which is not kept as dead: {}", end.delivery(), decided.error(), failure);
		}
		return decided;
	}

	/**
	 * A delivery that is interrupted by the end of the application, or of which nobody
	 * knows whose it is, is left as it was, so that it is decided later.
	 */
	private FinishedDelivery decide(FinishedDelivery end, RunTimeouts.Attempt attempt, @Nullable Throwable failure) {
		ClaimedDelivery delivery = end.delivery();
		DeliveryHandler.FinalFailures decision = this.handler.finalFailures();
		if (decision == null || delivery.message().body() == null || delivery.takeovers() > MAX_TAKEOVERS) {
			return end;
		}
		try {
			if (!isHeld(delivery)) {
				return end;
			}
		}
		catch (StoreUnavailableException ex) {
			logger.warn("The database cannot say whose {} is, and it is tried again", delivery, ex);
			return givenBack(delivery);
		}
		try {
			return checked(end, attempt.run(() -> decision.decide(end, failure)));
		}
		catch (Throwable ex) {
			if (attempt.isStopped()) {
				return givenBack(delivery);
			}
			logger.error("Nothing was decided about {}, which is kept as dead", delivery, ex);
			return end;
		}
	}

	/**
	 * The store knows best. The lock that stood for the lease is gone with the
	 * transaction.
	 */
	private boolean isHeld(ClaimedDelivery delivery) {
		Instant until = this.parts.leases().end();
		boolean held = this.parts.store().renew(List.of(delivery), until).contains(delivery.id());
		this.parts.leases().renewed(delivery, held ? until : Instant.MIN);
		return held;
	}

	private static FinishedDelivery checked(FinishedDelivery end, FinishedDelivery decided) {
		if (decided.status() != DeliveryStatus.DISCARDED) {
			return end;
		}
		return end.discarded(RetrySchedule.bounded(String.valueOf(decided.error())));
	}

}
