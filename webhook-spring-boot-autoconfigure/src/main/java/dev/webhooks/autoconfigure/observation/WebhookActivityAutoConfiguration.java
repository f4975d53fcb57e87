package dev.webhooks.autoconfigure.observation;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.delivery.operation.EngineWatches;
import dev.webhooks.delivery.operation.OperatedEngine;
import dev.webhooks.observation.ChannelActivities;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.HealthSettings;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what health, meters, alerts and
 * the endpoint know of engines and providers.
 */
@AutoConfiguration(before = { WebhookInboxAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
		WebhookReceiverAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
public final class WebhookActivityAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ChannelActivities webhookChannelActivities(ObjectProvider<Clock> clock,
			ObjectProvider<WebhookProviders> providers) {
		return new ChannelActivities(clock.getIfUnique(Clock::systemUTC),
				(channel) -> window(providers.getIfAvailable(), channel));
	}

	private static Duration window(@Nullable WebhookProviders providers, String channel) {
		WebhookProvider provider = (providers != null) ? providers.find(channel) : null;
		return ((provider != null) ? provider.processing().health() : HealthSettings.NONE).window();
	}

	@Bean
	@ConditionalOnMissingBean
	EngineWatches webhookEngineWatches(ObjectProvider<OperatedEngine> engines) {
		return new EngineWatches(engines.orderedStream().toList());
	}

}
