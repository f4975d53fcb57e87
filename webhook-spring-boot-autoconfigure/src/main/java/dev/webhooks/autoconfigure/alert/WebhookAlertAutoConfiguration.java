package dev.webhooks.autoconfigure.alert;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.mail.MailSender;

import dev.webhooks.alert.AlertDispatch;
import dev.webhooks.alert.AlertRounds;
import dev.webhooks.alert.AlertSource;
import dev.webhooks.alert.EngineAlerts;
import dev.webhooks.alert.MailAlertSink;
import dev.webhooks.alert.ProviderActivity;
import dev.webhooks.alert.ProviderAlerts;
import dev.webhooks.alert.WebhookAlertSink;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookProperties;
import dev.webhooks.autoconfigure.actuate.WebhookHealthProperties;
import dev.webhooks.autoconfigure.background.RepeatedTask;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.autoconfigure.observation.WebhookActivityAutoConfiguration;
import dev.webhooks.delivery.memory.MemoryAlertStore;
import dev.webhooks.delivery.operation.EngineWatches;
import dev.webhooks.delivery.store.AlertStore;
import dev.webhooks.inbox.InboxEngine;
import dev.webhooks.observation.ChannelActivities;
import dev.webhooks.provider.WebhookProviders;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for alerts.
 */
@AutoConfiguration(
		after = { WebhookAutoConfiguration.class, WebhookInboxAutoConfiguration.class,
				WebhookActivityAutoConfiguration.class },
		afterName = "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration")
@ConditionalOnBooleanProperty(name = { "webhooks.enabled", "webhooks.alerts.enabled" }, matchIfMissing = true)
@EnableConfigurationProperties({ WebhookAlertsProperties.class, WebhookHealthProperties.class })
public final class WebhookAlertAutoConfiguration {

	private static final Duration SHORTEST = Duration.ofMillis(10);

	/** As many looks without a confirmation end an alert. */
	private static final int LOOKS = 3;

	/** As old may be all that a node knows of an engine. */
	private static final Duration AGE = Duration.ofSeconds(5);

	@Bean
	@ConditionalOnMissingBean
	AlertDispatch webhookAlertDispatch(WebhookAlertsProperties properties, ObjectProvider<WebhookAlertSink> sinks,
			ObjectProvider<ConfiguredSinks.MailSinkFactory> mails, ApplicationEventPublisher publisher,
			Environment environment) {
		ConfiguredSinks configured = new ConfiguredSinks(properties,
				environment.getProperty("spring.application.name", "application"));
		List<WebhookAlertSink> all = new ArrayList<>(configured.create(mails.getIfAvailable()));
		all.add(publisher::publishEvent);
		sinks.orderedStream().forEach(all::add);
		return new AlertDispatch(all);
	}

	@Bean
	@ConditionalOnMissingBean
	AlertRounds webhookAlertRounds(WebhookAlertsProperties properties, WebhookHealthProperties health,
			ObjectProvider<AlertSource> more, WebhookProviders providers, WebhookProperties webhooks,
			EngineWatches watches, ChannelActivities activities, AlertDispatch dispatch, ObjectProvider<Clock> clocks) {
		Clock clock = clocks.getIfUnique(Clock::systemUTC);
		List<AlertSource> sources = new ArrayList<>();
		watches.forEach((watch) -> sources.add(new EngineAlerts(watch, health.getMaxBacklogAge())));
		sources.add(new ProviderAlerts(providers, new ProviderActivity(activities, watches.of(InboxEngine.NAME)),
				webhooks.getSecrets().getExpiryWarning(), clock));
		more.orderedStream().forEach(sources::add);
		return new AlertRounds(sources, store(watches), dispatch, timing(properties), clock);
	}

	/** Nodes share the alerts of an engine in a database, whichever it is. */
	private static AlertStore store(EngineWatches watches) {
		return watches.all()
			.stream()
			.map((watch) -> watch.engine().storage().alerts())
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(MemoryAlertStore::new);
	}

	private static AlertRounds.Timing timing(WebhookAlertsProperties properties) {
		if (properties.getInterval().compareTo(SHORTEST) < 0) {
			throw new InvalidWebhookConfigurationException("webhooks.alerts.interval", "It is too short.",
					"Use a longer time, such as 15s.");
		}
		if (properties.getRepeat().isNegative()) {
			throw new InvalidWebhookConfigurationException("webhooks.alerts.repeat", "It is negative.",
					"Use a time such as 24h, or 0 to be told only once.");
		}
		return new AlertRounds.Timing(properties.getInterval().multipliedBy(LOOKS).plus(AGE),
				properties.getRepeat().isZero() ? null : properties.getRepeat());
	}

	@Bean
	RepeatedTask webhookAlertTask(AlertRounds rounds, WebhookAlertsProperties properties) {
		return new RepeatedTask("webhook-alerts", properties.getInterval(), properties.getInterval(), rounds);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MailSender.class)
	static class MailConfiguration {

		@Bean
		ConfiguredSinks.MailSinkFactory webhookAlertMails(ObjectProvider<MailSender> senders) {
			return (to, from, application) -> {
				MailSender sender = senders.getIfUnique();
				return (sender != null) ? new MailAlertSink(sender, to, from, application) : null;
			};
		}

	}

}
