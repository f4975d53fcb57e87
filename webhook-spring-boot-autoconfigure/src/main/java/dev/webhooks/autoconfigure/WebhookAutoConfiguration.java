package dev.webhooks.autoconfigure;

import java.time.Clock;
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
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

import dev.webhooks.secret.ResolvedSecrets;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviderCustomizer;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.secret.WebhookRegistration;
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.fetch.HttpResourceFetcher;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.signature.SignatureSchemeFactory;
import dev.webhooks.provider.SignatureSchemes;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the configured providers and the
 * schemes that verify their requests.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WebhookProperties.class)
@ImportRuntimeHints(WebhookProviderHints.class)
public final class WebhookAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ResourceFetcher webhookResourceFetcher() {
		return new HttpResourceFetcher();
	}

	@Bean
	SecretsReload webhookSecretsReload() {
		return new SecretsReload();
	}

	@Bean
	SecretSources webhookSecretSources(WebhookProperties properties, ObjectProvider<WebhookRegistration> registrations,
			ObjectProvider<WebhookSecretResolver> resolvers, ObjectProvider<Clock> clock) {
		WebhookProperties.Secrets secrets = properties.getSecrets();
		return new SecretSources(registrations.getIfUnique(), resolvers.getIfUnique(), new ResolvedSecrets.Memory(
				secrets.getCacheSize(), secrets.getCacheTimeToLive(), clock.getIfUnique(Clock::systemUTC)));
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
			SecretSources secretSources, ObjectProvider<Clock> clock) {
		KeySettingsFactory keys = new KeySettingsFactory(resources, bundles.getIfAvailable());
		AdmissionFactory admissions = new AdmissionFactory(fetcher,
				new ClientCertificateFactory(bundles.getIfAvailable()));
		return new WebhookProviderFactory(new VerifierFactory(schemes, keys, secretSources),
				new HandshakeFactory(secretSources.registration(), fetcher, clock.getIfUnique(Clock::systemUTC)),
				admissions, properties.getBasePath());
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookProviders webhookProviders(Environment environment, WebhookProviderFactory factory, SecretsReload reload,
			ObjectProvider<WebhookProviderCustomizer> customizers, ObjectProvider<WebhookProvider> programmatic) {
		List<WebhookProviderCustomizer> ordered = customizers.orderedStream().toList();
		Presets presets = new Presets();
		return new ConfiguredProviders(presets, new ProviderBinder(environment), factory, ordered, reload)
			.create(new ProviderEntries(environment, presets.names()).find(), programmatic.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	AllowlistRefresh webhookAllowlistRefresh(WebhookProviders providers, ObjectProvider<Clock> clock) {
		return new AllowlistRefresh(providers, () -> BackgroundTimer.oneThread("webhook-allowlist-"),
				clock.getIfUnique(Clock::systemUTC));
	}

}
