package dev.webhooks.autoconfigure.observation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.background.RepeatedTask;
import dev.webhooks.delivery.operation.EngineWatches;
import dev.webhooks.observation.AcceptTimer;
import dev.webhooks.observation.DeliveryMeters;
import dev.webhooks.observation.EngineMeters;
import dev.webhooks.observation.ReceiveMeters;
import dev.webhooks.observation.SecretMeters;
import dev.webhooks.observation.WebhookHistograms;
import dev.webhooks.observation.WebhookMeterObservationHandler;
import dev.webhooks.provider.WebhookProviders;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of an application
 * that has a {@link MeterRegistry}.
 */
@AutoConfiguration(before = WebhookReceiverAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
public final class WebhookMetricsAutoConfiguration {

	/** Before the filter of {@code management.metrics.*}, whose word is the last. */
	@Bean
	@ConditionalOnMissingBean
	@Order(-1)
	WebhookHistograms webhookHistograms() {
		return new WebhookHistograms();
	}

	/** Before the handler of all other observations. */
	@Bean
	@ConditionalOnMissingBean
	@Order(0)
	WebhookMeterObservationHandler webhookMeterObservationHandler(MeterRegistry registry) {
		return new WebhookMeterObservationHandler(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	ReceiveMeters webhookReceiveMeters(MeterRegistry registry) {
		return new ReceiveMeters(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	DeliveryMeters webhookDeliveryMeters(MeterRegistry registry) {
		return new DeliveryMeters(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	AcceptTimer webhookAcceptTimer(MeterRegistry registry) {
		return new AcceptTimer(registry);
	}

	/**
	 * Meters of what is there only when the engines and providers are.
	 */
	@Configuration(proxyBeanMethods = false)
	static class BackgroundConfiguration {

		private static final Duration INTERVAL = Duration.ofSeconds(10);

		@Bean
		@ConditionalOnMissingBean
		EngineMeters webhookEngineMeters(MeterRegistry registry, ObjectProvider<EngineWatches> watches) {
			return new EngineMeters(registry, watches.getIfUnique(() -> new EngineWatches(List.of())));
		}

		@Bean
		@ConditionalOnMissingBean
		SecretMeters webhookSecretMeters(MeterRegistry registry, WebhookProviders providers,
				ObjectProvider<Clock> clock) {
			return new SecretMeters(registry, providers, clock.getIfUnique(Clock::systemUTC));
		}

		@Bean
		RepeatedTask webhookMetersTask(EngineMeters engines, SecretMeters secrets) {
			return new RepeatedTask("webhook-meters", INTERVAL, () -> {
				engines.run();
				secrets.run();
			});
		}

	}

}
