package dev.webhooks.autoconfigure.actuate;

import java.util.Map;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;

import dev.webhooks.actuate.WebhookInboxHealthIndicator;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.inbox.InboxEngine;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of webhooks.
 */
@AutoConfiguration(after = WebhookInboxAutoConfiguration.class,
		beforeName = "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration")
@ConditionalOnClass({ CompositeHealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(InboxEngine.class)
@ConditionalOnEnabledHealthIndicator("webhooks")
public final class WebhookHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "webhooksHealthContributor")
	CompositeHealthContributor webhooksHealthContributor(InboxEngine engine) {
		return CompositeHealthContributor.fromMap(Map.of("inbox", new WebhookInboxHealthIndicator(engine)));
	}

}
