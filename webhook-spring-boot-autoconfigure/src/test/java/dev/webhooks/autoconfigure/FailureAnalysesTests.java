package dev.webhooks.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.webhooks.WebhookListener;
import dev.webhooks.autoconfigure.web.WebhookWebMvcAutoConfiguration;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviderCustomizer;
import dev.webhooks.signature.RequestVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a developer reads when the configuration is wrong: the description names the
 * property, the action tells the fix, and no secret is shown.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysesTests {

	private static final String SECRET = "a secret of thirty-two bytes....";

	private static final String STRIPE = "webhooks.providers.stripe.";

	private static final String ACME = "webhooks.providers.acme.";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class));

	@Test
	void noSecret() {
		assertFailure(List.of("stripe.max-body-size=1MB"), "stripe.secret", "There is no secret", "secret: ${");
	}

	@Test
	void noSecretOfAProviderWithoutPreset() {
		assertFailure(List.of("acme.signature.header=X-Signature"), "acme.secret", "There is no secret", "secret: ${");
	}

	@ParameterizedTest
	@CsvSource({ "strip, stripe", "gihtub, github", "Stripe, stripe", "standard-webhook, standard-webhooks",
			"gitlab_token, gitlab-token" })
	void anUnknownPresetWithTheNearestOne(String preset, String nearest) {
		assertFailure(List.of("acme.preset=" + preset, "acme.secret=" + SECRET), "acme.preset",
				"There is no preset '" + preset + "'", "Did you mean '" + nearest + "'?");
	}

	@Test
	void anUnknownPresetThatIsNearNone() {
		FailureAnalysis analysis = analysis(List.of("acme.preset=qqqqqqqqqqqq", "acme.secret=" + SECRET));
		assertThat(analysis.getAction()).doesNotContain("Did you mean").contains("stripe").contains("github");
	}

	@ParameterizedTest
	@CsvSource({ "/in/x, /in/x", "/in/x, /in/x/", "/in/{a}, /in/{b}", "/in/{a}/x, /in/{b}/x/", "/webhooks/acme, ''" })
	void twoProvidersOnOnePath(String first, String second) {
		FailureAnalysis analysis = analysis(
				List.of("stripe.secret=" + SECRET, "stripe.path=" + first, "acme.preset=github",
						"acme.secret=" + SECRET, second.isEmpty() ? "acme.events=a" : "acme.path=" + second));
		assertThat(analysis.getDescription()).contains("'webhooks.providers.").contains(".path'").contains("too");
		assertThat(analysis.getAction()).contains("another path");
	}

	@Test
	void aNameThatTheTablesHaveNoRoomFor() {
		assertFailure(List.of("a".repeat(101) + ".secret=" + SECRET, "a".repeat(101) + ".preset=github"),
				"a".repeat(101), "100 characters", "shorter");
	}

	@Test
	void pathsThatDifferAreNoFailure() {
		this.contextRunner
			.withPropertyValues(STRIPE + "secret=" + SECRET, STRIPE + "path=/in/{tenant}", ACME + "preset=github",
					ACME + "secret=" + SECRET, ACME + "path=/in/acme")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aProviderBeanOnThePathOfAnEntry() {
		this.contextRunner.withPropertyValues(STRIPE + "secret=" + SECRET)
			.withBean(WebhookProvider.class, () -> bean("acme", "/webhooks/stripe/"))
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription()).contains("/webhooks/stripe")
				.contains("acme"));
	}

	@Test
	void aProviderBeanOfTheNameOfAnEntry() {
		this.contextRunner.withPropertyValues(STRIPE + "secret=" + SECRET)
			.withBean(WebhookProvider.class, () -> bean("stripe", "/other"))
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context);
				assertThat(analysis.getDescription()).contains("webhooks.providers.stripe").contains("two providers");
				assertThat(analysis.getAction()).contains("Rename");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret", "secrets[0].value" })
	void aBlankSecret(String key) {
		assertFailure(List.of("stripe." + key + "=   "), "stripe." + key, "blank", "Set the secret");
	}

	@Test
	void anEntryOfSecretsWithoutValue() {
		assertFailure(List.of("stripe.secrets[0].value=" + SECRET, "stripe.secrets[1].expires=2030-01-01T00:00:00Z"),
				"stripe.secrets[1].value", "blank", "Set the secret");
	}

	@ParameterizedTest
	@CsvSource({ "base64, not*base64*S3CR3T", "hex, S3CR3T-xyz", "whsec, whsec_S3CR3T!" })
	void aSecretThatCannotBeDecodedIsNotShown(String encoding, String secret) {
		FailureAnalysis analysis = analysis(
				List.of("stripe.signature.secret-encoding=" + encoding, "stripe.secret=" + secret));
		assertThat(analysis.getDescription()).contains("'" + STRIPE + "secret'").contains("encoded as " + encoding);
		assertThat(analysis.getAction()).contains("secret-encoding");
		assertThat(analysis.getDescription() + analysis.getAction() + stackTrace(analysis.getCause()))
			.doesNotContain("S3CR3T");
	}

	@Test
	void aSecretThatCannotBeDecodedInAnyOfSeveralWaysIsNotShown() {
		FailureAnalysis analysis = analysis(
				List.of("stripe.signature.secret-encoding=whsec,hex", "stripe.secret=S3CR3T-S3CR3T-S3CR3T"));
		assertThat(analysis.getDescription()).contains("'" + STRIPE + "secret'")
			.contains("it is not encoded as whsec, and it is not encoded as hex");
		assertThat(analysis.getDescription() + analysis.getAction() + stackTrace(analysis.getCause()))
			.doesNotContain("S3CR3T");
	}

	@Test
	void aUserNameWithoutPasswordIsNotShown() {
		FailureAnalysis analysis = analysis(List.of("acme.signature.scheme=basic", "acme.secret=S3CR3TS3CR3TS3CR3T"));
		assertThat(analysis.getDescription()).contains("'" + ACME + "secret'").contains("colon");
		assertThat(analysis.getDescription() + analysis.getAction() + stackTrace(analysis.getCause()))
			.doesNotContain("S3CR3T");
	}

	@Test
	void secretAndSecretsBothSet() {
		assertFailure(List.of("stripe.secret=" + SECRET, "stripe.secrets[0].value=other" + SECRET), "stripe.secret",
				"together with 'secrets'", "one of the two");
	}

	static Stream<Arguments> unusable() {
		return Stream.of(arguments("signature.format", "nothing", "{signature}"),
				arguments("signature.format", "t={timestamp}", "{signature}"),
				arguments("signature.format", "v1={signature},v2={signature}", "each placeholder once"),
				arguments("signature.content", "{nonsense}.{body}", "not a locator"),
				arguments("signature.content", "{timestamp}.{body}", "{timestamp}"),
				arguments("signature.content", "{id}.{body}", "{id}"),
				arguments("signature.content", "{header:}.{body}", "not a locator"),
				arguments("signature.encoding", "base32", "base64url"),
				arguments("signature.secret-encoding", "", "text"), arguments("signature.algorithm", "sha3", "sha256"),
				arguments("signature.scheme", "hmca", "hmac"),
				arguments("signature.timestamp", "nowhere", "header:NAME"),
				arguments("signature.timestamp", "cookie:a", "header:NAME"),
				arguments("signature.location", "cookie:a", "locator"),
				arguments("signature.tolerance", "0s", "positive"), arguments("signature.tolerance", "-5m", "positive"),
				arguments("event.type", "boddy:/type", "body:/json/pointer"),
				arguments("event.type", "body:type", "body:/json/pointer"),
				arguments("event.id", "nonsense", "body-hash"),
				arguments("event.occurred-at", "header:", "header:NAME"),
				arguments("event.payload", "cookie:payload", "form:payload"),
				arguments("event.split", "/events", "body:"), arguments("event.split", "body:events", "body:"),
				arguments("event.namespaces", "urn:orders", "/Envelope="),
				arguments("signature.require", "header:X-Version", "'=' and the value"),
				arguments("signature.require", "cookie:version=1", "header:NAME"),
				arguments("inline-when", "cookie:a", "header:NAME"),
				arguments("handshakes[0].when", "cookie:a=b", "header:NAME"),
				arguments("response.body", "{cookie:a}", "header:NAME"),
				arguments("ip-allowlist", "10.0.0.0/33", "10.0.0.0/24"),
				arguments("ip-allowlist", "10.0.0", "10.0.0.0/24"),
				arguments("ip-allowlist", "example.com", "10.0.0.0/24"), arguments("ip-allowlist", "/8", "10.0.0.0/24"),
				arguments("ip-allowlist", "10.0.0.1-10.0.0.9", "10.0.0.0/24"),
				arguments("ip-allowlist", "10.0.0.*", "10.0.0.0/24"), arguments("ip-allowlist", "*", "10.0.0.0/24"),
				arguments("content-types", "json", "application/json"),
				arguments("content-types", "application/", "application/json"),
				arguments("path", "in/acme", "/webhooks/acme"), arguments("path", "/in/**", "/webhooks/acme"),
				arguments("path", "/in/a?", "/webhooks/acme"), arguments("path", "/in//a", "/webhooks/acme"),
				arguments("path", "/in/{a", "/webhooks/acme"), arguments("path", "/in/{a}/{a}", "/webhooks/acme"),
				arguments("path", "/in/../a", "/webhooks/acme"), arguments("path", "/in/a b", "/webhooks/acme"),
				arguments("path", "/in/a;b", "/webhooks/acme"), arguments("path", "", "/webhooks/acme"),
				arguments("path", "https://example.com/in", "/webhooks/acme"),
				arguments("max-body-size", "0B", "2047MB"), arguments("max-body-size", "3GB", "2047MB"),
				arguments("max-body-size", "-1B", "2047MB"), arguments("body-timeout", "0s", "20s"),
				arguments("body-timeout", "-1s", "20s"), arguments("body-timeout", "61m", "20s"),
				arguments("retry.max-attempts", "0", "Correct"), arguments("retry.jitter", "2", "Correct"),
				arguments("retry.multiplier", "0.5", "Correct"),
				arguments("processing", "durable", "'auto' or 'inline'"), arguments("events[0]", " ", "Use"),
				arguments("response.status", "99", "599"),
				arguments("response.content-type", "json", "application/json"),
				arguments("public-url", "hooks.example.com", "https://"),
				arguments("public-url", "https://hooks.example.com/{tenant}", "variables of the path"));
	}

	@ParameterizedTest
	@MethodSource("unusable")
	void aValueThatCannotBeUsed(String key, String value, String fix) {
		FailureAnalysis analysis = analysis(
				List.of("acme.secret=" + SECRET, "acme.signature.header=X-Signature", "acme." + key + "=" + value));
		String property = ACME + key;
		assertThat(analysis.getDescription())
			.contains(property.replaceAll("\\[0]$", "").replaceAll("retry\\..*", "retry"));
		assertThat(analysis.getDescription() + " " + analysis.getAction()).contains(fix).doesNotContain(SECRET);
		assertThat(analysis.getAction()).isNotBlank();
	}

	@Test
	void anItemThatASchemeCannotVerify() {
		assertFailure(List.of("acme.secret=user:password-of-it", "acme.signature.scheme=basic",
				"acme.signature.each=body:/events"), "acme.signature.each", "as a whole", "Correct");
	}

	@Test
	void aTokenThatTheSchemeCannotSign() {
		assertFailure(
				List.of("acme.secret=" + SECRET, "acme.signature.header=X-Token", "acme.signature.scheme=token",
						"acme.handshakes[0].token=query:token", "acme.handshakes[0].response.body={token-signature}"),
				"acme.handshakes[0].response.body", "signs no tokens", "Correct");
	}

	@Test
	void aRecipeWithoutHeader() {
		assertFailure(List.of("acme.secret=" + SECRET), "acme.signature.header", "must name the header", "Correct");
	}

	@ParameterizedTest
	@ValueSource(strings = { "hooks", "/hooks/*", "/hooks//in", "https://example.com" })
	void aBasePathThatIsNone(String basePath) {
		this.contextRunner.withPropertyValues("webhooks.base-path=" + basePath, STRIPE + "secret=" + SECRET)
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context);
				assertThat(analysis.getDescription()).contains("'webhooks.base-path'").contains(basePath);
				assertThat(analysis.getAction()).contains("/webhooks");
			});
	}

	@Test
	void aPublicUrlThatIsNone() {
		new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
							WebhookReceiverAutoConfiguration.class, WebhookWebMvcAutoConfiguration.class))
			.withPropertyValues("webhooks.public-url=hooks.example.com", STRIPE + "secret=" + SECRET)
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context);
				assertThat(analysis.getDescription()).contains("'webhooks.public-url'");
				assertThat(analysis.getAction()).contains("https://");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "processing=later", "signature.timestamp-unit=minutes", "signature.secret-encoding=rot13",
			"max-body-size=big", "enabled=perhaps", "event.format=yaml" })
	void aValueThatIsNotOfItsTypeIsExplainedBySpringBoot(String property) {
		FailureAnalysis analysis = analysis(List.of("stripe.secret=" + SECRET, "stripe." + property));
		assertThat(analysis.getDescription()).contains(STRIPE + property.replaceAll("=.*", ""))
			.contains(property.replaceAll(".*=", ""))
			.doesNotContain(SECRET);
	}

	@Test
	void aCustomizerThatSetsAPathThatIsNone() {
		this.contextRunner.withPropertyValues(STRIPE + "secret=" + SECRET)
			.withBean(WebhookProviderCustomizer.class, () -> (builder) -> builder.endpoint("nowhere", null))
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription()).contains(STRIPE + "path")
				.contains("nowhere"));
	}

	@Test
	void anInvalidListener() {
		this.contextRunner.withBean(ImpossibleListener.class).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context);
			assertThat(analysis.getDescription()).contains("ImpossibleListener.on(").contains("parameter 1");
			assertThat(analysis.getAction()).isNotBlank();
		});
	}

	@Test
	void aShortSecretIsWarnedOf(CapturedOutput output) {
		this.contextRunner.withPropertyValues(STRIPE + "secret=S3CR3T-15-bytes").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("WARN").contains(STRIPE + "secret").contains("16").doesNotContain("S3CR3T");
		});
	}

	@Test
	void aSecretOfSixteenBytesIsNotWarnedOf(CapturedOutput output) {
		this.contextRunner.withPropertyValues(STRIPE + "secret=S3CR3T-16-bytes-")
			.run((context) -> assertThat(output).doesNotContain("WARN").doesNotContain("S3CR3T"));
	}

	@Test
	void aShortKeyIsWarnedOfIfItIsOneOfSeveralThatASecretStandsFor(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues(STRIPE + "secret=whsec_S3CR3TS3CR3T", STRIPE + "signature.secret-encoding=text,whsec")
			.run((context) -> assertThat(output).contains("WARN").contains(STRIPE + "secret").doesNotContain("S3CR3T"));
	}

	@ParameterizedTest
	@CsvSource({ "hmac,md5,{body}", "hash,MD5,{secret}{body}", "hash,sha-1,{secret}{body}" })
	void aBrokenHashFunctionIsWarnedOf(String scheme, String algorithm, String content, CapturedOutput output) {
		withAlgorithm(scheme, algorithm, content).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("WARN").contains("'" + ACME + "signature.algorithm' is '" + algorithm + "'");
		});
	}

	@ParameterizedTest
	@CsvSource({ "hmac,sha1,{body}", "hmac,sha256,{body}", "hash,sha256,{secret}{body}" })
	void oneThatIsNotBrokenForItsUseIsNotWarnedOf(String scheme, String algorithm, String content,
			CapturedOutput output) {
		withAlgorithm(scheme, algorithm, content).run((context) -> assertThat(output).doesNotContain("WARN"));
	}

	private ApplicationContextRunner withAlgorithm(String scheme, String algorithm, String content) {
		return this.contextRunner.withPropertyValues(ACME + "secret=" + SECRET, ACME + "signature.scheme=" + scheme,
				ACME + "signature.header=X-Signature", ACME + "signature.algorithm=" + algorithm,
				ACME + "signature.content=" + content);
	}

	@Test
	void aValueThatIsSignedHasToBeConfigured() {
		this.contextRunner
			.withPropertyValues(ACME + "secret=" + SECRET, ACME + "signature.header=X-Signature",
					ACME + "signature.content={value:access-key}{body}")
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("'" + ACME + "signature.content'", "values.access-key"));
	}

	@Test
	void aBlankValueStopsTheStart() {
		this.contextRunner
			.withPropertyValues(ACME + "secret=" + SECRET, ACME + "signature.header=X-Signature",
					ACME + "values.access-key=")
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("'" + ACME + "values.access-key'", "blank"));
	}

	@Test
	void tokensWithoutTimesAreWarnedOf(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues(ACME + "secret=" + SECRET, ACME + "signature.scheme=jwt",
					ACME + "signature.header=X-Token", ACME + "signature.algorithm=HS256",
					ACME + "signature.jwt.required=", ACME + "signature.jwt.claims.sha256={body-hash}")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("WARN").contains("'" + ACME + "signature.jwt.required' is empty");
			});
	}

	@Test
	void tokensWithoutTimesThatCoverNothing() {
		assertFailure(List.of("acme.secret=" + SECRET, "acme.signature.scheme=jwt", "acme.signature.header=X-Token",
				"acme.signature.algorithm=HS256", "acme.signature.jwt.required=", "acme.signature.jwt.claims.iss=acme"),
				"acme.signature.jwt.required", "for any body for ever", "Correct");
	}

	@Test
	void aUrlOfAnAllowlistIsNotRepeatedWithItsToken() {
		FailureAnalysis analysis = analysis(List.of("stripe.secret=" + SECRET,
				"stripe.ip-allowlist-url=https://example.com/x?token=S3CR3T#hooks y"));
		assertThat(analysis.getDescription()).contains("ip-allowlist-url").doesNotContain("S3CR3T");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "ip-allowlist", "ip-allowlist-url", "client-certificate.subject", "client-certificate.san" })
	void aGuardThatIsEmptyIsWarnedOf(String key, CapturedOutput output) {
		this.contextRunner.withPropertyValues(STRIPE + "secret=" + SECRET, STRIPE + key + "=").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("'webhooks.providers.stripe." + key + "' is empty");
		});
	}

	@Test
	void aRefusalThatLooksLikeSuccessIsWarnedOf(CapturedOutput output) {
		this.contextRunner.withPropertyValues(STRIPE + "secret=" + SECRET, STRIPE + "refusal.status=200")
			.run((context) -> assertThat(output).contains("WARN").contains("'" + STRIPE + "refusal.status'"));
	}

	@Test
	void aRefusalThatIsARefusalIsNotWarnedOf(CapturedOutput output) {
		this.contextRunner.withPropertyValues(STRIPE + "secret=" + SECRET, STRIPE + "refusal.status=403")
			.run((context) -> assertThat(output).doesNotContain("WARN"));
	}

	@Test
	void thatFailuresAfterTheAnswerCannotBeAcceptedIsWarnedOf(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues(STRIPE + "secret=" + SECRET, STRIPE + "on-failure=accept",
					STRIPE + "processing=durable")
			.run((context) -> assertThat(output).contains("'" + STRIPE + "on-failure' has no effect"));
	}

	@Test
	void thatNothingIsVerifiedIsWarnedOfAtEveryStart(CapturedOutput output) {
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues(ACME + "signature.scheme=none");
		for (int i = 1; i <= 2; i++) {
			runner.run((context) -> assertThat(context).hasNotFailed());
			assertThat(output.getAll().split("'webhooks.providers.acme.signature.scheme' is 'none'", -1))
				.hasSize(i + 1);
		}
	}

	@Test
	void springBootPrintsTheAnalysis(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(TestApplication.class).web(WebApplicationType.SERVLET)
				.run("--server.port=0", "--webhooks.providers.stripe.secrets[0].value=S3CR3T",
						"--webhooks.providers.stripe.signature.secret-encoding=hex"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.containsPattern("Description:\\s+Property 'webhooks.providers.stripe.secrets\\[0].value': The secret "
					+ "cannot be used: it is not encoded as hex")
			.containsPattern("Action:\\s+Copy the secret")
			.doesNotContain("S3CR3T");
	}

	@Test
	void springBootPrintsTheAnalysisOfAListener(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(TestApplication.class, ImpossibleListener.class)
				.run("--server.port=0"));
		assertThat(output).contains("APPLICATION FAILED TO START").contains("ImpossibleListener.on(");
	}

	private void assertFailure(List<String> properties, String property, String description, String action) {
		FailureAnalysis analysis = analysis(properties);
		assertThat(analysis.getDescription()).contains("'webhooks.providers." + property + "'").contains(description);
		assertThat(analysis.getAction()).contains(action);
		assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain(SECRET);
	}

	private FailureAnalysis analysis(List<String> properties) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.contextRunner
			.withPropertyValues(
					properties.stream().map((property) -> "webhooks.providers." + property).toArray(String[]::new))
			.run((context) -> analysis[0] = FailureAnalyses.of(context));
		return analysis[0];
	}

	private static String stackTrace(Throwable failure) {
		java.io.StringWriter text = new java.io.StringWriter();
		failure.printStackTrace(new java.io.PrintWriter(text));
		return text.toString();
	}

	private static WebhookProvider bean(String name, String path) {
		RequestVerifier verifier = new RequestVerifier(new NothingScheme(), List.of());
		return WebhookProvider.builder(name).endpoint(path, null).verifier(verifier).build();
	}

	static class NothingScheme extends WebhookAutoConfigurationTests.OddScheme {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

	}

	static class ImpossibleListener {

		@WebhookListener
		void on(Thread thread) {
		}

	}

}
