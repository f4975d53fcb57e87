package dev.webhooks.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.inbox.InboxEngine;
import dev.webhooks.inbox.MemoryWebhookInbox;
import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.inbox.WebhookInbox;
import dev.webhooks.receiver.DurableProcessor;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookInboxAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookInboxJdbcAutoConfiguration.class, WebhookInboxAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class));

	@Test
	void withoutADatabaseThereIsNoInbox() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(WebhookInbox.class)
			.doesNotHaveBean(InboxEngine.class)
			.doesNotHaveBean(DurableProcessor.class));
	}

	@Test
	void memoryIsAnInbox() {
		this.contextRunner.withPropertyValues("webhooks.inbox.type=memory")
			.run((context) -> assertThat(context).hasSingleBean(MemoryWebhookInbox.class)
				.hasSingleBean(InboxEngine.class)
				.hasSingleBean(WebhookDeliveries.class)
				.hasSingleBean(DurableProcessor.class));
	}

	@Test
	void theApplicationsInboxWins() {
		this.contextRunner.withUserConfiguration(OwnInbox.class)
			.withPropertyValues("webhooks.inbox.type=memory")
			.run((context) -> assertThat(context).hasSingleBean(WebhookInbox.class)
				.hasBean("ownInbox")
				.hasSingleBean(InboxEngine.class));
	}

	@Test
	void nothingIsThereWhenWebhooksAreDisabled() {
		this.contextRunner.withPropertyValues("webhooks.inbox.type=memory", "webhooks.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(InboxEngine.class));
	}

	@Test
	void jdbcWithoutADatabaseStopsTheStart() {
		this.contextRunner.withPropertyValues("webhooks.inbox.type=jdbc")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(InvalidWebhookConfigurationException.class)
				.rootCause()
				.hasMessageContaining("webhooks.inbox.type"));
	}

	@Test
	void aSettingOutOfRangeStopsTheStart() {
		this.contextRunner.withPropertyValues("webhooks.inbox.type=memory", "webhooks.inbox.concurrency=0")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'concurrency'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "listener-timeout", "listener-timeouts[mail]", "retention.bodies", "retention.events" })
	void aTimeThatIsNegativeStopsTheStart(String key) {
		this.contextRunner.withPropertyValues("webhooks.inbox.type=memory", "webhooks.inbox." + key + "=-1s")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'" + key + "'"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInbox {

		@Bean
		WebhookInbox ownInbox() {
			return new MemoryWebhookInbox();
		}

	}

}
