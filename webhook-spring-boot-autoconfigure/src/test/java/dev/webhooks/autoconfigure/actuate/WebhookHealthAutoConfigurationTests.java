package dev.webhooks.autoconfigure.actuate;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.autoconfigure.observation.WebhookActivityAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookHealthAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookInboxAutoConfiguration.class, WebhookActivityAutoConfiguration.class,
				WebhookHealthAutoConfiguration.class))
		.withPropertyValues("webhooks.inbox.type=memory", "webhooks.providers.shop.signature.scheme=none");

	@Test
	void withoutAnInboxThereIsTheHealthOfProviders() {
		this.runner.withPropertyValues("webhooks.inbox.type=none").run((context) -> {
			CompositeHealthContributor webhooks = context.getBean(CompositeHealthContributor.class);
			assertThat(webhooks.stream()).extracting((entry) -> entry.name()).containsExactly("shop");
		});
	}

	@Test
	void whereWebhooksAreSwitchedOffThereIsNoHealth() {
		this.runner.withPropertyValues("webhooks.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("webhooksHealthContributor"));
	}

	@Test
	void aProviderThatIsSwitchedOffHasNoHealth() {
		this.runner
			.withPropertyValues("webhooks.providers.old.signature.scheme=none", "webhooks.providers.old.enabled=false")
			.run((context) -> assertThat(context.getBean(CompositeHealthContributor.class).getContributor("old"))
				.isNull());
	}

	@Test
	void aProviderMayBeNamedLikeAnEngine() {
		this.runner.withPropertyValues("webhooks.providers.inbox.signature.scheme=none").run((context) -> {
			CompositeHealthContributor webhooks = context.getBean(CompositeHealthContributor.class);
			assertThat(webhooks.stream()).extracting((entry) -> entry.name())
				.containsExactlyInAnyOrder("inbox", "provider-inbox", "shop");
		});
	}

	@ParameterizedTest
	@CsvSource({ "webhooks.providers.shop.health.max-failure-rate, 100%", "webhooks.health.max-backlog-age, 0s",
			"webhooks.providers.shop.health.minimum-calls, 0", "webhooks.providers.shop.health.window, 2d",
			"webhooks.providers.shop.health.max-silence, 0s" })
	void aThresholdThatCannotBeMeantStopsTheStart(String key, String value) {
		this.runner.withPropertyValues(key + "=" + value)
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining(key));
	}

	@Test
	void theHealthCanBeSwitchedOff() {
		this.runner.withPropertyValues("management.health.webhooks.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("webhooksHealthContributor"));
	}

	@Test
	void withoutActuatorThereIsNoHealth() {
		this.runner.withClassLoader(new FilteredClassLoader(CompositeHealthContributor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("webhooksHealthContributor"));
	}

	@Test
	void backsOffWhereTheApplicationHasAContributorOfTheName() {
		this.runner.withUserConfiguration(Own.class)
			.run((context) -> assertThat(context.getBean("webhooksHealthContributor")).isSameAs(Own.OWN));
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		static final CompositeHealthContributor OWN = CompositeHealthContributor.fromMap(Map.of());

		@Bean
		CompositeHealthContributor webhooksHealthContributor() {
			return OWN;
		}

	}

}
