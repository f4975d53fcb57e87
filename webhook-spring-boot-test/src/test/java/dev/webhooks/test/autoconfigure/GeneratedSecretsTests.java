package dev.webhooks.test.autoconfigure;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookSecretsChangedEvent;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.web.WebhookCall;
import dev.webhooks.test.web.WebhookRequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link GeneratedSecrets}.
 */
class GeneratedSecretsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookTestAutoConfiguration.class));

	private final ApplicationContextRunner withoutTestKit = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "stripe", "github", "slack", "standard-webhooks", "svix", "adyen", "discord", "sendgrid",
			"standard-webhooks-v1a", "gitlab-token", "azure-devops", "square" })
	void aProviderWithoutASecretIsSignedFor(String preset) {
		this.contextRunner.withPropertyValues("webhooks.providers.tested.preset=" + preset)
			.run((context) -> assertAuthentic(context, "tested"));
	}

	@Test
	void aPlaceholderThatNothingResolvesIsReplaced() {
		this.contextRunner
			.withPropertyValues("webhooks.providers.stripe.secret=${STRIPE_WEBHOOK_SECRET}",
					"webhooks.providers.slack.secret=")
			.run((context) -> {
				assertAuthentic(context, "stripe");
				assertAuthentic(context, "slack");
			});
	}

	@Test
	void anEntryOfTheListIsReplaced() {
		this.contextRunner
			.withPropertyValues("webhooks.providers.stripe.secrets[0].value=${NEW}",
					"webhooks.providers.stripe.secrets[1].value=a secret that is configured")
			.run((context) -> {
				assertThat(secrets(context, "stripe")).hasSize(2);
				assertThat(secrets(context, "stripe").get(1).text()).isEqualTo("a secret that is configured");
				assertAuthentic(context, "stripe");
				assertAuthentic(context, context.getBean(WebhookRequests.class).provider("stripe").withOldestSecret());
			});
	}

	@Test
	void bothSecretsOfARotationAreReplacedByDifferentOnes() {
		this.contextRunner
			.withPropertyValues("webhooks.providers.stripe.secrets[0].value=${NEW}",
					"webhooks.providers.stripe.secrets[1].value=${OLD}")
			.run((context) -> {
				assertThat(secrets(context, "stripe")).extracting(Secret::text).doesNotHaveDuplicates().hasSize(2);
				assertAuthentic(context, "stripe");
				assertAuthentic(context, context.getBean(WebhookRequests.class).provider("stripe").withOldestSecret());
			});
	}

	@Test
	void theNameOfASecretIsReplaced() {
		this.contextRunner
			.withPropertyValues("webhooks.providers.stripe.secret=${A}", "webhooks.providers.stripe.key-id=${B}",
					"webhooks.providers.github.secrets[0].value=a secret that is configured",
					"webhooks.providers.github.secrets[0].key-id=${C}")
			.run((context) -> {
				assertAuthentic(context, "stripe");
				assertAuthentic(context, "github");
				assertThat(secrets(context, "github").get(0).keyId()).isNotBlank().doesNotContain("$");
			});
	}

	@Test
	void whatIsKeptLikeASecretIsReplacedToo() {
		this.contextRunner
			.withPropertyValues("webhooks.providers.meta.secret=${A}", "webhooks.providers.meta.verify-token=${B}",
					"webhooks.providers.meta.values.access-key=${C}")
			.run((context) -> assertAuthentic(context, "meta"));
	}

	@Test
	void aSecretThatIsConfiguredStays() {
		this.contextRunner.withPropertyValues("webhooks.providers.stripe.secret=a secret that is configured")
			.run((context) -> {
				assertThat(secrets(context, "stripe")).extracting(Secret::text)
					.containsExactly("a secret that is configured");
				assertAuthentic(context, "stripe");
			});
	}

	@Test
	void whatAResolverKnowsIsLeftToIt() {
		this.contextRunner
			.withBean(WebhookSecretResolver.class, () -> (provider, tenant) -> List.of("the one of " + tenant))
			.withPropertyValues("webhooks.providers.stripe.path=/webhooks/{tenant}/stripe")
			.run((context) -> {
				assertThat(secrets(context, "stripe")).isEmpty();
				assertAuthentic(context, context.getBean(WebhookRequests.class).provider("stripe").tenant("acme"));
			});
	}

	@Test
	void theSecretStaysTheSameWhenSecretsAreReadAgain() {
		this.contextRunner.withPropertyValues("webhooks.providers.stripe.enabled=true").run((context) -> {
			String before = secrets(context, "stripe").get(0).text();
			context.publishEvent(new WebhookSecretsChangedEvent("stripe"));
			assertThat(secrets(context, "stripe")).extracting(Secret::text).containsExactly(before);
		});
	}

	@Test
	void eachContextHasSecretsOfItsOwn() {
		ApplicationContextRunner runner = this.contextRunner
			.withPropertyValues("webhooks.providers.stripe.enabled=true");
		runner.run((first) -> runner.run((second) -> assertThat(secrets(first, "stripe").get(0).text())
			.isNotEqualTo(secrets(second, "stripe").get(0).text())));
	}

	@Test
	void aProviderWhoseKeysAreFetchedStartsAndIsNotSignedFor() {
		this.contextRunner.withPropertyValues("webhooks.providers.paypal.secret=${PAYPAL_WEBHOOK_ID}")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				WebhookCall call = context.getBean(WebhookRequests.class).provider("paypal");
				assertThatIllegalStateException().isThrownBy(call::sign).withMessageContaining("private key");
			});
	}

	@Test
	void whenSwitchedOffTheStartFailsAsInProduction() {
		this.contextRunner
			.withPropertyValues("webhooks.test.generate-secrets=false", "webhooks.providers.stripe.secret=${MISSING}")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(
						"'webhooks.providers.stripe.secret': The placeholder ${MISSING} is not resolved"));
	}

	@Test
	void withoutTheTestKitThePropertyChangesNothing() {
		this.withoutTestKit
			.withPropertyValues("webhooks.test.generate-secrets=true", "webhooks.providers.stripe.enabled=true")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("There is no secret"));
	}

	@Test
	void theAutoConfigurationIsNoneOfApplications() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()).getCandidates())
			.doesNotContain(WebhookTestAutoConfiguration.class.getName());
	}

	private static List<Secret> secrets(AssertableApplicationContext context, String provider) {
		return context.getBean(WebhookProviders.class).find(provider).verifier().secrets().configured();
	}

	private static void assertAuthentic(AssertableApplicationContext context, String provider) {
		assertThat(context).hasNotFailed();
		assertAuthentic(context, context.getBean(WebhookRequests.class).provider(provider));
	}

	private static void assertAuthentic(AssertableApplicationContext context, WebhookCall call) {
		WebhookProvider provider = call.provider();
		SignedRequest signed = call.sign();
		WebhookRequest request = signed.toWebhookRequest();
		assertThatCode(() -> provider.verify(request, Instant.now())).doesNotThrowAnyException();
	}

}
