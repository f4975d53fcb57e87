package dev.webhooks.autoconfigure.inbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import dev.webhooks.autoconfigure.ConfiguredListeners;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.PathPrefix;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.delivery.DeliveryListener;
import dev.webhooks.delivery.context.DeliveryContext;
import dev.webhooks.delivery.context.MdcDeliveryContext;
import dev.webhooks.delivery.engine.EngineSettings;
import dev.webhooks.delivery.engine.SteadyClock;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.inbox.EventMdcContext;
import dev.webhooks.inbox.InboxEngine;
import dev.webhooks.inbox.InboxEngineBuilder;
import dev.webhooks.inbox.InboxEngineCustomizer;
import dev.webhooks.inbox.ListenerTreatment;
import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.inbox.WebhookErrorHandler;
import dev.webhooks.inbox.WebhookInbox;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProviders;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the inbox: what stores events
 * where there is no database, and what delivers them.
 */
@AutoConfiguration(before = WebhookReceiverAutoConfiguration.class,
		after = { WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WebhookInboxProperties.class)
public final class WebhookInboxAutoConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(WebhookInboxAutoConfiguration.class);

	private static final String SHUTDOWN_PROPERTY = "spring.lifecycle.timeout-per-shutdown-phase";

	/** Left of the phase for the last writes. */
	private static final Duration LAST_WRITES = Duration.ofSeconds(9);

	@Bean
	ListenerTreatment webhookListenerTreatment(WebhookProviders providers, WebhookListenerRegistry registry,
			WebhookInboxProperties properties, ConfiguredListeners configured, Environment environment) {
		ListenerTreatment.Settings settings = checked(() -> InvalidWebhookConfigurationException
			.below("webhooks.inbox.", () -> new ListenerTreatment.Settings(properties.toTimeout(),
					properties.getRetry().toLists(), configured.settings())));
		return new ListenerTreatment(providers, registry, settings, environment::resolveRequiredPlaceholders);
	}

	@Bean
	InboxListenersCheck webhookInboxListenersCheck(WebhookListenerRegistry registry, WebhookProviders providers,
			ObjectProvider<WebhookInbox> inbox, ListenerTreatment treatment) {
		return new InboxListenersCheck(registry, providers, inbox.getIfUnique(), treatment);
	}

	@Bean
	ListenerConcurrencyCheck webhookListenerConcurrencyCheck(WebhookListenerRegistry registry,
			WebhookProviders providers, ListenerTreatment treatment, WebhookInboxProperties properties) {
		return new ListenerConcurrencyCheck(registry, providers, treatment, properties.getConcurrency());
	}

	private static <T> T checked(Supplier<T> settings) {
		try {
			return settings.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidWebhookConfigurationException("webhooks.inbox", ex.getMessage() + ".",
					"Correct the property.", ex);
		}
	}

	@Bean
	StartReport webhookStartReport(WebhookProviders providers, WebhookListenerRegistry registry,
			ObjectProvider<WebhookInbox> inbox, WebhookInboxProperties properties, ObjectProvider<PathPrefix> prefix) {
		return new StartReport(providers, registry, inbox.getIfUnique(), properties.getRetention(),
				prefix.getIfUnique(() -> PathPrefix.NONE));
	}

	/** Before the engine, which looks whether there is an inbox. */
	@Configuration(proxyBeanMethods = false)
	@Order(0)
	static class InboxConfiguration {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnProperty(name = "webhooks.inbox.type", havingValue = "memory")
		WebhookInbox webhookMemoryInbox() {
			logger.warn("Webhooks are acknowledged when they are in the memory of this application: what is not "
					+ "processed is lost when it ends ('webhooks.inbox.type' is 'memory')");
			return new WebhookInbox(MemoryStorage.create(), "memory");
		}

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnProperty(name = "webhooks.inbox.type", havingValue = "jdbc")
		WebhookInbox webhookMissingInbox(ListableBeanFactory beanFactory) {
			List<String> names = InboxBeans.names(beanFactory, DataSource.class);
			if (names.size() > 1) {
				throw new InvalidWebhookConfigurationException("webhooks.inbox.type",
						"Of the DataSources %s none is primary.".formatted(String.join(", ", names)),
						"Name one in '%s', mark one as @Primary, or set the property to 'none'."
							.formatted(InboxBeans.DATA_SOURCE));
			}
			throw new InvalidWebhookConfigurationException("webhooks.inbox.type", "There is no database.",
					"Add spring-boot-starter-jdbc and a driver and set 'spring.datasource.url', or set the property to "
							+ "'none'.");
		}

		@Bean
		@ConditionalOnMissingBean({ WebhookInbox.class, MissingInboxWarning.class })
		@ConditionalOnProperty(name = "webhooks.inbox.type", havingValue = "auto", matchIfMissing = true)
		MissingInboxWarning webhookMissingInboxWarning(ListableBeanFactory beanFactory, WebhookProviders providers) {
			return new MissingInboxWarning(beanFactory, providers);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(WebhookInbox.class)
	@Order(1)
	static class EngineConfiguration {

		@Bean
		@ConditionalOnMissingBean
		InboxClock webhookInboxClock(ObjectProvider<Clock> clock) {
			return new InboxClock(new SteadyClock(clock.getIfUnique(Clock::systemUTC)));
		}

		@Bean
		@ConditionalOnMissingBean
		InboxEngine webhookInboxEngine(WebhookInbox inbox, WebhookProviders providers, WebhookListenerRegistry registry,
				WebhookDispatcher dispatcher, WebhookInboxProperties properties, ListenerTreatment treatment,
				ObjectProvider<WebhookErrorHandler> errorHandlers, ObjectProvider<DeliveryContext> contexts,
				ObjectProvider<DeliveryListener> listeners, WebhookDeliveries deliveries, InboxClock clock,
				ApplicationEventPublisher publisher, ObjectProvider<InboxEngineCustomizer> customizers,
				Environment environment) {
			SimpleAsyncTaskExecutor workers = new SimpleAsyncTaskExecutor("webhook-");
			workers.setVirtualThreads(Threading.VIRTUAL.isActive(environment));
			List<DeliveryContext> all = Stream
				.concat(Stream.of(new MdcDeliveryContext(), new EventMdcContext()), contexts.orderedStream())
				.toList();
			InboxEngineBuilder builder = new InboxEngineBuilder(inbox, providers, registry, dispatcher)
				.settings(checked(() -> settings(properties, environment)))
				.treatment(treatment)
				.errorHandlers(errorHandlers.orderedStream().toList())
				.contexts(all)
				.listeners(listeners.orderedStream().toList())
				.publisher(publisher)
				.operations(deliveries)
				.workers(workers)
				.sources(clock.steady(), new SecureRandom());
			customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
			return builder.build();
		}

		private static EngineSettings settings(WebhookInboxProperties properties, Environment environment) {
			Duration phase = DurationStyle.detectAndParse(environment.getProperty(SHUTDOWN_PROPERTY, "30s"));
			Duration least = Duration.ofSeconds(1);
			Duration listeners = (phase.compareTo(LAST_WRITES.plus(least)) > 0) ? phase.minus(LAST_WRITES) : least;
			return properties.toSettings(listeners);
		}

		@Bean
		InboxLimitsCheck webhookInboxLimitsCheck(WebhookProviders providers, WebhookInbox inbox) {
			return new InboxLimitsCheck(providers, inbox);
		}

		@Bean
		@ConditionalOnMissingBean
		WebhookDeliveries webhookDeliveries(WebhookInbox inbox, WebhookProviders providers,
				WebhookListenerRegistry registry, InboxClock clock) {
			return new WebhookDeliveries(inbox, providers, registry, clock.steady());
		}

	}

}
