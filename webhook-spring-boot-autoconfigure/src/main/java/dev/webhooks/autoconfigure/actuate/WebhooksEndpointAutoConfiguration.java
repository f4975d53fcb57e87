package dev.webhooks.autoconfigure.actuate;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

import dev.webhooks.actuate.ReceiverReads;
import dev.webhooks.actuate.RecentOutcomes;
import dev.webhooks.actuate.WebhooksEndpoint;
import dev.webhooks.actuate.WebhooksEndpointJmxExtension;
import dev.webhooks.actuate.WebhooksEndpointParts;
import dev.webhooks.actuate.WebhooksEndpointWebExtension;
import dev.webhooks.autoconfigure.ConfiguredListeners;
import dev.webhooks.autoconfigure.PathPrefix;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxProperties;
import dev.webhooks.autoconfigure.observation.WebhookActivityAutoConfiguration;
import dev.webhooks.delivery.operation.EngineWatch;
import dev.webhooks.delivery.operation.EngineWatches;
import dev.webhooks.inbox.ListenerSettings;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.observation.ChannelActivities;
import dev.webhooks.provider.WebhookProviders;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the actuator endpoint
 * {@code webhooks}.
 */
@AutoConfiguration(
		after = { WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookInboxAutoConfiguration.class, WebhookActivityAutoConfiguration.class },
		before = WebhookReceiverAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(WebhooksEndpoint.class)
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WebhooksEndpointProperties.class)
@ImportRuntimeHints(WebhooksEndpointHints.class)
public final class WebhooksEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RecentOutcomes webhookRecentOutcomes(ObjectProvider<Clock> clock) {
		return new RecentOutcomes(clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@ConditionalOnMissingBean
	WebhooksEndpointParts webhooksEndpointParts(WebhookProviders providers, WebhookListenerRegistry registry,
			EngineWatches watches, ChannelActivities activities, RecentOutcomes recent,
			ObjectProvider<WebhookInboxProperties> inbox, ConfiguredListeners listeners,
			ObjectProvider<PathPrefix> prefix, Environment environment, ApplicationEventPublisher publisher,
			ObjectProvider<Clock> clock) {
		ReceiverReads receiver = new ReceiverReads(providers, registry,
				watches.all().stream().map(EngineWatch::engine).toList(),
				new ReceiverReads.Names(ConfiguredPresets.of(environment, providers),
						(path) -> prefix.getIfUnique(() -> PathPrefix.NONE).before(path)),
				new ListenerTimeouts(inbox.getIfAvailable(), listeners.settings()), activities);
		return new WebhooksEndpointParts(receiver, watches, recent, publisher, clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@ConditionalOnMissingBean
	WebhooksEndpoint webhooksEndpoint(WebhooksEndpointParts parts) {
		return new WebhooksEndpoint(parts);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(endpoint = WebhooksEndpoint.class, exposure = EndpointExposure.WEB)
	WebhooksEndpointWebExtension webhooksEndpointWebExtension(WebhooksEndpointParts parts,
			WebhooksEndpointProperties properties) {
		return new WebhooksEndpointWebExtension(parts, properties.getShowValues(), properties.getRoles());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(endpoint = WebhooksEndpoint.class, exposure = EndpointExposure.JMX)
	WebhooksEndpointJmxExtension webhooksEndpointJmxExtension(WebhooksEndpointParts parts,
			WebhooksEndpointProperties properties) {
		return new WebhooksEndpointJmxExtension(parts, properties.getShowValues());
	}

	/**
	 * How long listeners may take for an event from the inbox.
	 */
	private record ListenerTimeouts(@Nullable WebhookInboxProperties inbox,
			Map<String, ListenerSettings> byListener) implements Function<String, @Nullable Duration> {

		@Override
		public @Nullable Duration apply(String listener) {
			Duration own = this.byListener.getOrDefault(listener, ListenerSettings.NONE).timeout();
			return (own != null) ? own : (this.inbox != null) ? this.inbox.getListenerTimeout() : null;
		}

	}

}
