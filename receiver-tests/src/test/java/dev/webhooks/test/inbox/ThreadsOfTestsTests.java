package dev.webhooks.test.inbox;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.webhooks.WebhookListener;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.ProviderRequest;
import dev.webhooks.test.autoconfigure.WebhookDeliveriesTestAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of a test when its context is closed.
 */
class ThreadsOfTestsTests {

	@ParameterizedTest
	@CsvSource({ "memory,manual", "memory,automatic", "jdbc,manual", "jdbc,automatic" })
	void noThreadIsLeftWhenTheContextIsClosed(String inbox, String mode) {
		Set<Thread> before = threads();
		try (ConfigurableApplicationContext context = start(inbox, mode)) {
			receive(context);
			if (mode.equals("manual")) {
				context.getBean(WebhookDeliveriesTester.class).runUntilDone();
			}
			assertThat(threads()).hasSizeGreaterThan(before.size());
		}
		Awaitility.await().untilAsserted(() -> assertThat(before).containsAll(threads()));
	}

	@Test
	void nothingRunsByItselfInAnotherContextThatIsKept() {
		try (ConfigurableApplicationContext one = start("jdbc", "manual");
				ConfigurableApplicationContext other = start("jdbc", "manual")) {
			receive(one);
			WebhookDeliveriesTester deliveries = other.getBean(WebhookDeliveriesTester.class);
			assertThat(deliveries.ofLast()).isPending();
			assertThat(deliveries.runDue()).hasSize(1);
			assertThat(one.getBean(WebhookDeliveriesTester.class).runDue()).isEmpty();
			assertThat(one.getBean(WebhookDeliveriesTester.class).ofLast()).isProcessed();
			deliveries.clear();
		}
	}

	private static ConfigurableApplicationContext start(String inbox, String mode) {
		return new SpringApplicationBuilder(Application.class)
			.properties(Map.of("server.port", "0", "spring.datasource.url",
					"jdbc:h2:mem:threads-of-tests;DB_CLOSE_DELAY=-1", "webhooks.inbox.type", inbox,
					"webhooks.test.deliveries", mode, "webhooks.providers.stripe.secret", "a-secret-for-tests"))
			.run();
	}

	private static void receive(ConfigurableApplicationContext context) {
		ProviderRequest request = ProviderRequest.of(context.getBean(WebhookProviders.class).find("stripe"))
			.event("charge.succeeded");
		assertThat(context.getBean(WebhookReceiver.class).receive("stripe", request.sign().toWebhookRequest()).status())
			.isEqualTo(200);
	}

	/** Other tests may have contexts that are kept. */
	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("webhook-"))
			.collect(Collectors.toSet());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportAutoConfiguration(WebhookDeliveriesTestAutoConfiguration.class)
	@Import(Shop.class)
	static class Application {

	}

	static class Shop {

		@WebhookListener(provider = "stripe", id = "shop")
		void any() {
		}

	}

}
