package dev.webhooks.autoconfigure;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link InvalidWebhookConfigurationFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidWebhookConfigurationFailureAnalyzerTests {

	@ParameterizedTest
	@CsvSource({ "providers.stripe.body-timeout, 7200s, 7200s is out of range",
			"providers.stripe.bodyTimeout, PT2H, PT2H is out of range",
			"providers.stripe.body-timeout, 3600001, 3600001 is out of range",
			"providers.stripe.ip-allowlist-refresh, PT1S, PT1S is too short",
			"providers.stripe.signature.tolerance, -3600s, it is '-3600s'",
			"providers.stripe.signature.tolerance, -PT1H, it is '-PT1H'",
			"providers.stripe.signature.tolerance, ${typed.elsewhere}, it is 'PT0S'" })
	void showsADurationAsItWasTyped(String key, String typed, String shown, CapturedOutput output) {
		start("webhooks." + key + "=" + typed);
		assertThat(output).contains(shown);
	}

	@ParameterizedTest
	@CsvSource({ "providers.stripe.secret, ${NOT_SET}, 'NOT_SET'", "providers.stripe.encoding, 5m, no such property" })
	void explainsWhatIsNoDurationAllTheSame(String key, String typed, String shown, CapturedOutput output) {
		start("webhooks." + key + "=" + typed);
		assertThat(output).contains(shown);
	}

	private static void start(String property) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.properties("webhooks.providers.stripe.secret=a-secret-of-thirty-two-bytes....", "typed.elsewhere=PT0S",
						"spring.main.banner-mode=off")
				.run("--" + property));
	}

	@ImportAutoConfiguration(WebhookAutoConfiguration.class)
	static class Application {

	}

}
