package dev.webhooks.autoconfigure;

import java.util.List;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviderCustomizer;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.WebhookRegistration;
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
	SignatureSchemes webhookSignatureSchemes(ListableBeanFactory beanFactory) {
		return new SignatureSchemes(beanFactory.getBeansOfType(SignatureSchemeFactory.class));
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookProviders webhookProviders(WebhookProperties properties, Environment environment, SignatureSchemes schemes,
			ObjectProvider<WebhookRegistration> registrations, ObjectProvider<WebhookProviderCustomizer> customizers,
			ObjectProvider<WebhookProvider> programmatic) {
		List<WebhookProviderCustomizer> ordered = customizers.orderedStream().toList();
		WebhookRegistration registration = registrations.getIfUnique();
		WebhookProviderFactory factory = new WebhookProviderFactory(new VerifierFactory(schemes, registration),
				new HandshakeFactory(registration), properties.getBasePath());
		Presets presets = new Presets();
		return new ConfiguredProviders(presets, new ProviderBinder(environment), factory, ordered)
			.create(new ProviderEntries(environment, presets.names()).find(), programmatic.orderedStream().toList());
	}

}
