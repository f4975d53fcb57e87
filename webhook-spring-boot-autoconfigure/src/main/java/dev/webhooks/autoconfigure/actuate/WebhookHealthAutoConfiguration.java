package dev.webhooks.autoconfigure.actuate;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;

import dev.webhooks.actuate.WebhookHealth;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.autoconfigure.observation.WebhookActivityAutoConfiguration;
import dev.webhooks.delivery.operation.EngineWatches;
import dev.webhooks.observation.ChannelActivities;
import dev.webhooks.provider.WebhookProviders;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of webhooks.
 */
@AutoConfiguration(
		after = { WebhookAutoConfiguration.class, WebhookInboxAutoConfiguration.class,
				WebhookActivityAutoConfiguration.class },
		beforeName = "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration")
@ConditionalOnClass({ CompositeHealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean({ EngineWatches.class, ChannelActivities.class })
@ConditionalOnEnabledHealthIndicator("webhooks")
@EnableConfigurationProperties(WebhookHealthProperties.class)
public final class WebhookHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "webhooksHealthContributor")
	CompositeHealthContributor webhooksHealthContributor(EngineWatches watches, ChannelActivities activities,
			ObjectProvider<WebhookProviders> providers, WebhookHealthProperties properties,
			ObjectProvider<Clock> clock) {
		Duration maxBacklogAge = properties.getMaxBacklogAge();
		if (maxBacklogAge != null && (maxBacklogAge.isNegative() || maxBacklogAge.isZero())) {
			throw new InvalidWebhookConfigurationException("webhooks.health.max-backlog-age",
					maxBacklogAge + " is no time to wait.", "Use a time such as 10m, or leave the property out.");
		}
		WebhookProviders all = providers.getIfAvailable();
		return new WebhookHealth(watches, activities, clock.getIfUnique(Clock::systemUTC))
			.of((all != null) ? all.all() : List.of(), maxBacklogAge);
	}

}
