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

import dev.webhooks.WebhookPayloadDecoder;
import dev.webhooks.autoconfigure.background.BackgroundTimer;
import dev.webhooks.fetch.CallbackClient;
import dev.webhooks.fetch.HttpCallbackClient;
import dev.webhooks.fetch.HttpResourceFetcher;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.provider.ProviderFactory;
import dev.webhooks.provider.SecretSources;
import dev.webhooks.provider.SignatureSchemes;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviderCustomizer;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.preset.Presets;
import dev.webhooks.provider.settings.ProviderSettingsCustomizer;
import dev.webhooks.secret.WebhookRegistration;
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.secret.WebhookTokenResolver;
import dev.webhooks.signature.SignatureSchemeFactory;

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
	@ConditionalOnMissingBean
	CallbackClient webhookCallbackClient() {
		return new HttpCallbackClient();
	}

	@Bean
	SecretsReload webhookSecretsReload() {
		return new SecretsReload();
	}

	@Bean
	SecretSources webhookSecretSources(WebhookProperties properties, ObjectProvider<WebhookRegistration> registrations,
			ObjectProvider<WebhookSecretResolver> resolvers, ObjectProvider<WebhookTokenResolver> tokens,
			ObjectProvider<Clock> clock) {
		return new SecretSources(registrations.getIfUnique(), resolvers.getIfUnique(), tokens.getIfUnique(),
				properties.getSecrets().limits(clock.getIfUnique(Clock::systemUTC)));
	}

	@Bean
	@ConditionalOnMissingBean
	SignatureSchemes webhookSignatureSchemes(ListableBeanFactory beanFactory, ResourceFetcher fetcher) {
		return new SignatureSchemes(beanFactory.getBeansOfType(SignatureSchemeFactory.class), fetcher);
	}

	@Bean
	@ConditionalOnMissingBean
	ProviderFactory webhookProviderFactory(WebhookProperties properties, SignatureSchemes schemes,
			ResourceFetcher fetcher, CallbackClient callbacks, ResourceLoader resources,
			ObjectProvider<SslBundles> bundles, SecretSources secretSources, ListableBeanFactory beanFactory,
			ObjectProvider<Clock> clock) {
		String basePath = properties.getBasePath();
		return ProviderFactory.builder()
			.schemes(schemes)
			.fetcher(fetcher)
			.callbacks(callbacks)
			.secrets(secretSources)
			.decoders(beanFactory.getBeansOfType(WebhookPayloadDecoder.class))
			.clock(clock.getIfUnique(Clock::systemUTC))
			.trust(resources, new SslBundleTrustStores(bundles.getIfAvailable()))
			.paths(EndpointPath::of,
					basePath.isEmpty() ? ""
							: InvalidWebhookConfigurationException.below("webhooks.",
									() -> EndpointPath.of("base-path", basePath)))
			.build();
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookProviders webhookProviders(Environment environment, ProviderFactory factory, SecretsReload reload,
			ObjectProvider<ProviderSettingsCustomizer> settings, ObjectProvider<WebhookProviderCustomizer> customizers,
			ObjectProvider<WebhookProvider> programmatic) {
		List<WebhookProviderCustomizer> ordered = customizers.orderedStream().toList();
		Presets presets = new Presets();
		List<ProviderEntry> entries = new ProviderEntries(environment, presets.names()).find();
		new UnknownKeys(environment, DocumentedKeys.read(), entries.stream().map(ProviderEntry::name).toList()).check();
		return new ConfiguredProviders(presets, new ProviderBinder(environment), settings.orderedStream().toList(),
				factory, ordered, reload)
			.create(entries, programmatic.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	AllowlistRefresh webhookAllowlistRefresh(WebhookProviders providers, ObjectProvider<Clock> clock) {
		return new AllowlistRefresh(providers, () -> BackgroundTimer.oneThread("webhook-allowlist-"),
				clock.getIfUnique(Clock::systemUTC));
	}

}
