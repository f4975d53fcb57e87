package dev.webhooks.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Ticker;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import dev.webhooks.autoconfigure.background.RepeatedTask;
import dev.webhooks.delivery.EventSink;
import dev.webhooks.delivery.store.Gates;
import dev.webhooks.guard.AddressGuard;
import dev.webhooks.guard.ClientCertificateGuard;
import dev.webhooks.guard.ContentTypeGuard;
import dev.webhooks.guard.HttpsGuard;
import dev.webhooks.guard.LocalRateLimiter;
import dev.webhooks.guard.MethodGuard;
import dev.webhooks.guard.RateLimitKeyResolver;
import dev.webhooks.guard.RateLimiter;
import dev.webhooks.guard.WebhookGuard;
import dev.webhooks.inbox.InboxEngine;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.listener.WebhookPayloadConverter;
import dev.webhooks.listener.payload.ConvertedAnswers;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.ProcessingMode;
import dev.webhooks.receiver.DurableProcessor;
import dev.webhooks.receiver.EventDeduplication;
import dev.webhooks.receiver.EventLog;
import dev.webhooks.receiver.EventSinkDecorator;
import dev.webhooks.receiver.InlineProcessor;
import dev.webhooks.receiver.LocalDeduplication;
import dev.webhooks.receiver.PausedListeners;
import dev.webhooks.receiver.RateLimits;
import dev.webhooks.receiver.ReceiveObserver;
import dev.webhooks.receiver.RejectionDiagnosis;
import dev.webhooks.receiver.RequestGuards;
import dev.webhooks.receiver.ReturnValues;
import dev.webhooks.receiver.SecretExpiry;
import dev.webhooks.receiver.VerifiedRequestGuard;
import dev.webhooks.receiver.WebhookReceiver;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the receiver, which takes
 * requests from their head to their answer.
 */
