package dev.webhooks.actuate;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;

import dev.webhooks.delivery.operation.EngineWatch;
import dev.webhooks.delivery.operation.EngineWatches;
import dev.webhooks.inbox.InboxEngine;
import dev.webhooks.observation.ChannelActivities;
import dev.webhooks.provider.WebhookProvider;

/**
 * Makes the health of webhooks: a component for each engine and one for each provider.
 */
public final class WebhookHealth {

	private final EngineWatches watches;

	private final ChannelActivities activities;

	private final Clock clock;

	/**
	 * Creates an instance.
	 * @param watches look into the engines
	 * @param activities what the providers have done
	 * @param clock tells the time
	 */
	public WebhookHealth(EngineWatches watches, ChannelActivities activities, Clock clock) {
		this.watches = watches;
		this.activities = activities;
		this.clock = clock;
	}

	/**
	 * Makes the components. A provider that is named like an engine has {@code provider-}
	 * before its name.
	 * @param providers the providers
	 * @param maxBacklogAge how old the backlog of an engine may be, or {@code null} for
	 * any age
	 * @return all of them
	 */
	public CompositeHealthContributor of(Collection<WebhookProvider> providers, @Nullable Duration maxBacklogAge) {
		Map<String, HealthContributor> components = new LinkedHashMap<>();
		for (EngineWatch watch : this.watches) {
			components.put(watch.engine().name(), new EngineHealth(watch, maxBacklogAge).contributor());
		}
		EngineWatch inbox = this.watches.of(InboxEngine.NAME);
		for (WebhookProvider provider : providers) {
			String name = components.containsKey(provider.name()) ? "provider-" + provider.name() : provider.name();
			components.put(name, new ProviderHealthIndicator(provider, this.activities, inbox, this.clock));
		}
		return CompositeHealthContributor.fromMap(components);
	}

}
