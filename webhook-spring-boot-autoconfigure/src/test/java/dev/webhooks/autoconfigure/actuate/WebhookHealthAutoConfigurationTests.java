package dev.webhooks.autoconfigure.actuate;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.inbox.InboxEngine;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookHealthAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookInboxAutoConfiguration.class, WebhookHealthAutoConfiguration.class))
		.withPropertyValues("webhooks.inbox.type=memory", "webhooks.providers.shop.signature.scheme=none");

	private static HealthIndicator inbox(CompositeHealthContributor webhooks) {
		return (HealthIndicator) webhooks.getContributor("inbox");
	}

	@Test
	void theInboxIsUpWhileItRuns() {
		this.runner.run((context) -> {
			HealthIndicator inbox = inbox(
					context.getBean("webhooksHealthContributor", CompositeHealthContributor.class));
			assertThat(inbox.health().getStatus()).isEqualTo(Status.UP);
			context.getBean(InboxEngine.class).stop();
			assertThat(inbox.health().getStatus()).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void withoutAnInboxThereIsNoHealth() {
		this.runner.withPropertyValues("webhooks.inbox.type=none")
			.run((context) -> assertThat(context).doesNotHaveBean("webhooksHealthContributor"));
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