@AutoConfiguration(after = { WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
public final class WebhookReceiverAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	EventDeduplication webhookEventDeduplication(WebhookProperties properties) {
		if (properties.getDeduplication().getStore() == DeduplicationStore.REDIS) {
			throw withoutRedisClient("webhooks.deduplication.store");
		}
		DeduplicationProperties deduplication = properties.getDeduplication();
		return InvalidWebhookConfigurationException.below("webhooks.",
				() -> new LocalDeduplication(deduplication.getMaximumSize(), deduplication.getTimeToLive(),
						Ticker.systemTicker()));
	}

	private static InvalidWebhookConfigurationException withoutRedisClient(String property) {
		return new InvalidWebhookConfigurationException(property, "Redis cannot be used: its client is not there.",
				"Add the dependency io.lettuce:lettuce-core.");
	}

	@Bean
	@ConditionalOnMissingBean
	InlineProcessor webhookInlineProcessor(WebhookDispatcher dispatcher, EventDeduplication deduplication,
			ObjectProvider<JsonMapper> jsonMapper, ObjectProvider<WebhookPayloadConverter> converters,
			ObjectProvider<InboxEngine> inbox, ObjectProvider<Gates> gates, ObjectProvider<Clock> clock) {
		JsonMapper mapper = ConvertedAnswers.addTo(jsonMapper.getIfUnique(JsonMapper::new),
				converters.orderedStream().toList());
		InboxEngine engine = inbox.getIfUnique();
		PausedListeners paused = new PausedListeners((engine != null) ? engine.gates() : gates.getIfUnique(),
				dispatcher, (engine != null) ? engine.clock() : clock.getIfUnique(Clock::systemUTC));
		return new InlineProcessor(dispatcher, deduplication, new ReturnValues(mapper), paused);
	}

	@Bean
	@ConditionalOnMissingBean
	RateLimiter webhookRateLimiter(WebhookProperties properties, ObjectProvider<Clock> clock) {
		if (properties.getRateLimit().getStore() == RateLimitStore.REDIS) {
			throw withoutRedisClient("webhooks.rate-limit.store");
		}
		return InvalidWebhookConfigurationException.below("webhooks.",
				() -> new LocalRateLimiter(properties.getRateLimit().getMaximumClients(),
						clock.getIfUnique(Clock::systemUTC)));
	}

	@Bean
	@ConditionalOnMissingBean
	RateLimitKeyResolver webhookRateLimitKeyResolver() {
		return RateLimitKeyResolver.eachTenant();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(InboxEngine.class)
	DurableProcessor webhookDurableProcessor(WebhookDispatcher dispatcher, InboxEngine inbox,
			ObjectProvider<EventSinkDecorator> decorators) {
		EventSink sink = inbox;
		for (EventSinkDecorator decorator : decorators.orderedStream().toList()) {
			sink = decorator.decorate(sink);
		}
		return new DurableProcessor(dispatcher, sink, inbox::captureContext);
	}

	@Bean
	@ConditionalOnMissingBean
	EventLog webhookEventLog(WebhookProperties properties) {
		return new EventLog(properties.getLog().getEvents());
	}

	@Bean
	UnreachableListeners webhookUnreachableListeners(WebhookListenerRegistry registry, WebhookProviders providers) {
		return new UnreachableListeners(registry, providers);
	}

	@Bean
	@ConditionalOnMissingBean
	SecretExpiry webhookSecretExpiry(WebhookProviders providers, WebhookProperties properties,
			ObjectProvider<Clock> clock) {
		return new SecretExpiry(providers, properties.getSecrets().getExpiryWarning(),
				clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	RepeatedTask webhookSecretExpiryTask(SecretExpiry expiry) {
		return new RepeatedTask("webhook-secret-expiry", Duration.ofHours(1), expiry);
	}

	@Bean
	@ConditionalOnMissingBean
	RejectionDiagnosis webhookRejectionDiagnosis(ObjectProvider<Clock> clock) {
		return new RejectionDiagnosis(new SimpleAsyncTaskExecutor("webhook-diagnosis-"),
				clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookReceiver webhookReceiver(WebhookProviders providers, InlineProcessor inlineProcessor,
			ObjectProvider<DurableProcessor> durable, RateLimiter rateLimiter, RateLimitKeyResolver rateLimitKeys,
			ObjectProvider<WebhookGuard> guards, ObjectProvider<VerifiedRequestGuard> verifiedGuards,
			ObjectProvider<ReceiveObserver> observers, ObjectProvider<Clock> clock) {
		DurableProcessor durableProcessor = durable.getIfAvailable();
		if (durableProcessor == null) {
			providers.all().forEach(WebhookReceiverAutoConfiguration::checkNotDurable);
		}
		Clock time = clock.getIfUnique(Clock::systemUTC);
		RateLimits rateLimits = new RateLimits(rateLimiter, rateLimitKeys, time);
		Stream<WebhookGuard> builtIn = Stream.of(new MethodGuard(), new HttpsGuard(), new AddressGuard(),
				new ClientCertificateGuard(), new ContentTypeGuard(), rateLimits);
		RequestGuards all = new RequestGuards(Stream.concat(builtIn, guards.orderedStream()).toList(),
				Stream.concat(Stream.of(rateLimits), verifiedGuards.orderedStream()).toList());
		return new WebhookReceiver(providers, all,
				Stream.concat(Stream.of(rateLimits), observers.orderedStream()).toList(), inlineProcessor,
				durableProcessor, time);
	}

	private static void checkNotDurable(WebhookProvider provider) {
		if (provider.processing().mode() == ProcessingMode.DURABLE) {
			throw new InvalidWebhookConfigurationException(
					ProviderBinder.PREFIX + "." + provider.name() + ".processing",
					"There is no inbox to process events from.",
					"Add a DataSource for the inbox, or use 'auto' or 'inline'.");
		}
	}

}
