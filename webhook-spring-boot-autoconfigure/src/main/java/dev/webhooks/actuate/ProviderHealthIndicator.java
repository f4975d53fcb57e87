package dev.webhooks.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.webhooks.delivery.ChannelBacklog;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.operation.EngineWatch;
import dev.webhooks.observation.ChannelActivities;
import dev.webhooks.observation.ChannelActivity;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.settings.HealthSettings;
import dev.webhooks.provider.settings.ProcessingMode;

/**
 * Tells what a provider has sent and what became of it. It is down only where a threshold
 * is set: if too much fails, or if nothing has arrived for too long. Safe for use by
 * several threads.
 */
final class ProviderHealthIndicator implements HealthIndicator {

	private final WebhookProvider provider;

	private final ChannelActivities activities;

	private final @Nullable EngineWatch inbox;

	private final Clock clock;

	ProviderHealthIndicator(WebhookProvider provider, ChannelActivities activities, @Nullable EngineWatch inbox,
			Clock clock) {
		this.provider = provider;
		this.activities = activities;
		this.inbox = (provider.processing().mode() == ProcessingMode.INLINE) ? null : inbox;
		this.clock = clock;
	}

	@Override
	public Health health() {
		Health.Builder health = new Health.Builder().up();
		ChannelActivity activity = this.activities.of(this.provider.name());
		health.withDetail("received", activity.received())
			.withDetail("processed", activity.processed())
			.withDetail("failed", activity.failed())
			.withDetail("refused", activity.refused());
		failureRate(health, activity.window());
		ChannelBacklog backlog = backlog();
		if (backlog != null) {
			health.withDetail("pending", Counts.of(backlog.open())).withDetail("dead", Counts.of(backlog.dead()));
		}
		silence(health, activity, (backlog != null) ? backlog.lastReceived() : null);
		ChannelActivity.LastError error = activity.lastError();
		if (error != null) {
			health.withDetail("lastError", Objects.requireNonNull(ErrorText.of(error.text(), false)))
				.withDetail("lastErrorAt", seconds(error.at()));
		}
		return health.build();
	}

	private void failureRate(Health.Builder health, ChannelActivity.Window window) {
		HealthSettings settings = this.provider.processing().health();
		health.withDetail("failureRate", Math.round(window.failureRate() * 1000) / 10.0 + "%")
			.withDetail("calls", window.calls());
		if (settings.maxFailureRate() != null && window.calls() >= settings.minimumCalls()
				&& window.failureRate() > settings.maxFailureRate().fraction()) {
			health.down().withDetail("maxFailureRate", settings.maxFailureRate().toString());
		}
	}

	/** Other nodes may have received what is stored, and so may this one before. */
	private void silence(Health.Builder health, ChannelActivity activity, @Nullable Instant stored) {
		Instant last = Stream.of(activity.lastReceived(), stored)
			.flatMap(Stream::ofNullable)
			.max(Instant::compareTo)
			.orElse(null);
		if (last != null) {
			health.withDetail("lastReceived", seconds(last));
		}
		Duration maxSilence = this.provider.processing().health().maxSilence();
		if (maxSilence != null) {
			Duration silence = Duration.between((last != null) ? last : this.activities.startedAt(),
					this.clock.instant());
			health.withDetail("silence", Counts.seconds(silence.isNegative() ? Duration.ZERO : silence));
			if (silence.compareTo(maxSilence) > 0) {
				health.down().withDetail("maxSilence", maxSilence.toString());
			}
		}
	}

	private @Nullable ChannelBacklog backlog() {
		try {
			return (this.inbox != null) ? this.inbox.snapshot().channel(this.provider.name()) : null;
		}
		catch (StoreUnavailableException ex) {
			// Which the health of the engine says
			return null;
		}
	}

	private static String seconds(Instant time) {
		return time.truncatedTo(ChronoUnit.SECONDS).toString();
	}

}
