package dev.webhooks.test.autoconfigure;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.autoconfigure.inbox.InboxClock;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.inbox.InboxEngine;
import dev.webhooks.inbox.InboxEngineBuilder;
import dev.webhooks.inbox.InboxEngineCustomizer;
import dev.webhooks.receiver.EventDeduplication;
import dev.webhooks.test.inbox.InboxTime;
import dev.webhooks.test.inbox.RunRecorder;
import dev.webhooks.test.inbox.WebhookDeliveriesTester;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for deliveries in tests: what says
 * where they stand and, if {@code webhooks.test.deliveries} is {@code manual}, runs those
 * that are due.
 */
@AutoConfiguration(before = WebhookInboxAutoConfiguration.class)
public final class WebhookDeliveriesTestAutoConfiguration {

	@Bean
	RunRecorder webhookRunRecorder() {
		return new RunRecorder();
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookDeliveriesTester webhookDeliveriesTester(ObjectProvider<InboxEngine> engine, RunRecorder recorder,
			ObjectProvider<EventDeduplication> deduplication) {
		return new WebhookDeliveriesTester(engine.getIfUnique(), recorder, deduplication.getIfUnique());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "webhooks.test.deliveries", havingValue = "manual")
	static class ManualConfiguration {

		@Bean
		InboxClock webhookInboxTime(ObjectProvider<Clock> clock) {
			return new InboxClock(new InboxTime(clock.getIfUnique(Clock::systemUTC)));
		}

		@Bean
		InboxEngineCustomizer webhookManualDeliveries() {
			return InboxEngineBuilder::onDemand;
		}

	}

}
