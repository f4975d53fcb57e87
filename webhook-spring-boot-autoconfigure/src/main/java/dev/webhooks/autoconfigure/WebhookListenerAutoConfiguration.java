package dev.webhooks.autoconfigure;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.validation.Validator;

import dev.webhooks.WebhookInterceptor;
import dev.webhooks.WebhookListener;
import dev.webhooks.listener.WebhookArgumentResolver;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.listener.WebhookListenerArguments;
import dev.webhooks.listener.WebhookListenerDiscovery;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.listener.WebhookPayloadConverter;
import dev.webhooks.listener.WebhookPayloadReader;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for
 * {@link WebhookListener @WebhookListener} methods.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
		"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
public final class WebhookListenerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WebhookPayloadReader webhookPayloadReader(ObjectProvider<JsonMapper> jsonMapper,
			ObjectProvider<WebhookPayloadConverter> converters) {
		return new WebhookPayloadReader(jsonMapper.getIfUnique(JsonMapper::new), converters.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookListenerRegistry webhookListenerRegistry() {
		return new WebhookListenerRegistry();
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookListenerDiscovery webhookListenerDiscovery(ConfigurableListableBeanFactory beanFactory,
			WebhookPayloadReader reader, ObjectProvider<WebhookArgumentResolver> resolvers,
			WebhookListenerRegistry registry) {
		Validator validator = beanFactory.getBeanProvider(Validator.class).getIfUnique();
		ApplicationConversionService conversionService = new ApplicationConversionService();
		ApplicationConversionService.addBeans(conversionService, beanFactory);
		return new WebhookListenerDiscovery(beanFactory,
				new WebhookListenerArguments(reader, conversionService, validator, resolvers.orderedStream().toList()),
				registry);
	}

	@Bean
	ConfiguredListeners webhookConfiguredListeners(Environment environment) {
		return new ListenerBinder(environment).bind();
	}

	@Bean
	ConfiguredListenersCheck webhookConfiguredListenersCheck(ConfiguredListeners configured,
			WebhookListenerRegistry registry) {
		return new ConfiguredListenersCheck(configured, registry);
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookDispatcher webhookDispatcher(WebhookListenerRegistry registry, WebhookPayloadReader reader,
			ObjectProvider<WebhookInterceptor> interceptors, ObjectProvider<WebhookDispatcher.RunObserver> observers,
			ObjectProvider<WebhookProviders> providers) {
		return new WebhookDispatcher(registry, reader, interceptors.orderedStream().toList(),
				observers.orderedStream().toList(), (name, type) -> isTest(providers.getIfAvailable(), name, type));
	}

	private static boolean isTest(@Nullable WebhookProviders providers, String name, String type) {
		WebhookProvider provider = (providers != null) ? providers.find(name) : null;
		return provider != null && provider.isTest(type);
	}

}
