package dev.webhooks.test.autoconfigure;

import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

import dev.webhooks.provider.settings.ProcessingMode;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.ProviderSettingsCustomizer;

/**
 * Takes back what an application configures and a slice of it has not: the inbox, Redis,
 * and the listeners that were left out. Properties of the test win. Immutable.
 */
record SliceContextCustomizer() implements ContextCustomizer {

	private static final String INBOX = "webhooks.inbox.type";

	private static final String NONE = "none";

	private static final MapPropertySource DEFAULTS = new MapPropertySource("webhookSlice",
			Map.of(INBOX, NONE, "webhooks.deduplication.store", "local", "webhooks.rate-limit.store", "local"));

	/** Refuses properties of listeners that are not there. */
	private static final String LISTENERS_CHECK = "webhookConfiguredListenersCheck";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		ConfigurableEnvironment environment = context.getEnvironment();
		MutablePropertySources sources = environment.getPropertySources();
		String systemProperties = StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME;
		if (sources.contains(systemProperties)) {
			sources.addBefore(systemProperties, DEFAULTS);
		}
		else {
			sources.addFirst(DEFAULTS);
		}
		if (context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
			registry.registerBeanDefinition("webhookSliceProcessing", new RootBeanDefinition(
					ProviderSettingsCustomizer.class, () -> (name, settings) -> processed(settings, environment)));
		}
		context.addBeanFactoryPostProcessor(SliceContextCustomizer::removeCheck);
	}

	private static ProviderSettings processed(ProviderSettings settings, ConfigurableEnvironment environment) {
		boolean unable = settings.processing().mode() == ProcessingMode.DURABLE
				&& NONE.equals(environment.getProperty(INBOX));
		return unable ? settings.withProcessing(settings.processing().inMode(ProcessingMode.AUTO)) : settings;
	}

	private static void removeCheck(ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.containsBeanDefinition(LISTENERS_CHECK)) {
			((BeanDefinitionRegistry) beanFactory).removeBeanDefinition(LISTENERS_CHECK);
		}
	}

}
