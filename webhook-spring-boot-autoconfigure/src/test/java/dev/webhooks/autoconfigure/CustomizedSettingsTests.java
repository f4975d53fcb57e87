package dev.webhooks.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookSecretsChangedEvent;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.provider.settings.ProviderSettingsCustomizer;
import dev.webhooks.provider.settings.SecretsSettings;
import dev.webhooks.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProviderSettingsCustomizer} beans.
 */
class CustomizedSettingsTests {

	private static final String SECRET = "a secret of thirty-two bytes....";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class));

	@Test
	void aCustomizerGivesASecretToAProviderWithoutOne() {
		this.contextRunner
			.withBean(ProviderSettingsCustomizer.class, () -> (name, settings) -> secret(settings, SECRET))
			.withPropertyValues("webhooks.providers.stripe.path=/own")
			.run((context) -> assertThat(secrets(context.getBean(WebhookProviders.class))).hasSize(1));
	}

	@Test
	void aCustomizerReplacesAPlaceholderThatNothingResolved() {
		List<String> seen = new ArrayList<>();
		this.contextRunner.withBean(ProviderSettingsCustomizer.class, () -> (name, settings) -> {
			seen.add(settings.secrets().secret());
			return secret(settings, SECRET);
		}).withPropertyValues("webhooks.providers.stripe.secret=${STRIPE_WEBHOOK_SECRET}").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(seen).containsExactly("${STRIPE_WEBHOOK_SECRET}");
		});
	}

	@Test
	void aPlaceholderThatNobodyReplacesFailsTheStart() {
		this.contextRunner.withBean(ProviderSettingsCustomizer.class, () -> (name, settings) -> settings)
			.withPropertyValues("webhooks.providers.meta.secret=" + SECRET,
					"webhooks.providers.meta.verify-token=${META_VERIFY_TOKEN}")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith("Property 'webhooks.providers.meta.verify-token': The placeholder "
						+ "${META_VERIFY_TOKEN} is not resolved."));
	}

	@Test
	void placeholdersInEachPlaceOfASecretAreFound() {
		assertUnresolved("secrets[0].value");
		assertUnresolved("values.access-key");
		assertUnresolved("secret");
		assertUnresolved("key-id");
	}

	@Test
	void aPlaceholderInTheNameOfASecretIsFound() {
		this.contextRunner
			.withPropertyValues("webhooks.providers.stripe.secrets[0].value=" + SECRET,
					"webhooks.providers.stripe.secrets[0].key-id=${MISSING}")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith("Property 'webhooks.providers.stripe.secrets[0].key-id': The placeholder "
						+ "${MISSING} is not resolved"));
	}

	private void assertUnresolved(String key) {
		this.contextRunner.withPropertyValues("webhooks.providers.stripe." + key + "=a ${MISSING} secret")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidWebhookConfigurationException.class)
				.hasMessageStartingWith("Property 'webhooks.providers.stripe." + key
						+ "': The placeholder ${MISSING} is not resolved"));
	}

	@Test
	void customizersAreAskedInTheirOrder() {
		this.contextRunner.withUserConfiguration(Ordered.class)
			.withPropertyValues("webhooks.providers.stripe.enabled=true")
			.run((context) -> assertThat(secrets(context.getBean(WebhookProviders.class)).get(0).text())
				.isEqualTo("first and second, as long as a secret is"));
	}

	@Test
	void whatACustomizerFindsWrongIsNamedByItsProperty() {
		this.contextRunner.withBean(ProviderSettingsCustomizer.class, () -> (name, settings) -> {
			throw InvalidSettingException.of("secret", "The vault is sealed.", "Unseal it.");
		})
			.withPropertyValues("webhooks.providers.stripe.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("'webhooks.providers.stripe.secret': The vault is sealed."));
	}

	@Test
	void customizersAreAskedAgainWhenSecretsChange() {
		List<String> asked = new ArrayList<>();
		this.contextRunner.withBean(ProviderSettingsCustomizer.class, () -> (name, settings) -> {
			asked.add(name);
			return secret(settings, SECRET + asked.size());
		}).withPropertyValues("webhooks.providers.stripe.enabled=true").run((context) -> {
			context.publishEvent(new WebhookSecretsChangedEvent("stripe"));
			assertThat(secrets(context.getBean(WebhookProviders.class)).get(0).text()).isEqualTo(SECRET + "2");
		});
	}

	private static List<Secret> secrets(WebhookProviders providers) {
		return providers.find("stripe").verifier().secrets().configured();
	}

	private static ProviderSettings secret(ProviderSettings settings, String secret) {
		return settings.withSecrets(new SecretsSettings(secret, null, null, null, null));
	}

	@Configuration(proxyBeanMethods = false)
	static class Ordered {

		@Bean
		@Order(2)
		ProviderSettingsCustomizer second() {
			return (name, settings) -> secret(settings,
					settings.secrets().secret() + " and second, as long as a secret is");
		}

		@Bean
		@Order(1)
		ProviderSettingsCustomizer first() {
			return (name, settings) -> secret(settings, "first");
		}

	}

}
