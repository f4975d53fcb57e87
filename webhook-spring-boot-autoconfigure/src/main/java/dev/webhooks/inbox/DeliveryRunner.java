package dev.webhooks.inbox;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.RetryPolicy;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * Runs the listener of a delivery once and finds out how that ended. Safe for use by
 * several threads.
 */
final class DeliveryRunner {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryRunner.class);

	/**
	 * A node that dies while it has a delivery may do so for other reasons, so that this
	 * many are forgiven.
	 */
	private static final int MAX_TAKEOVERS = 20;

	private final InboxParts parts;

	private final InboxSettings settings;

	private final Listeners listeners;

	private final ListenerTimeouts timeouts;

	private final RetrySchedule schedule;

	DeliveryRunner(InboxParts parts, InboxSettings settings, Listeners listeners, ListenerTimeouts timeouts) {
		this.parts = parts;
		this.settings = settings;
		this.listeners = listeners;
		this.timeouts = timeouts;
		this.schedule = new RetrySchedule(parts.random());
	}

	void run(ClaimedDelivery delivery) {
		if (!this.parts.leases().isHeld(delivery)) {
			logger.debug("The lease of {} ended before it ran", delivery);
			this.parts.queue().endRun(delivery).forEach(this.parts.leases()::letGo);
			return;
		}
		FinishedDelivery finished;
		ListenerTimeouts.Attempt attempt = this.timeouts.begin(delivery,
				this.settings.timeouts().of(delivery.id().listener()));
		try (attempt) {
			finished = processInContext(delivery, attempt);
		}
		if (finished != null) {
			record(finished);
		}
	}

	/**
	 * What waits for a delivery that is to be tried again, or blocks its key, is given
	 * back first.
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
	 * A context that cannot be restored is a failed attempt, and one that cannot be
	 * removed is not.
	 */
	private @Nullable FinishedDelivery processInContext(ClaimedDelivery delivery, ListenerTimeouts.Attempt attempt) {
		DeliveryContext.Scope scope;
		try {
			scope = attempt.run(() -> this.listeners.context().restore(delivery.event().context(), delivery));
		}
		catch (Throwable ex) {
			return unsuccessful(delivery, attempt, ex);
		}
		try {
			return process(delivery, attempt, scope);
		}
		finally {
			close(scope, delivery);
		}
	}

	private static void tell(DeliveryContext.Scope scope, Throwable failure, ClaimedDelivery delivery) {
		try {
			scope.failed(failure);
		}
		catch (RuntimeException | Error ex) {
			logger.error("Cannot tell the context of {} that it failed", delivery, ex);
		}
	}

	private static void close(DeliveryContext.Scope scope, ClaimedDelivery delivery) {
		try {
			scope.close();
		}
		catch (RuntimeException | Error ex) {
			logger.error("Cannot remove the context of {}", delivery, ex);
		}
	}

	private @Nullable FinishedDelivery process(ClaimedDelivery delivery, ListenerTimeouts.Attempt attempt,
			DeliveryContext.Scope scope) {
		try {
			if (delivery.event().body() == null) {
				return dead(delivery, "The body was purged");
			}
			if (delivery.takeovers() >= MAX_TAKEOVERS) {
				return dead(delivery, "%d nodes died while it ran".formatted(delivery.takeovers()));
			}
			return call(delivery, attempt);
		}
		catch (Throwable ex) {
			if (!attempt.isStopped()) {
				tell(scope, ex, delivery);
			}
			return unsuccessful(delivery, attempt, ex);
		}
	}

	private @Nullable FinishedDelivery call(ClaimedDelivery delivery, ListenerTimeouts.Attempt attempt)
			throws Exception {
		WebhookListenerMethod listener = this.listeners.registry().find(delivery.id().listener());
		if (listener == null) {
			throw new IllegalStateException("There is no listener with the id '%s'. If it was renamed, give it its "
				.formatted(delivery.id().listener()) + "old id with @WebhookListener(id = \"…\").");
		}
		StoredWebhookEvent event = new StoredWebhookEvent(delivery);
		Callable<@Nullable Object> work = () -> attempt.run(() -> this.listeners.dispatcher().invoke(listener, event));
		if (!listener.isTransactional()) {
			work.call();
			return FinishedDelivery.processed(delivery);
		}
		return callInTransaction(delivery, work);
	}

	/**
	 * What cannot begin because all connections are taken, or the database is away, was
	 * no attempt.
	 */
	private @Nullable FinishedDelivery callInTransaction(ClaimedDelivery delivery, Callable<@Nullable Object> work)
			throws Exception {
		AtomicBoolean begun = new AtomicBoolean();
		try {
			boolean done = this.parts.inbox().processInTransaction(delivery, this.parts.clock().instant(), () -> {
				this.parts.leases().pin(delivery);
				begun.set(true);
				return work.call();
			});
			if (!done) {
				logger.warn("The lease of {} was lost before it ran", delivery);
			}
		}
		catch (RuntimeException ex) {
			if (!begun.get()) {
				logger.warn("The transaction of {} cannot begin, and is tried again", delivery, ex);
				return FinishedDelivery.givenBack(delivery,
						this.parts.clock().instant().plus(policy(delivery).initialInterval()));
			}
			throw ex;
		}
		if (delivery.orderKey() != null) {
			this.parts.schedule().dueNow(delivery.provider());
		}
		return null;
	}

	private FinishedDelivery unsuccessful(ClaimedDelivery delivery, ListenerTimeouts.Attempt attempt, Throwable ex) {
		return attempt.isStopped() ? FinishedDelivery.givenBack(delivery, this.parts.clock().instant())
				: failed(delivery, attempt.isTimedOut() ? new ListenerTimedOutException(ex) : ex);
	}

	private FinishedDelivery failed(ClaimedDelivery delivery, Throwable failure) {
		Instant now = this.parts.clock().instant();
		Instant next = this.schedule.next(policy(delivery), delivery.attempt(), failure, now);
		String error = ErrorText.of(failure);
		if (next == null) {
			logger.error("Gave up {}", delivery, failure);
			return new FinishedDelivery(delivery, DeliveryStatus.DEAD, null, error);
		}
		logger.warn("Failed {}, next attempt at {}: {}", delivery, next, failure.getClass().getName());
		logger.debug("The failure of {}", delivery, failure);
		return new FinishedDelivery(delivery, DeliveryStatus.RETRYING, next, error);
	}

	private static FinishedDelivery dead(ClaimedDelivery delivery, String error) {
		logger.error("Gave up {}: {}", delivery, error);
		return FinishedDelivery.deadUntried(delivery, error);
	}

	private RetryPolicy policy(ClaimedDelivery delivery) {
		WebhookProvider provider = this.listeners.providers().find(delivery.provider());
		return (provider != null) ? provider.processing().retry() : RetryPolicy.DEFAULT;
	}

	/**
	 * What is known of listeners and those who send to them.
	 *
	 * @param providers the providers
	 * @param registry the listeners
	 * @param dispatcher calls a listener
	 * @param context is restored around the call
	 */
	record Listeners(WebhookProviders providers, WebhookListenerRegistry registry, WebhookDispatcher dispatcher,
			DeliveryContext context) {

	}

}
