package dev.webhooks.autoconfigure.actuate;

import java.time.Clock;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.actuate.RecentOutcomes;
import dev.webhooks.actuate.WebhooksEndpoint;
import dev.webhooks.actuate.WebhooksEndpointJmxExtension;
import dev.webhooks.actuate.WebhooksEndpointParts;
import dev.webhooks.actuate.WebhooksEndpointWebExtension;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.autoconfigure.observation.WebhookActivityAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class WebhooksEndpointAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=webhooks";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookInboxAutoConfiguration.class, WebhookReceiverAutoConfiguration.class,
				WebhookActivityAutoConfiguration.class, WebhooksEndpointAutoConfiguration.class))
		.withPropertyValues("webhooks.inbox.type=memory", "webhooks.providers.shop.signature.scheme=none");

	@Test
	void anEndpointThatIsNotExposedIsNotThere() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(WebhooksEndpoint.class)
			.doesNotHaveBean(RecentOutcomes.class));
	}

	@Test
	void overHttpThereIsNoneForJmx() {
		this.runner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(WebhooksEndpoint.class)
				.hasSingleBean(WebhooksEndpointWebExtension.class)
				.doesNotHaveBean(WebhooksEndpointJmxExtension.class));
	}

	@Test
	void overJmxThereIsNoneForHttp() {
		this.runner.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=webhooks")
			.run((context) -> assertThat(context).hasSingleBean(WebhooksEndpoint.class)
				.hasSingleBean(WebhooksEndpointJmxExtension.class)
				.doesNotHaveBean(WebhooksEndpointWebExtension.class));
	}

	@Test
	void itIsThereWithoutAnInbox() {
		this.runner.withPropertyValues(EXPOSED, "webhooks.inbox.type=none")
			.run((context) -> assertThat(context).hasSingleBean(WebhooksEndpoint.class));
	}

	@Test
	void itIsNotThereWhereWebhooksAreDisabled() {
		this.runner.withPropertyValues(EXPOSED, "webhooks.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebhooksEndpoint.class));
	}

	@Test
	void withoutActuatorTheApplicationStarts() {
		this.runner.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader(Endpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebhooksEndpointParts.class));
	}

	@Test
	void theEndpointOfTheApplicationWins() {
		this.runner.withPropertyValues(EXPOSED)
			.withUserConfiguration(OwnOutcomes.class)
			.run((context) -> assertThat(context.getBean(RecentOutcomes.class)).isSameAs(OwnOutcomes.OWN));
	}

	@Test
	void valuesAreHiddenByDefault() {
		WebhooksEndpointProperties defaults = new WebhooksEndpointProperties();
		assertThat(defaults.getShowValues()).isEqualTo(Show.NEVER);
		assertThat(defaults.getRoles()).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnOutcomes {

		static final RecentOutcomes OWN = new RecentOutcomes(Clock.systemUTC());

		@Bean
		RecentOutcomes ownOutcomes() {
			return OWN;
		}

	}

}
