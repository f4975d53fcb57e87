package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.DeliveryPolicies;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.OrderKey;
import dev.webhooks.delivery.context.DeliveryContext;

/**
 * Has a delivery handled once and finds out how that ended. Safe for use by several
 * threads.
 */
final class DeliveryRunner {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryRunner.class);

	private final EngineParts parts;

	private final Handling handling;

	private final RunTimeouts timeouts;

	private final FailedRuns failures;

	DeliveryRunner(EngineParts parts, Handling handling, RunTimeouts timeouts) {
		this.parts = parts;
		this.handling = handling;
		this.timeouts = timeouts;
		this.failures = new FailedRuns(parts, handling);
	}

	void run(ClaimedDelivery delivery) {
		if (!this.parts.leases().isHeld(delivery)) {
			logger.debug("The lease of {} ended before it ran", delivery);
			this.parts.queue().endRun(delivery).forEach(this.parts.leases()::letGo);
			return;
		}
		End end;
		Instant startedAt = this.parts.clock().instant();
		RunTimeouts.Attempt attempt = this.timeouts.begin(delivery,
				this.handling.policies().timeout(delivery.destination()));
		try (attempt) {
			end = processInContext(delivery, attempt);
		}
		FinishedDelivery finished = end.unrecorded();
		if (finished != null) {
			record(ran(finished, startedAt, finished.error() != null || this.handling.policies().keepsSuccesses()));
		}
	}

	private FinishedDelivery ran(FinishedDelivery finished, Instant startedAt, boolean kept) {
		return finished.isAttempt()
				? finished.ran(startedAt, Duration.between(startedAt, this.parts.clock().instant()), kept) : finished;
	}

	/**
	 * Deliveries that wait for one that is to be tried again, or blocks its key, are
	 * given back first.
	 */
	private void record(FinishedDelivery finished) {
		ClaimedDelivery delivery = finished.delivery();
		OrderKey key = delivery.orderKey();
		if (key != null
				&& (finished.status().isOpen() || (finished.status() == DeliveryStatus.DEAD && key.waitsForDead()))) {
			this.parts.giveBack(this.parts.queue().endRun(delivery));
		}
		this.parts.completion().add(finished, this.parts.queue().isLastOfRun(delivery));
	}

	/**
	 * A context that cannot be restored is a failed attempt.
	 */
	private End processInContext(ClaimedDelivery delivery, RunTimeouts.Attempt attempt) {
		DeliveryContext.Scope scope;
		try {
			scope = attempt.run(() -> this.handling.context().restore(delivery.message().context(), delivery));
		}
		catch (Throwable ex) {
			return End.of(this.failures.failed(delivery, attempt, ex));
		}
		try (scope) {
			End end = process(delivery, attempt, scope);
			scope.ended(end.status());
			return end;
		}
	}

	private End process(ClaimedDelivery delivery, RunTimeouts.Attempt attempt, DeliveryContext.Scope scope) {
		try {
			if (delivery.message().body() == null) {
				return End.of(this.failures.untried(delivery, attempt, "The body was purged"));
			}
			if (delivery.takeovers() >= FailedRuns.MAX_TAKEOVERS) {
				return End.of(this.failures.untried(delivery, attempt,
						"%s nodes died while it ran".formatted(delivery.takeovers())));
			}
			return call(delivery, attempt);
		}
		catch (Throwable ex) {
			if (!attempt.isStopped()) {
				scope.failed(ex);
			}
			return End.of(this.failures.failed(delivery, attempt, ex));
		}
	}

	private End call(ClaimedDelivery delivery, RunTimeouts.Attempt attempt) throws Exception {
		Callable<@Nullable Object> work = () -> attempt.run(() -> {
			this.handling.handler().handle(delivery);
			return null;
		});
		if (!this.handling.handler().isTransactional(delivery.id().target())) {
			work.call();
			return End.of(FinishedDelivery.processed(delivery));
		}
		return callInTransaction(delivery, work);
	}

	/**
	 * An attempt that cannot begin because all connections are taken, or the database is
	 * away, was no attempt.
	 */
	private End callInTransaction(ClaimedDelivery delivery, Callable<@Nullable Object> work) throws Exception {
		AtomicBoolean begun = new AtomicBoolean();
		Instant startedAt = this.parts.clock().instant();
		try {
			boolean done = this.parts.store().processInTransaction(delivery, startedAt, () -> {
				this.parts.leases().pin(delivery);
				begun.set(true);
				return work.call();
			});
			if (done) {
				this.parts.completion().recorded(ran(FinishedDelivery.processed(delivery), startedAt, false));
				return new End(DeliveryStatus.PROCESSED, null);
			}
			this.parts.completion().lost(delivery);
			this.parts.dueNow(delivery.channel());
			return new End(DeliveryStatus.PENDING, null);
		}
		catch (RuntimeException ex) {
			if (begun.get()) {
				throw ex;
			}
			logger.warn("The transaction of {} cannot begin, and is tried again", delivery, ex);
			return End.of(this.failures.notBegun(delivery));
		}
	}

	/**
	 * End of a run.
	 *
	 * @param status where the delivery stands now
	 * @param unrecorded what is to be recorded of it, or {@code null} if nothing is
	 */
	private record End(DeliveryStatus status, @Nullable FinishedDelivery unrecorded) {

		static End of(FinishedDelivery finished) {
			return new End(finished.status(), finished);
		}

	}

	/**
	 * Handler of deliveries with its policies.
	 *
	 * @param handler handles one
	 * @param policies says when it is tried again
	 * @param context is restored around the handler
	 */
	record Handling(DeliveryHandler handler, DeliveryPolicies policies, DeliveryContext context) {

	}

}
