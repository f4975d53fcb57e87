package dev.webhooks.autoconfigure.observation;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.observation.VerificationMetrics;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the metrics of an application
 * that has a {@link MeterRegistry}.
 */
@AutoConfiguration(before = WebhookReceiverAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
public final class WebhookMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	VerificationMetrics webhookVerificationMetrics(MeterRegistry registry) {
		return new VerificationMetrics(registry);
	}

}
