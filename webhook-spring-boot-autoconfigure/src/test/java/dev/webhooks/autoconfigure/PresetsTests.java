package dev.webhooks.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.preset.Presets;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.secret.SecretEncoding;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@link ProviderBinder}: what a preset fills in, and what of it the user's
 * own keys replace.
 */
class PresetsTests {

	private static final String SECRET = "a secret of thirty-two bytes....";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class));

	static List<String> names() {
		return new Presets().names();
	}

	@ParameterizedTest
	@MethodSource("names")
	void aPresetHasNoKeyThatAUserCouldNotWrite(String name) {
		StandardEnvironment environment = new StandardEnvironment();
		assertThat(new ProviderBinder(environment).bind(entry("acme"), new Presets().get(name)).about().title())
			.isNotBlank();
	}

	@Nested
	class KeyByKey {

		@Test
		void withoutKeysOfTheUserThePresetCounts() {
			ProviderSettings settings = bind("stripe", Map.of());
			assertThat(settings.signature().header()).containsExactly("Stripe-Signature");
			assertThat(settings.signature().format()).isEqualTo("t={timestamp},v1={signature}");
			assertThat(settings.admission().contentTypes()).containsExactly("application/json", "none");
		}

		@Test
		void oneKeyLeavesItsNeighboursAlone() {
			ProviderSettings settings = bind("stripe", Map.of("signature.tolerance", "30s"));
			assertThat(settings.signature().tolerance()).isEqualTo(Duration.ofSeconds(30));
			assertThat(settings.signature().header()).containsExactly("Stripe-Signature");
			assertThat(settings.signature().content()).isEqualTo("{timestamp}.{body}");
			assertThat(settings.event().type()).containsExactly("body:/type");
		}

		@Test
		void aKeyMayBeWrittenInAnyForm() {
			assertThat(bind("github", Map.of("maxBodySize", "2MB")).admission().maxBodySize())
				.isEqualTo(DataSize.ofMegabytes(2));
			assertThat(bind("github", Map.of("max_body_size", "2MB")).admission().maxBodySize())
				.isEqualTo(DataSize.ofMegabytes(2));
			assertThat(bind("svix", Map.of("signature.secretEncoding", "BASE64")).signature().secretEncoding())
				.containsExactly(SecretEncoding.BASE64);
		}

		@Test
		void aListOfTheUserReplacesAListOfThePresetAsAWhole() {
			ProviderSettings settings = bind("slack", Map.of("event.type[0]", "body:/own"));
			assertThat(settings.event().type()).containsExactly("body:/own");
			assertThat(settings.event().id()).hasSize(4);
		}

		@Test
		void aLongerListOfTheUserReplacesAListOfThePreset() {
			Map<String, Object> keys = new LinkedHashMap<>();
			for (int i = 0; i < 6; i++) {
				keys.put("event.type[" + i + "]", "body:/own" + i);
			}
			assertThat(bind("slack", keys).event().type()).hasSize(6);
		}

		@Test
		void aScalarReplacesAListAndAListAScalar() {
			assertThat(bind("slack", Map.of("event.type", "body:/own")).event().type()).containsExactly("body:/own");
			assertThat(bind("stripe", Map.of("event.type[0]", "body:/a", "event.type[1]", "body:/b")).event().type())
				.containsExactly("body:/a", "body:/b");
			assertThat(bind("stripe", Map.of("event.type", "body:/a,body:/b")).event().type())
				.containsExactly("body:/a", "body:/b");
		}

		@Test
		void anEmptyListTakesAwayThatOfThePreset() {
			assertThat(bind("slack", Map.of("content-types", "")).admission().contentTypes()).isEmpty();
			assertThat(bind("slack", Map.of("handshakes", "")).handshakes()).isEmpty();
		}

		@Test
		void aListOfObjectsIsReplacedAsAWhole() {
			ProviderSettings settings = bind("slack", Map.of("handshakes[0].when", "body:/own"));
			assertThat(settings.handshakes()).hasSize(1);
			assertThat(settings.handshakes().get(0).when()).containsExactly("body:/own");
			assertThat(settings.handshakes().get(0).response().body()).isNull();
		}

		@Test
		void yamlListsAndScalarsReadTheSame() {
			assertThat(yaml("header: X-One").signature().header()).containsExactly("X-One");
			assertThat(yaml("header: [X-One, X-Two]").signature().header()).containsExactly("X-One", "X-Two");
			assertThat(yaml("header:\n        - X-One\n        - X-Two").signature().header()).containsExactly("X-One",
					"X-Two");
		}

		private ProviderSettings yaml(String signature) {
			try {
				StandardEnvironment environment = new StandardEnvironment();
				String text = "webhooks:\n  providers:\n    stripe:\n      signature:\n        " + signature + "\n";
				new YamlPropertySourceLoader()
					.load("test", new ByteArrayResource(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
					.forEach(environment.getPropertySources()::addFirst);
				return new ProviderBinder(environment).bind(entry("stripe"), new Presets().find("stripe"));
			}
			catch (java.io.IOException ex) {
				throw new AssertionError(ex);
			}
		}

		private ProviderSettings bind(String name, Map<String, Object> keys) {
			StandardEnvironment environment = new StandardEnvironment();
			Map<String, Object> prefixed = new LinkedHashMap<>();
			keys.forEach((key, value) -> prefixed.put("webhooks.providers." + name + "." + key, value));
			environment.getPropertySources()
				.addFirst(new org.springframework.core.env.MapPropertySource("test", prefixed));
			return new ProviderBinder(environment).bind(entry(name), new Presets().find(name));
		}

	}

	@Nested
	class Names {

		@Test
		void severalEntriesShareOnePreset() {
			PresetsTests.this.contextRunner
				.withPropertyValues("webhooks.providers.shop-eu.preset=stripe",
						"webhooks.providers.shop-eu.secret=" + SECRET, "webhooks.providers.shop-us.preset=stripe",
						"webhooks.providers.shop-us.secret=" + SECRET, "webhooks.providers.shop-us.max-body-size=2MB",
						"webhooks.providers.stripe.secret=" + SECRET)
				.run((context) -> {
					assertThat(paths(context)).containsExactlyInAnyOrder("/webhooks/shop-eu", "/webhooks/shop-us",
							"/webhooks/stripe");
					assertThat(provider(context, "shop-us").admission().maxBodySize()).isEqualTo(2 * 1024 * 1024);
					assertThat(provider(context, "shop-eu").admission().maxBodySize()).isEqualTo(1024 * 1024);
				});
		}

		@ParameterizedTest
		@ValueSource(strings = { "Acme", "acmeShop", "ACME" })
		void aNameMayHaveUpperCaseLetters(String name) {
			PresetsTests.this.contextRunner
				.withPropertyValues("webhooks.providers." + name + ".preset=stripe",
						"webhooks.providers." + name + ".secret=" + SECRET)
				.run((context) -> assertThat(paths(context)).containsExactly("/webhooks/" + name));
		}

		@ParameterizedTest
		@ValueSource(strings = { "acme.eu", "acme_eu", "Acme.EU_1", "acme-eu" })
		void aNameInBracketsIsTakenAsItIs(String name) {
			PresetsTests.this.contextRunner
				.withPropertyValues("webhooks.providers[" + name + "].preset=stripe",
						"webhooks.providers[" + name + "].secret=" + SECRET,
						"webhooks.providers[" + name + "].signature.tolerance=1m")
				.run((context) -> assertThat(paths(context)).containsExactly("/webhooks/" + name));
		}

		@ParameterizedTest
		@ValueSource(strings = { "acme eu", "acme/eu", "-acme", "{acme}", "äcme" })
		void aNameThatCouldNotStandInAPathFailsTheStart(String name) {
			PresetsTests.this.contextRunner
				.withPropertyValues("webhooks.providers[" + name + "].preset=stripe",
						"webhooks.providers[" + name + "].secret=" + SECRET)
				.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
					.contains("webhooks.providers")
					.contains("'" + name + "' cannot be a name"));
		}

		@Test
		void anEntryInYamlMayHaveUpperCaseLettersAndUnderscores() {
			runYaml("""
					webhooks:
					  providers:
					    Acme:
					      preset: stripe
					      secret: a secret of thirty-two bytes....
					    "[acme_eu]":
					      preset: stripe
					      secret: a secret of thirty-two bytes....
					""").run((context) -> assertThat(paths(context)).containsExactlyInAnyOrder("/webhooks/Acme",
					"/webhooks/acme_eu"));
		}

		@Test
		void anEntryThatIsEmptyGetsItsSecretFromElsewhere() {
			runYaml("webhooks:\n  providers:\n    stripe:\n")
				.withInitializer((context) -> environmentVariables(context.getEnvironment(),
						Map.of("WEBHOOKS_PROVIDERS_STRIPE_SECRET", SECRET)))
				.run((context) -> assertThat(paths(context)).containsExactly("/webhooks/stripe"));
		}

	}

	@Nested
	class EnvironmentVariables {

		@Test
		void anEnvironmentVariableAloneMakesAProvider() {
			run(Map.of("WEBHOOKS_PROVIDERS_STRIPE_SECRET", SECRET)).run((context) -> {
				assertThat(paths(context)).containsExactly("/webhooks/stripe");
				assertThat(provider(context, "stripe").verifier().secrets().configured()).hasSize(1);
			});
		}

		@Test
		void anEnvironmentVariableSetsAKeyWithHyphensAndAList() {
			run(Map.of("WEBHOOKS_PROVIDERS_STRIPE_SECRET", SECRET, "WEBHOOKS_PROVIDERS_STRIPE_MAXBODYSIZE", "2MB",
					"WEBHOOKS_PROVIDERS_STRIPE_EVENTS_0", "a", "WEBHOOKS_PROVIDERS_STRIPE_EVENTS_1", "b"))
				.run((context) -> {
					assertThat(provider(context, "stripe").admission().maxBodySize()).isEqualTo(2 * 1024 * 1024);
					assertThat(provider(context, "stripe").processing().accepts(List.of("b"))).isTrue();
					assertThat(provider(context, "stripe").processing().accepts(List.of("c"))).isFalse();
				});
		}

		@Test
		void anEnvironmentVariableAloneFindsAPresetWithHyphens() {
			run(Map.of("WEBHOOKS_PROVIDERS_GITLABTOKEN_SECRET", SECRET))
				.run((context) -> assertThat(paths(context)).containsExactly("/webhooks/gitlab-token"));
		}

		@ParameterizedTest
		@ValueSource(strings = { "WEBHOOKS_PROVIDERS_GITLABTOKEN_SECRET", "WEBHOOKS_PROVIDERS_GITLAB_TOKEN_SECRET" })
		void aSecretOfANameWithHyphensThatIsInYamlToo(String variable) {
			run(Map.of(variable, SECRET)).withPropertyValues("webhooks.providers.gitlab-token.enabled=true")
				.run((context) -> assertThat(paths(context)).containsExactly("/webhooks/gitlab-token"));
		}

		@Test
		void aVariableThatIsNoKeyDoesNotFailTheStart() {
			run(Map.of("WEBHOOKS_PROVIDERS_STRIPE_SECRET", SECRET, "WEBHOOKS_PROVIDERS_STRIPE_NONSENSE", "1"))
				.run((context) -> assertThat(paths(context)).containsExactly("/webhooks/stripe"));
		}

		private ApplicationContextRunner run(Map<String, Object> variables) {
			return PresetsTests.this.contextRunner
				.withInitializer((context) -> environmentVariables(context.getEnvironment(), variables));
		}

	}

	@Nested
	class UnknownKeys {

		@ParameterizedTest
		@ValueSource(strings = { "sercet", "signature.hedaer", "event.types", "secret.value", "secrets[0].text" })
		void failTheStartAndTheirValueIsNotShown(String key) {
			PresetsTests.this.contextRunner
				.withPropertyValues("webhooks.providers.stripe.max-body-size=1MB",
						"webhooks.providers.stripe." + key + "=S3CR3T")
				.run((context) -> {
					FailureAnalysis analysis = FailureAnalyses.of(context);
					assertThat(analysis.getDescription()).contains("webhooks.providers.stripe." + key)
						.doesNotContain("S3CR3T");
					assertThat(analysis.getAction()).isNotBlank().doesNotContain("S3CR3T");
				});
		}

		@Test
		void failTheStartWhereTheyAreTheOnlyOnesOfAnEntry() {
			PresetsTests.this.contextRunner.withPropertyValues("webhooks.providers.stripe.sercet=S3CR3T")
				.run((context) -> {
					FailureAnalysis analysis = FailureAnalyses.of(context);
					assertThat(analysis.getDescription()).contains("webhooks.providers.stripe.sercet")
						.doesNotContain("S3CR3T");
					assertThat(analysis.getAction()).contains("webhooks.providers.stripe.secret");
				});
		}

		@Test
		void failTheStartWhateverTheNameOfTheEntry() {
			PresetsTests.this.contextRunner
				.withPropertyValues("webhooks.providers.Acme.preset=stripe", "webhooks.providers.Acme.nonsense=S3CR3T")
				.run((context) -> assertThat(FailureAnalyses.of(context).getDescription()).contains("nonsense")
					.doesNotContain("S3CR3T"));
		}

	}

	@Nested
	class ValuesInPlaceOfKeys {

		@ParameterizedTest
		@ValueSource(strings = { "", ".secrets", ".secrets[0]", ".secrets[0].expires" })
		void failTheStartAndAreNotShown(String key) {
			PresetsTests.this.contextRunner.withPropertyValues("webhooks.providers.stripe" + key + "=S3CR3T")
				.run((context) -> {
					FailureAnalysis analysis = FailureAnalyses.of(context);
					assertThat(analysis.getDescription()).contains("'webhooks.providers.stripe" + key + "'")
						.doesNotContain("S3CR3T");
					assertThat(analysis.getAction()).isNotBlank().doesNotContain("S3CR3T");
				});
		}

		@Test
		void failTheStartAndAreShownWhereTheyAreNoSecrets() {
			PresetsTests.this.contextRunner
				.withPropertyValues("webhooks.providers.stripe.secret=" + SECRET,
						"webhooks.providers.stripe.signature.tolerance=soon")
				.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
					.contains("webhooks.providers.stripe.signature.tolerance")
					.contains("soon")
					.doesNotContain(SECRET));
		}

	}

	@Nested
	class Placeholders {

		@Test
		void areResolved() {
			PresetsTests.this.contextRunner
				.withPropertyValues("STRIPE_SECRET=" + SECRET, "webhooks.providers.stripe.secret=${STRIPE_SECRET}",
						"webhooks.providers.stripe.path=${somewhere:/in/stripe}")
				.run((context) -> assertThat(paths(context)).containsExactly("/in/stripe"));
		}

		@ParameterizedTest
		@ValueSource(strings = { "secret", "secrets[0].value", "path", "signature.header", "events", "ip-allowlist",
				"public-url", "response.headers.x-one" })
		void thatCannotBeResolvedFailTheStart(String key) {
			PresetsTests.this.contextRunner
				.withPropertyValues(
						(key.startsWith("secret") ? "other=" : "webhooks.providers.stripe.secret=") + SECRET,
						"webhooks.providers.stripe." + key + "=before-${NOT_THERE}-after")
				.run((context) -> {
					FailureAnalysis analysis = FailureAnalyses.of(context);
					assertThat(analysis.getDescription()).contains("webhooks.providers.stripe." + key)
						.contains("${NOT_THERE}")
						.doesNotContain("before");
					assertThat(analysis.getAction()).contains("NOT_THERE");
				});
		}

	}

	private ApplicationContextRunner runYaml(String text) {
		return this.contextRunner.withInitializer((context) -> {
			try {
				new YamlPropertySourceLoader()
					.load("test.yml", new ByteArrayResource(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
					.forEach(context.getEnvironment().getPropertySources()::addLast);
			}
			catch (java.io.IOException ex) {
				throw new AssertionError(ex);
			}
		});
	}

	private static void environmentVariables(Environment environment, Map<String, Object> variables) {
		((ConfigurableEnvironment) environment).getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
	}

	private static ProviderEntry entry(String name) {
		return new ProviderEntry(name, ConfigurationPropertyName.of(ProviderBinder.PREFIX).append(name));
	}

	private static Stream<String> paths(ApplicationContext context) {
		return context.getBean(WebhookProviders.class).all().stream().map((provider) -> provider.endpoint().path());
	}

	private static WebhookProvider provider(ApplicationContext context, String name) {
		WebhookProvider provider = context.getBean(WebhookProviders.class).find(name);
		assertThat(provider).as(name).isNotNull();
		return provider;
	}

}
