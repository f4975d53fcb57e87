package dev.webhooks.autoconfigure;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Ticker;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import dev.webhooks.guard.AddressGuard;
import dev.webhooks.guard.ContentTypeGuard;
import dev.webhooks.guard.HttpsGuard;
import dev.webhooks.guard.MethodGuard;
import dev.webhooks.guard.WebhookGuard;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.EventDeduplication;
import dev.webhooks.receiver.InlineProcessor;
import dev.webhooks.receiver.ReturnValues;
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
		WebhookProperties.Deduplication deduplication = properties.getDeduplication();
		return new EventDeduplication(deduplication.getMaximumSize(), deduplication.getTimeToLive(),
				Ticker.systemTicker());
	}

	@Bean
	@ConditionalOnMissingBean
	InlineProcessor webhookInlineProcessor(WebhookDispatcher dispatcher, EventDeduplication deduplication,
			ObjectProvider<JsonMapper> jsonMapper) {
		return new InlineProcessor(dispatcher, deduplication,
				new ReturnValues(jsonMapper.getIfUnique(JsonMapper::new)));
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookReceiver webhookReceiver(WebhookProviders providers, InlineProcessor inlineProcessor,
			ObjectProvider<WebhookGuard> guards, ObjectProvider<Clock> clock) {
		Stream<WebhookGuard> builtIn = Stream.of(new MethodGuard(), new HttpsGuard(), new AddressGuard(),
				new ContentTypeGuard());
		List<WebhookGuard> all = Stream.concat(builtIn, guards.orderedStream()).toList();
		return new WebhookReceiver(providers, all, inlineProcessor, clock.getIfUnique(Clock::systemUTC));
	}

}
