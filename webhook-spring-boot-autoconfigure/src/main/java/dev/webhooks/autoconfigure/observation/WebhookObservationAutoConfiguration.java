package dev.webhooks.autoconfigure.observation;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.observation.ProcessObservationConvention;
import dev.webhooks.observation.ProcessObservations;
import dev.webhooks.observation.ProcessTracingObservationHandler;
import dev.webhooks.observation.ReceiveObservationConvention;
import dev.webhooks.observation.ReceiveObservations;
import dev.webhooks.observation.TraceLinks;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the observations of an
 * application that has an {@link ObservationRegistry}.
 */
@AutoConfiguration(before = { WebhookReceiverAutoConfiguration.class, WebhookInboxAutoConfiguration.class },
		afterName = { "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
				"org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration" })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
public final class WebhookObservationAutoConfiguration {

	/** The first of all that observe, so that its span is around what they do. */
	@Bean
	@ConditionalOnMissingBean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ReceiveObservations webhookReceiveObservations(ObservationRegistry registry,
			ObjectProvider<ReceiveObservationConvention> convention) {
		return new ReceiveObservations(registry, convention.getIfUnique());
	}

	@Bean
	@ConditionalOnMissingBean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ProcessObservations webhookProcessObservations(ObservationRegistry registry,
			ObjectProvider<ProcessObservationConvention> convention) {
		return new ProcessObservations(registry, convention.getIfUnique());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	@ConditionalOnBean(Tracer.class)
	static class TracingConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TraceLinks webhookTraceLinks(Tracer tracer) {
			return new TraceLinks(tracer);
		}

		/** Before those that put both ends of a message into one trace. */
		@Bean
		@ConditionalOnMissingBean
		@Order(0)
		ProcessTracingObservationHandler webhookProcessTracingObservationHandler(Tracer tracer) {
			return new ProcessTracingObservationHandler(tracer);
		}

	}

}
