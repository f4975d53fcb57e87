package dev.webhooks.autoconfigure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.autoconfigure.web.WebhookWebMvcAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What people write by mistake: it stops the start or is warned of, in words that name
 * the property and the fix, and the fix, applied, works.
 */
@ExtendWith(OutputCaptureExtension.class)
class MisconfigurationsTests {

	private static final String SECRET = "stripe.secret=a-secret-of-thirty-two-bytes....";

	private static final Pattern SUGGESTION = Pattern.compile("Did you mean '([^']*)'");

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class, WebhookInboxAutoConfiguration.class,
				WebhookWebMvcAutoConfiguration.class));

	static Stream<Arguments> misspelt() {
		return Stream.of(arguments("base-pth=/in", "base-path"), arguments("basepaht=/in", "base-path"),
				arguments("inbox.poll-intervall=5s", "inbox.poll-interval"),
				arguments("poll-interval=5s", "inbox.poll-interval"),
				arguments("deduplication.time-to-liv=1h", "deduplication.time-to-live"),
				arguments("rate-limit.max-clients=7", "rate-limit.maximum-clients"),
				arguments("enabeld=true", "enabled"),
				arguments("providers.stripe.tolerence=5m", "providers.stripe.signature.tolerance"),
				arguments("providers.stripe.tolerance=5m", "providers.stripe.signature.tolerance"),
				arguments("providers.stripe.signature.tolerence=5m", "providers.stripe.signature.tolerance"),
				arguments("providers.stripe.ip_whitelist=192.0.2.1", "providers.stripe.ip-allowlist"),
				arguments("providers.stripe.whitelist=192.0.2.1", "providers.stripe.ip-allowlist"),
				arguments("providers.stripe.signature_header=X-Other", "providers.stripe.signature.header"),
				arguments("providers.stripe.burst_limit=10", "providers.stripe.rate-limit.burst"),
				arguments("providers.stripe.requests-per-minute=10", "providers.stripe.rate-limit.requests-per-minute"),
				arguments("providers.stripe.max-body-sise=2MB", "providers.stripe.max-body-size"),
				arguments("providers.stripe.max-retries=3", "providers.stripe.retry.max-attempts"),
				arguments("providers.stripe.event-types=a,b", "providers.stripe.events"),
				arguments("providers.stripe.refusal-status=403", "providers.stripe.refusal.status"),
				arguments("providers.stripe.problem-details=false", "providers.stripe.refusal.body"),
				arguments("providers.stripe.handshakes[0].mehtod=GET", "providers.stripe.handshakes[0].method"));
	}

	@ParameterizedTest
	@MethodSource("misspelt")
	void aKeyThatIsMisspeltStopsTheStartAndTheSuggestionWorks(String property, String meant) {
		List<String> more = property.contains("burst")
				? List.of("providers." + SECRET, "providers.stripe.rate-limit.requests-per-minute=100")
				: List.of("providers." + SECRET);
		FailureAnalysis analysis = analysis(add(more, property));
		String written = "webhooks." + property.substring(0, property.indexOf('='));
		assertThat(analysis.getDescription()).contains("'" + written + "'").contains("There is no such property");
		assertThat(suggestion(analysis.getAction())).isEqualTo("webhooks." + meant);
		assertStarts(add(more, meant + property.substring(property.indexOf('='))));
	}

	static Stream<Arguments> secretsElsewhere() {
		return Stream
			.of("signing_secret_env", "signing-secret", "webhook-secret", "secrett", "signature.secret",
					"shared_secret")
			.map(Arguments::of);
	}

	@ParameterizedTest
	@MethodSource("secretsElsewhere")
	void aSecretThatIsCalledOtherwiseStopsTheStart(String key) {
		FailureAnalysis analysis = analysis(List.of("providers.stripe." + key + "=a-secret-of-thirty-two-bytes...."));
		assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain("thirty-two");
		assertThat(suggestion(analysis.getAction())).isEqualTo("webhooks.providers.stripe.secret");
		assertStarts(List.of("providers." + SECRET));
	}

	static Stream<Arguments> values() {
		return Stream.of(
				stops("providers=stripe", "webhooks.providers", "'webhooks.providers.stripe.secret'",
						"providers." + SECRET),
				stops("providers[0].name=stripe", "webhooks.providers", "as an entry with its name",
						"providers." + SECRET),
				stops("inbox=memory", "webhooks.inbox", "for example 'webhooks.inbox.", "inbox.type=memory"),
				stops("providers.stripe=whsec_abc", "webhooks.providers.stripe", "Write the secret below it",
						"providers." + SECRET),
				stops("providers.stripe.signature=hmac", "webhooks.providers.stripe.signature",
						"'webhooks.providers.stripe.signature.scheme'", "providers.stripe.signature.scheme=hmac"),
				stops("providers.stripe.rate-limit=100", "webhooks.providers.stripe.rate-limit",
						"'webhooks.providers.stripe.rate-limit.requests-per-minute'",
						"providers.stripe.rate-limit.requests-per-minute=100"),
				stops("providers.stripe.preset=strip", "webhooks.providers.stripe.preset", "Did you mean 'stripe'?",
						"providers.stripe.preset=stripe"),
				stops("providers.stripe.signature.scheme=hmca", "webhooks.providers.stripe.signature.scheme", "hmac",
						"providers.stripe.signature.scheme=hmac"),
				stops("providers.stripe.methods=PSOT", "webhooks.providers.stripe.methods", "post",
						"providers.stripe.methods=post"),
				stops("providers.stripe.signature.encoding=base32", "webhooks.providers.stripe.signature.encoding",
						"base64url", "providers.stripe.signature.encoding=hex"),
				stops("providers.stripe.signature.tolerance=0s", "webhooks.providers.stripe.signature.tolerance",
						"(it is '0s')", "providers.stripe.signature.tolerance=5m"),
				stops("providers.stripe.body-timeout=61m", "webhooks.providers.stripe.body-timeout", "61m is out of",
						"providers.stripe.body-timeout=20s"),
				stops("providers.stripe.max-body-size=0B", "webhooks.providers.stripe.max-body-size",
						"from 1B to 2047MB", "providers.stripe.max-body-size=2MB"),
				stops("providers.stripe.ip-allowlist=10.0.0.0/33", "webhooks.providers.stripe.ip-allowlist",
						"10.0.0.0/24", "providers.stripe.ip-allowlist=10.0.0.0/24"),
				stops("providers.stripe.content-types=json", "webhooks.providers.stripe.content-types",
						"application/json", "providers.stripe.content-types=application/json"),
				stops("providers.stripe.path=in/stripe", "webhooks.providers.stripe.path", "/webhooks/acme",
						"providers.stripe.path=/in/stripe"),
				stops("providers.stripe.public-url=hooks.example.com", "webhooks.providers.stripe.public-url",
						"https://", "providers.stripe.public-url=https://hooks.example.com"),
				stops("providers.stripe.processing=durable", "webhooks.providers.stripe.processing",
						"'auto' or 'inline'", "providers.stripe.processing=inline"),
				stops("providers.stripe.processing=later", "webhooks.providers.stripe.processing", "inline",
						"providers.stripe.processing=inline"),
				stops("providers.stripe.retry.max-attempts=0", "webhooks.providers.stripe.retry", "Correct",
						"providers.stripe.retry.max-attempts=1"),
				stops("providers.stripe.event.type=body:type", "webhooks.providers.stripe.event.type",
						"body:/json/pointer", "providers.stripe.event.type=body:/type"),
				stops("providers.stripe.order-by=bdy:/customer", "webhooks.providers.stripe.order-by",
						"body:/json/pointer", "providers.stripe.order-by=body:/customer"),
				stops("providers.stripe.response.status=99", "webhooks.providers.stripe.response.status", "599",
						"providers.stripe.response.status=204"),
				stops("providers.stripe.signature.callback.url=", "webhooks.providers.stripe.signature.callback.url",
						"https://api.example.com/verify", "providers." + SECRET),
				stops("inbox.type=memroy", "webhooks.inbox.type", "memory", "inbox.type=memory"),
				stops("providers.stripe.secret=${STRIPE_WEBHOOK_SECRET}", "webhooks.providers.stripe.secret",
						"Set the environment variable or property 'STRIPE_WEBHOOK_SECRET'", "providers." + SECRET),
				stops("providers.stripe.secret=  ", "webhooks.providers.stripe.secret", "Set the secret",
						"providers." + SECRET));
	}

	private static Arguments stops(String wrong, String property, String words, String right) {
		return arguments(wrong, property, words, right);
	}

	@ParameterizedTest
	@MethodSource("values")
	void aValueThatCannotBeUsedStopsTheStartAndTheFixWorks(String wrong, String property, String words, String right) {
		List<String> others = wrong.contains("stripe.secret=") || wrong.matches("providers(\\[|=|\\.stripe=).*")
				? List.of() : List.of("providers." + SECRET);
		FailureAnalysis analysis = analysis(add(others, wrong));
		assertThat(analysis.getDescription()).contains(property);
		assertThat(analysis.getDescription() + " " + analysis.getAction()).containsIgnoringCase(words)
			.doesNotContain("whsec_abc");
		assertStarts(add(others, right));
	}

	static Stream<Arguments> names() {
		return Stream.of(arguments("strpie", "stripe"), arguments("Stripe", "stripe"), arguments("gihtub", "github"),
				arguments("shopfy", "shopify"));
	}

	@ParameterizedTest
	@MethodSource("names")
	void aProviderThatIsNearAPresetAndSaysNothingOfASignatureStopsTheStart(String written, String meant) {
		FailureAnalysis analysis = analysis(
				List.of("providers." + written + ".secret=a-secret-of-thirty-two-bytes...."));
		assertThat(analysis.getDescription()).contains("webhooks.providers." + written).contains("no preset");
		assertThat(suggestion(analysis.getAction())).isEqualTo("webhooks.providers." + meant);
		assertStarts(List.of("providers." + meant + ".secret=a-secret-of-thirty-two-bytes...."));
		assertStarts(List.of("providers." + written + ".secret=a-secret-of-thirty-two-bytes....",
				"providers." + written + ".preset=" + meant));
	}

	@ParameterizedTest
	@MethodSource("listeners")
	void aListenerForAProviderThatIsNotThereIsWarnedOfAndTheSuggestionWorks(Class<?> listener, String written,
			String meant, Class<?> corrected, CapturedOutput output) {
		this.contextRunner.withPropertyValues("webhooks.providers." + SECRET).withBean(listener).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains(listener.getSimpleName())
				.contains("there is no provider '" + written + "'")
				.contains("Did you mean '" + meant + "'?");
		});
		int before = output.length();
		this.contextRunner.withPropertyValues("webhooks.providers." + SECRET).withBean(corrected).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output.toString().substring(before)).contains(corrected.getSimpleName())
				.doesNotContain("never runs");
		});
	}

	static Stream<Arguments> listeners() {
		return Stream.of(arguments(Stirpe.class, "stirpe", "stripe", Corrected.class));
	}

	@ParameterizedTest
	@MethodSource("listenersThatAreReached")
	void aListenerThatIsReachedIsNotWarnedOf(Class<?> listener, CapturedOutput output) {
		this.contextRunner.withPropertyValues("webhooks.providers." + SECRET)
			.withBean(listener)
			.run((context) -> assertThat(output).doesNotContain("never runs"));
	}

	static Stream<Arguments> listenersThatAreReached() {
		return Stream.of(arguments(Stripe.class), arguments(Any.class));
	}

	static Stream<Arguments> variables() {
		return Stream.of(arguments("WEBHOOKS_SERVICE_HOST"), arguments("WEBHOOKS_PORT_80_TCP_ADDR"),
				arguments("WEBHOOKS_SERVICE_PORT"), arguments("WEBHOOKS_PORT"), arguments("WEBHOOKS_PORT_80_TCP"),
				arguments("WEBHOOKS_PORT_80_TCP_PROTO"), arguments("WEBHOOKS_PORT_80_TCP_PORT"),
				arguments("WEBHOOKS_PROVIDERS_STRIPE_QQQQQQQQ"));
	}

	@ParameterizedTest
	@MethodSource("variables")
	void aVariableOfTheEnvironmentIsOnlyWarnedOf(String variable, CapturedOutput output) {
		runWithVariable(variable, "10.0.0.1");
		assertThat(output).contains("Variables that begin like properties of webhooks")
			.contains(variable)
			.doesNotContainIgnoringCase("did you mean");
	}

	static Stream<Arguments> misspeltVariables() {
		return Stream.of(arguments("WEBHOOKS_BASEPTH", "WEBHOOKS_BASEPATH", "/in"),
				arguments("WEBHOOKS_BASE_PTH", "WEBHOOKS_BASEPATH", "/in"),
				arguments("WEBHOOKS_INBOX_POLLINTERVALL", "WEBHOOKS_INBOX_POLLINTERVAL", "5s"),
				arguments("WEBHOOKS_PROVIDERS_STRIPE_SIGNATURE_TOLERENCE",
						"WEBHOOKS_PROVIDERS_STRIPE_SIGNATURE_TOLERANCE", "5m"),
				arguments("WEBHOOKS_PROVIDERS_STRIPE_TOLERANCE", "WEBHOOKS_PROVIDERS_STRIPE_SIGNATURE_TOLERANCE", "5m"),
				arguments("WEBHOOKS_PROVIDERS_STRIPE_MAX_BODY_SISE", "WEBHOOKS_PROVIDERS_STRIPE_MAXBODYSIZE", "2MB"),
				arguments("WEBHOOKS_PROVIDERS_STRIPE_IPWHITELIST", "WEBHOOKS_PROVIDERS_STRIPE_IPALLOWLIST",
						"192.0.2.1"));
	}

	@ParameterizedTest
	@MethodSource("misspeltVariables")
	void aVariableThatIsMisspeltIsWarnedOfAndTheSuggestionWorks(String variable, String meant, String value,
			CapturedOutput output) {
		runWithVariable(variable, value);
		assertThat(output).contains("\"" + variable + "\"").contains(" (did you mean '" + meant + "'?)");
		int before = output.length();
		runWithVariable(meant, value);
		assertThat(output.toString().substring(before)).doesNotContain("Variables that begin");
	}

	static Stream<Arguments> knownVariables() {
		return Stream.of(arguments("WEBHOOKS_BASEPATH", "/in"), arguments("WEBHOOKS_BASE_PATH", "/in"),
				arguments("WEBHOOKS_PROVIDERS_STRIPE_SIGNATURE_TOLERANCE", "5m"),
				arguments("WEBHOOKS_PROVIDERS_STRIPE_MAXBODYSIZE", "2MB"),
				arguments("WEBHOOKS_PROVIDERS_STRIPE_IPALLOWLIST_0", "192.0.2.1"),
				arguments("WEBHOOKS_INBOX_POLLINTERVAL", "5s"));
	}

	@ParameterizedTest
	@MethodSource("knownVariables")
	void aVariableThatIsAPropertyIsNotWarnedOf(String variable, String value, CapturedOutput output) {
		runWithVariable(variable, value);
		assertThat(output).doesNotContain("Variables that begin");
	}

	private void runWithVariable(String variable, String value) {
		this.contextRunner.withPropertyValues("webhooks.providers." + SECRET).withInitializer((context) -> {
			Map<String, Object> variables = new HashMap<>(Map.of(variable, value));
			context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								variables));
		}).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@MethodSource("others")
	void akeyThatIsNearNoneIsWarnedOf(String property, CapturedOutput output) {
		assertStarts(List.of("providers." + SECRET, property + "=1"));
		assertThat(output).contains("There are no such properties, and they change nothing: webhooks." + property);
	}

	static Stream<Arguments> others() {
		return Stream.of(arguments("shop.callback"), arguments("qqqqqqqq"));
	}

	@ParameterizedTest
	@MethodSource("groups")
	void aGroupWithNothingInItIsNoMistake(String group, CapturedOutput output) {
		assertStarts(List.of("providers." + SECRET, group + "="));
		assertThat(output).doesNotContain("no such propert");
	}

	@ParameterizedTest
	@ValueSource(strings = { "basePath=/in", "base_path=/in", "BASE-PATH=/in", "inbox.pollInterval=5s",
			"inbox.jdbc.initializeSchema=never", "inbox.jdbc.initialize_schema=never", "rateLimit.maximumClients=7",
			"security.enabled=true", "providers.stripe.maxBodySize=2MB", "providers.stripe.max_body_size=2MB",
			"providers.stripe.signature.secretEncoding=text" })
	void aKeyInAnotherFormIsTheSameKey(String property, CapturedOutput output) {
		assertStarts(List.of("providers." + SECRET, property));
		assertThat(output).doesNotContain("no such propert");
	}

	@Test
	void eachDocumentedKeyIsKnownInEachForm() {
		Set<String> keys = DocumentedKeys.read();
		assertThat(keys).contains("base-path", "log.events", "inbox.jdbc.initialize-schema");
		for (String key : keys) {
			for (String written : List.of(key, key.replace('-', '_'), key.toUpperCase(Locale.ROOT))) {
				MockEnvironment environment = new MockEnvironment();
				environment.setProperty("webhooks." + written, "1");
				if (!key.equals("providers")) {
					assertThatCode(() -> new UnknownKeys(environment, keys, List.of()).check()).as(written)
						.doesNotThrowAnyException();
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "notifications.enabled", "client.table-prefix", "partner.timeout" })
	void aKeyBelowAGroupOfTheApplicationsOwnIsOnlyWarnedOf(String property, CapturedOutput output) {
		assertStarts(List.of("providers." + SECRET, property + "=1"));
		assertThat(output).contains("they change nothing: webhooks." + property);
	}

	@ParameterizedTest
	@CsvSource({ "sender.endpoints.shop.url, webhook-sender-spring-boot-starter",
			"sender, webhook-sender-spring-boot-starter", "console.path, webhook-console" })
	void aKeyOfAModuleThatIsNotThereIsWarnedOfWithTheNameOfTheModule(String property, String module,
			CapturedOutput output) {
		assertStarts(List.of("providers." + SECRET, property + "=1"));
		assertThat(output)
			.contains("they change nothing: webhooks." + property + " (needs " + module + ", which is not there)");
	}

	@Test
	void aVariableOfAModuleThatIsNotThereIsWarnedOfWithTheNameOfTheModule(CapturedOutput output) {
		runWithVariable("WEBHOOKS_CONSOLE_PATH", "/console");
		assertThat(output).contains("\"WEBHOOKS_CONSOLE_PATH\"")
			.contains(" (needs webhook-console, which is not there)");
	}

	@Test
	void withoutTheMetadataNothingIsSaid(CapturedOutput output) {
		MockEnvironment environment = new MockEnvironment();
		environment.setProperty("webhooks.base-path", "/in");
		new UnknownKeys(environment, Set.of(), List.of()).check();
		assertThat(output).isEmpty();
	}

	@Test
	void aVariableInPlaceOfAGroupIsNoMistakeOfTheConfiguration() {
		runWithVariable("WEBHOOKS_PROVIDERS_STRIPE_SIGNATURE", "x");
	}

	static Stream<Arguments> groups() {
		return Stream.of(arguments("inbox"), arguments("providers"));
	}

	private static List<String> add(List<String> properties, String property) {
		return Stream.concat(properties.stream(), Stream.of(property)).toList();
	}

	private static String suggestion(String action) {
		Matcher matcher = SUGGESTION.matcher(action);
		assertThat(matcher.find()).as("a suggestion in: " + action).isTrue();
		return matcher.group(1);
	}

	private FailureAnalysis analysis(List<String> properties) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.contextRunner.withPropertyValues(prefixed(properties))
			.run((context) -> analysis[0] = FailureAnalyses.of(context));
		return analysis[0];
	}

	private void assertStarts(List<String> properties) {
		this.contextRunner.withPropertyValues(prefixed(properties))
			.run((context) -> assertThat(context).as(Arrays.toString(prefixed(properties))).hasNotFailed());
	}

	private static String[] prefixed(List<String> properties) {
		return properties.stream().map((property) -> "webhooks." + property).toArray(String[]::new);
	}

	static class Stirpe {

		@WebhookListener(provider = "stirpe")
		void on(WebhookEvent event) {
		}

	}

	static class Corrected {

		@WebhookListener(provider = "stripe")
		void on(WebhookEvent event) {
		}

	}

	static class Stripe {

		@WebhookListener(provider = "str*")
		void on(WebhookEvent event) {
		}

	}

	static class Any {

		@WebhookListener
		void on(WebhookEvent event) {
		}

	}

}
