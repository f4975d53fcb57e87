package dev.webhooks.autoconfigure.observation;

import java.time.Clock;
import java.time.Duration;

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
	ChannelActivities webhookChannelActivities(ObjectProvider<Clock> clock) {
		return new ChannelActivities(clock.getIfUnique(Clock::systemUTC), (channel) -> Duration.ofMinutes(10));
	}

	@Bean
	@ConditionalOnMissingBean
	EngineWatches webhookEngineWatches(ObjectProvider<OperatedEngine> engines) {
		return new EngineWatches(engines.orderedStream().toList());
	}

}
