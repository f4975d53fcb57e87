package dev.webhooks.observation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.delivery.DeliveryListener;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveObserver;
import dev.webhooks.receiver.ReceiveOutcome;
import dev.webhooks.request.FailureText;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Counts what each channel has received and done on this node, since the start and in the
 * latest time. It holds some numbers for each provider and no request. Safe for use by
 * several threads.
 */
@Internal
public final class ChannelActivities implements ReceiveObserver, DeliveryListener, WebhookDispatcher.RunObserver {

	/** Reasons of requests that are only to come again later: nothing has failed. */
	private static final Set<RejectionReason> PUT_OFF = EnumSet.of(RejectionReason.PAUSED, RejectionReason.IN_PROGRESS,
			RejectionReason.RATE_LIMITED);

	private final Clock clock;

	private final Function<String, Duration> windows;

	private final Instant startedAt;

	private final Map<String, ActivityCounts> channels = new ConcurrentHashMap<>();

	/** Whether the request that the thread receives was verified. */
	private final ThreadLocal<Boolean> verified = new ThreadLocal<>();

	/**
	 * Creates an instance.
	 * @param clock tells the time
	 * @param windows of each channel how long its latest time is
	 */
	public ChannelActivities(Clock clock, Function<String, Duration> windows) {
		this.clock = clock;
		this.windows = windows;
		this.startedAt = clock.instant();
	}

	/**
	 * Since when is counted.
	 * @return when the application started
	 */
	public Instant startedAt() {
		return this.startedAt;
	}

	/**
	 * Shows what a channel has done.
	 * @param channel the name of the channel, such as that of a provider
	 * @return that, which is nothing for one that has done nothing
	 */
	public ChannelActivity of(String channel) {
		ActivityCounts counts = this.channels.get(channel);
		return ((counts != null) ? counts : create(channel)).view();
	}

	private ActivityCounts counts(String channel) {
		ActivityCounts counts = this.channels.get(channel);
		return (counts != null) ? counts : this.channels.computeIfAbsent(channel, this::create);
	}

	private ActivityCounts create(String channel) {
		return new ActivityCounts(this.clock, this.windows.apply(channel));
	}

	@Override
	public @Nullable Reception begin(WebhookProvider provider, WebhookRequestHead head) {
		this.verified.remove();
		return null;
	}

	@Override
	public void verified(WebhookProvider provider, VerifiedWebhookRequest request) {
		this.verified.set(true);
		counts(provider.name()).verified();
	}

	@Override
	public void received(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
		boolean wasVerified = Boolean.TRUE.equals(this.verified.get());
		this.verified.remove();
		boolean refused = outcome.kind() == ReceiveOutcome.Kind.REFUSED;
		if (refused) {
			counts(provider.name()).refused(text(outcome));
		}
		else if (outcome.kind() == ReceiveOutcome.Kind.FAILED && outcome.reason() != RejectionReason.LISTENER_FAILED) {
			counts(provider.name()).error(text(outcome));
		}
		if (wasVerified && (outcome.reason() == null || !PUT_OFF.contains(outcome.reason()))) {
			counts(provider.name()).answered(refused || outcome.kind() == ReceiveOutcome.Kind.FAILED);
		}
	}

	private static String text(ReceiveOutcome outcome) {
		return (outcome.reason() != null) ? outcome.reason().name() : "answered " + outcome.answer().status();
	}

	@Override
	public WebhookDispatcher.Run begin(WebhookEvent event, String listener) {
		long begin = System.nanoTime();
		return (failure) -> {
			ActivityCounts counts = counts(event.provider());
			counts.ran(Duration.ofNanos(System.nanoTime() - begin), failure != null);
			if (failure != null) {
				counts.error(FailureText.of(failure));
			}
		};
	}

	@Override
	public void ended(FinishedDelivery end) {
		ActivityCounts counts = counts(end.delivery().channel());
		String error = end.error();
		if (end.run() != null && end.isAttempt() && (error != null || end.status() == DeliveryStatus.PROCESSED)) {
			counts.ran(end.run().duration(), error != null);
		}
		if (error != null) {
			counts.error(error);
		}
	}

}
