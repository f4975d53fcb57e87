package dev.webhooks.autoconfigure;

import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a file or a console puts around a secret.
 */
class SecretAroundTests {

	private static final String SECRET = "a secret of thirty-two bytes....";

	private static final String STRIPE = "webhooks.providers.stripe.";

	@ParameterizedTest
	@ValueSource(strings = { "%s\n", "%s\r\n", " %s", "\t%s", "%s\u00a0", "\u2003%s" })
	void whiteSpaceStopsTheStart(String around) {
		run(Map.of(STRIPE + "secret", around.formatted(SECRET)),
				(context) -> assertExplained(context, "secret", "There is white space around the secret"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"%s\"", "'%s'" })
	void quotationMarksStopTheStart(String around) {
		run(Map.of(STRIPE + "secret", around.formatted(SECRET)),
				(context) -> assertExplained(context, "secret", "The secret stands in quotation marks"));
	}

	@Test
	void anyOfSeveralSecretsStopsTheStart() {
		run(Map.of(STRIPE + "secrets[0].value", SECRET, STRIPE + "secrets[1].value", SECRET + "\n"),
				(context) -> assertExplained(context, "secrets[1].value", "white space"));
	}

	@ParameterizedTest
	@ValueSource(strings = { " %s\n", "\"%s\"", "'%s'" })
	void whatIsMeantVerbatimIsTakenAsItIs(String around) {
		String secret = around.formatted(SECRET);
		run(Map.of(STRIPE + "secrets[0].value", secret, STRIPE + "secrets[0].verbatim", "true"),
				(context) -> assertTaken(context, secret));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"%s", "%s'", "\"%s'", "it's %s", "a \"quoted\" %s" })
	void whatIsNotAroundASecretIsAPartOfIt(String text) {
		String secret = text.formatted(SECRET);
		run(Map.of(STRIPE + "secret", secret), (context) -> assertTaken(context, secret));
	}

	private static void assertExplained(AssertableApplicationContext context, String key, String description) {
		FailureAnalysis analysis = FailureAnalyses.of(context);
		assertThat(analysis.getDescription()).contains("'" + STRIPE + key + "'", description);
		assertThat(analysis.getAction()).contains("'secrets[].verbatim'");
		assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain(SECRET);
	}

	private static void assertTaken(AssertableApplicationContext context, String secret) {
		assertThat(context.getBean(WebhookProviders.class).find("stripe").verifier().secrets().configured())
			.extracting(Secret::text)
			.containsExactly(secret);
	}

	/** Properties of a test would be trimmed otherwise. */
	private static void run(Map<String, Object> properties, Consumer<AssertableApplicationContext> test) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("secrets", properties)))
			.run(test::accept);
	}

}
