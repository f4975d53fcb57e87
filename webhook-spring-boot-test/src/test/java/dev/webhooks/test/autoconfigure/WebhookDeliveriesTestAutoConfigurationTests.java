package dev.webhooks.test.autoconfigure;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.inbox.InboxEngine;
import dev.webhooks.test.inbox.RunRecorder;
import dev.webhooks.test.inbox.WebhookDeliveriesTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WebhookDeliveriesTestAutoConfiguration}.
 */
class WebhookDeliveriesTestAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class, WebhookInboxAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class, WebhookDeliveriesTestAutoConfiguration.class));

	@Test
	void deliveriesRunByThemselvesUnlessTheTestSaysOtherwise() {
		this.runner.withPropertyValues("webhooks.inbox.type=memory").run((context) -> {
			assertThat(context.getBean(InboxEngine.class).isOnDemand()).isFalse();
			WebhookDeliveriesTester deliveries = context.getBean(WebhookDeliveriesTester.class);
			assertThatIllegalStateException().isThrownBy(deliveries::runDue)
				.withMessageContaining("@AutoConfigureWebhooks(deliveries = MANUAL)");
			assertThatIllegalStateException().isThrownBy(() -> deliveries.advance(Duration.ofMinutes(1)))
				.withMessageContaining("'webhooks.test.deliveries' to 'manual'");
			assertThat(deliveries.all()).doNotExist();
		});
	}

	@Test
	void deliveriesWaitWhenThePropertySaysSo() {
		this.runner.withPropertyValues("webhooks.inbox.type=memory", "webhooks.test.deliveries=manual")
			.run((context) -> {
				assertThat(context.getBean(InboxEngine.class).isOnDemand()).isTrue();
				assertThat(context.getBean(WebhookDeliveriesTester.class).runDue()).isEmpty();
			});
	}

	@Test
	void theTimeOfTheInboxIsNoFurtherClock() {
		this.runner.withPropertyValues("webhooks.inbox.type=memory", "webhooks.test.deliveries=manual")
			.run((context) -> assertThat(context).doesNotHaveBean(Clock.class));
	}

	@Test
	void withoutAnInboxTheTestIsToldSo() {
		this.runner.withPropertyValues("webhooks.inbox.type=none", "webhooks.test.deliveries=manual").run((context) -> {
			WebhookDeliveriesTester deliveries = context.getBean(WebhookDeliveriesTester.class);
			assertThatIllegalStateException().isThrownBy(deliveries::runDue)
				.withMessageContaining("There is no inbox in this test");
			deliveries.clear();
		});
	}

	@Test
	void theTesterOfTheTestWins() {
		WebhookDeliveriesTester own = new WebhookDeliveriesTester(null, new RunRecorder(), null);
		this.runner.withBean(WebhookDeliveriesTester.class, () -> own)
			.run((context) -> assertThat(context.getBean(WebhookDeliveriesTester.class)).isSameAs(own));
	}

	@Test
	void whatIsRememberedElsewhereIsNotForgottenInSilence() {
		WebhookDeliveriesTester deliveries = new WebhookDeliveriesTester(null, new RunRecorder(), (event) -> null);
		assertThatIllegalStateException().isThrownBy(deliveries::clear)
			.withMessageContaining("'webhooks.deduplication.store' to 'local'");
	}

}
