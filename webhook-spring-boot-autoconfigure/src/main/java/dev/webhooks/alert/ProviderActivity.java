package dev.webhooks.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.delivery.operation.EngineWatch;
import dev.webhooks.observation.ChannelActivities;
import dev.webhooks.observation.ChannelActivity;

/**
 * Tells what providers have done: this node's part, and the last receipt as all nodes
 * have stored it. Safe for use by several threads.
 */
@Internal
public final class ProviderActivity {

	private final ChannelActivities activities;

	private final @Nullable EngineWatch inbox;

	/**
	 * Creates an instance.
	 * @param activities knows what this node has done
	 * @param inbox looks into the engine whose channels are the providers, or
	 * {@code null} if nothing is stored
	 */
	public ProviderActivity(ChannelActivities activities, @Nullable EngineWatch inbox) {
		this.activities = activities;
		this.inbox = inbox;
	}

	ChannelActivity.Window window(String provider) {
		return this.activities.of(provider).window();
	}

	/**
	 * When something came last, or when this node started if that is not known.
	 * @throws dev.webhooks.delivery.StoreUnavailableException if that cannot be told
	 */
	Instant lastReceived(String provider) {
		Instant stored = (this.inbox != null) ? this.inbox.snapshot().channel(provider).lastReceived() : null;
		return Stream.of(Optional.ofNullable(stored), Optional.ofNullable(this.activities.of(provider).lastReceived()))
			.flatMap(Optional::stream)
			.max(Comparator.naturalOrder())
			.orElse(this.activities.startedAt());
	}

}
