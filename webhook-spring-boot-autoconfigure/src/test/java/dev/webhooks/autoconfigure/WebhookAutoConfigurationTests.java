package dev.webhooks.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookPayloadDecoder;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.fetch.CallbackClient;
import dev.webhooks.provider.SignatureSchemes;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviderCustomizer;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.SignatureSchemeFactory;
import dev.webhooks.signature.Verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WebhookAutoConfiguration}.
 */
class WebhookAutoConfigurationTests {

	private static final String SECRET = "a secret of thirty-two bytes....";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class));

	@Test
	void withoutConfigurationThereAreNoProviders() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(SignatureSchemes.class).hasSingleBean(WebhookProviders.class);
			assertThat(context.getBean(WebhookProviders.class).all()).isEmpty();
		});
	}

	@Test
	void whenEnabledIsFalseBacksOff() {
		this.contextRunner.withPropertyValues("webhooks.enabled=false", "webhooks.providers.stripe.preset=nonsense")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WebhookAutoConfiguration.class)
				.doesNotHaveBean(WebhookProviders.class)
				.doesNotHaveBean(WebhookProperties.class));
	}

	@Test
	void whenEnabledIsTrueConfigures() {
		this.contextRunner.withPropertyValues("webhooks.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(WebhookProviders.class));
	}

	@Test
	void makesAProviderOfEachEntry() {
		this.contextRunner
			.withPropertyValues("webhooks.providers.stripe.secret=" + SECRET,
					"webhooks.providers.acme.preset=standard-webhooks",
					"webhooks.providers.acme.secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
			.run((context) -> assertThat(context.getBean(WebhookProviders.class).all())
				.extracting(WebhookProvider::name, (provider) -> provider.endpoint().path())
				.containsExactlyInAnyOrder(tuple("stripe", "/webhooks/stripe"), tuple("acme", "/webhooks/acme")));
	}

	@Test
	void aDisabledProviderIsNotMadeAndNotChecked() {
		this.contextRunner
			.withPropertyValues("webhooks.providers.stripe.enabled=false", "webhooks.providers.stripe.preset=nonsense")
			.run((context) -> assertThat(context.getBean(WebhookProviders.class).all()).isEmpty());
	}

	@Test
	void backsOffWhenUserDefinesProviders() {
		WebhookProviders providers = new WebhookProviders(List.of());
		this.contextRunner.withBean(WebhookProviders.class, () -> providers)
			.withPropertyValues("webhooks.providers.stripe.secret=" + SECRET)
			.run((context) -> assertThat(context).getBean(WebhookProviders.class).isSameAs(providers));
	}

	@Test
	void backsOffWhenUserDefinesSchemes() {
		SignatureSchemes schemes = new SignatureSchemes(java.util.Map.of("odd", (recipe) -> new OddScheme()));
		this.contextRunner.withBean(SignatureSchemes.class, () -> schemes)
			.withPropertyValues("webhooks.providers.acme.signature.scheme=odd")
			.run((context) -> {
				assertThat(context).getBean(SignatureSchemes.class).isSameAs(schemes);
				assertThat(provider(context.getBean(WebhookProviders.class), "acme").verifier().scheme())
					.isInstanceOf(OddScheme.class);
			});
	}

	@Test
	void whoAsksProvidersIsThereAndBacksOff() {
		CallbackClient client = (request) -> new byte[0];
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(CallbackClient.class));
		this.contextRunner.withBean(CallbackClient.class, () -> client)
			.run((context) -> assertThat(context).getBean(CallbackClient.class).isSameAs(client));
	}

	@Test
	void theClientOfTheApplicationAsksTheProvider() {
		this.contextRunner.withBean(CallbackClient.class, () -> (request) -> request.body())
			.withPropertyValues("webhooks.providers.acme.signature.scheme=none",
					"webhooks.providers.acme.signature.callback.url=https://api.example.com/verify",
					"webhooks.providers.acme.signature.callback.body={body}",
					"webhooks.providers.acme.signature.callback.verified=genuine")
			.run((context) -> {
				WebhookProvider provider = provider(context.getBean(WebhookProviders.class), "acme");
				WebhookRequestHead head = WebhookRequestHead.builder("POST", "https://hooks.example.com/in").build();
				assertThat(provider.verify(new WebhookRequest(head, "genuine"), Instant.EPOCH)).isNotNull();
				assertThatExceptionOfType(WebhookRejectedException.class)
					.isThrownBy(() -> provider.verify(new WebhookRequest(head, "forged"), Instant.EPOCH))
					.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.VERDICT_UNKNOWN))
					.satisfies((ex) -> assertThat(ex.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
			});
	}

	@Test
	void aFactoryBeanRegistersASchemeByItsName() {
		this.contextRunner.withBean("odd", SignatureSchemeFactory.class, () -> (recipe) -> new OddScheme())
			.withPropertyValues("webhooks.providers.acme.signature.scheme=odd")
			.run((context) -> assertThat(provider(context.getBean(WebhookProviders.class), "acme").verifier().scheme())
				.isInstanceOf(OddScheme.class));
	}

	@Test
	void aSchemeOfTheApplicationWinsOverABuiltInOne() {
		this.contextRunner.withBean("hmac", SignatureSchemeFactory.class, () -> (recipe) -> new OddScheme())
			.withPropertyValues("webhooks.providers.stripe.enabled=true")
			.run((context) -> assertThat(
					provider(context.getBean(WebhookProviders.class), "stripe").verifier().scheme())
				.isInstanceOf(OddScheme.class));
	}

	@Test
	void aProviderBeanIsAddedToTheConfiguredOnes() {
		WebhookProvider bean = WebhookProvider.builder("acme")
			.verifier(new RequestVerifier(new OddScheme(), List.of()))
			.build();
		this.contextRunner.withBean(WebhookProvider.class, () -> bean)
			.withPropertyValues("webhooks.providers.stripe.secret=" + SECRET)
			.run((context) -> {
				WebhookProviders providers = context.getBean(WebhookProviders.class);
				assertThat(providers.all()).hasSize(2);
				assertThat(providers.find("acme")).isSameAs(bean);
			});
	}

	@Test
	void customizersAreAppliedInOrderAndAfterTheProperties() {
		this.contextRunner.withUserConfiguration(CustomizersConfiguration.class)
			.withPropertyValues("webhooks.providers.stripe.secret=" + SECRET, "webhooks.providers.stripe.path=/own",
					"webhooks.providers.github.secret=" + SECRET)
			.run((context) -> {
				WebhookProviders providers = context.getBean(WebhookProviders.class);
				assertThat(provider(providers, "stripe").endpoint().path()).isEqualTo("/second");
				assertThat(provider(providers, "github").endpoint().path()).isEqualTo("/webhooks/github");
			});
	}

	@Test
	void theProvidersAreImmutable() {
		this.contextRunner.withPropertyValues("webhooks.providers.stripe.secret=" + SECRET)
			.run((context) -> assertThat(context.getBean(WebhookProviders.class).all()).isUnmodifiable());
	}

	@Test
	void aBeanThatDecodesIsChosenByItsName() {
		this.contextRunner
			.withBean("own", WebhookPayloadDecoder.class, () -> (request) -> "[1]".getBytes(StandardCharsets.US_ASCII))
			.withPropertyValues("webhooks.providers.acme.signature.scheme=none",
					"webhooks.providers.acme.event.decoder=own")
			.run((context) -> {
				WebhookProvider provider = provider(context.getBean(WebhookProviders.class), "acme");
				ParsedRequest parsed = provider
					.parse(new WebhookRequest(WebhookRequestHead.builder("POST", "https://a.example").build(), "?"));
				assertThat(provider.documents().decode(provider.verify(parsed, Instant.EPOCH), parsed).document())
					.asString()
					.isEqualTo("[1]");
			});
	}

	private static WebhookProvider provider(WebhookProviders providers, String name) {
		WebhookProvider provider = providers.find(name);
		assertThat(provider).as(name).isNotNull();
		return provider;
	}

	private static org.assertj.core.groups.Tuple tuple(Object... values) {
		return org.assertj.core.groups.Tuple.tuple(values);
	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizersConfiguration {

		@Bean
		@Order(2)
		WebhookProviderCustomizer second() {
			return (builder) -> {
				if (builder.name().equals("stripe")) {
					builder.endpoint("/second", null);
				}
			};
		}

		@Bean
		@Order(1)
		WebhookProviderCustomizer first() {
			return (builder) -> {
				if (builder.name().equals("stripe")) {
					builder.endpoint("/first", null);
				}
			};
		}

	}

	static class OddScheme implements SignatureScheme {

		@Override
		public Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
			return new Verification.Verified(null);
		}

		@Override
		public boolean needsSecret() {
			return false;
		}

	}

}
