package dev.webhooks.autoconfigure;

import java.util.List;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviderCustomizer;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.WebhookRegistration;
import dev.webhooks.signature.HttpResourceFetcher;
import dev.webhooks.signature.ResourceFetcher;
import dev.webhooks.signature.SignatureSchemeFactory;
import dev.webhooks.signature.SignatureSchemes;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the configured providers and the
 * schemes that verify their requests.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WebhookProperties.class)
public final class WebhookAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ResourceFetcher webhookResourceFetcher() {
		return new HttpResourceFetcher();
	}

	@Bean
	@ConditionalOnMissingBean
	SignatureSchemes webhookSignatureSchemes(ListableBeanFactory beanFactory, ResourceFetcher fetcher) {
		return new SignatureSchemes(beanFactory.getBeansOfType(SignatureSchemeFactory.class), fetcher);
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookProviderFactory webhookProviderFactory(WebhookProperties properties, SignatureSchemes schemes,
			ResourceFetcher fetcher, ResourceLoader resources, ObjectProvider<SslBundles> bundles,
			ObjectProvider<WebhookRegistration> registrations) {
		WebhookRegistration registration = registrations.getIfUnique();
		KeySettingsFactory keys = new KeySettingsFactory(resources, bundles.getIfAvailable());
		return new WebhookProviderFactory(new VerifierFactory(schemes, keys, registration),
				new HandshakeFactory(registration, fetcher), properties.getBasePath());
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookProviders webhookProviders(Environment environment, WebhookProviderFactory factory,
			ObjectProvider<WebhookProviderCustomizer> customizers, ObjectProvider<WebhookProvider> programmatic) {
		List<WebhookProviderCustomizer> ordered = customizers.orderedStream().toList();
		Presets presets = new Presets();
		return new ConfiguredProviders(presets, new ProviderBinder(environment), factory, ordered)
			.create(new ProviderEntries(environment, presets.names()).find(), programmatic.orderedStream().toList());
	}

}
