package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRetry;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.inbox.ListenerSettings;
import dev.webhooks.provider.settings.FailureLists;
import dev.webhooks.provider.settings.RetryOverrides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for the properties below {@code webhooks.listeners}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListenerPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class, WebhookInboxAutoConfiguration.class))
		.withPropertyValues("webhooks.inbox.type=memory", "webhooks.providers.shop.signature.scheme=none")
		.withBean(Billing.class);

	@Test
	void anIdWithDotsStandsInBrackets() {
		this.contextRunner
			.withPropertyValues("webhooks.listeners[billing.paid].timeout=10s",
					"webhooks.listeners[billing.paid].concurrency=4",
					"webhooks.listeners[billing.paid].retry.max-attempts=3",
					"webhooks.listeners[billing.paid].retry.initial-interval=1s",
					"webhooks.listeners[billing.paid].retry.multiplier=1.5",
					"webhooks.listeners[billing.paid].retry.max-interval=1m",
					"webhooks.listeners[billing.paid].retry.jitter=0",
					"webhooks.listeners[billing.paid].retry.retry-on=java.io.IOException",
					"webhooks.listeners[billing.paid].retry.never-on=java.lang.RuntimeException,java.lang.Error",
					"webhooks.listeners[billing.paid].retry.after[java.util.concurrent.TimeoutException]=5m")
			.run((context) -> assertThat(context.getBean(ConfiguredListeners.class).settings())
				.isEqualTo(Map.of("billing.paid",
						new ListenerSettings(Duration.ofSeconds(10), 4, new RetryOverrides(3, Duration.ofSeconds(1),
								1.5, Duration.ofMinutes(1), 0.0, new FailureLists(List.of("java.io.IOException"),
										List.of("java.lang.RuntimeException", "java.lang.Error"),
										Map.of("java.util.concurrent.TimeoutException", Duration.ofMinutes(5))))))));
	}

	@Test
	void aVariableOfTheEnvironmentIsRead() {
		this.contextRunner.withInitializer((context) -> {
			String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
			context.getEnvironment()
				.getPropertySources()
				.replace(name, new SystemEnvironmentPropertySource(name, Map.of("WEBHOOKS_LISTENERS_MAIL_TIMEOUT", "9s",
						"WEBHOOKS_LISTENERS_MAIL_SERVICE_HOST", "10.0.0.1")));
		})
			.run((context) -> assertThat(context.getBean(ConfiguredListeners.class).settings().get("mail").timeout())
				.isEqualTo(Duration.ofSeconds(9)));
	}

	@ParameterizedTest
	@CsvSource({ "[billing.piad].timeout, [billing.piad], webhooks.listeners[billing.paid]",
			"maul.timeout, [maul], webhooks.listeners[mail]",
			"mail.timeuot, mail.timeuot, webhooks.listeners[mail].timeout",
			"mail.max-attempts, mail.max-attempts, webhooks.listeners[mail].retry.max-attempts",
			"mail.retry.initial-intervall, mail.retry.initial-intervall, webhooks.listeners[mail].retry.initial-interval",
			"billing.paid.timeout, billing.paid.timeout, webhooks.listeners[billing.paid].timeout" })
	void aNameThatIsMisspeltStopsTheStartWithTheNearest(String key, String named, String meant) {
		FailureAnalysis analysis = analysis("webhooks.listeners" + dotted(key) + "=1s");
		assertThat(analysis.getDescription()).contains("'webhooks.listeners" + dotted(named) + "'");
		assertThat(analysis.getAction()).contains("Did you mean '" + meant + "'?");
	}

	private static String dotted(String key) {
		return key.startsWith("[") ? key : "." + key;
	}

	@Test
	void aNameThatIsNearNoneStopsTheStartToo() {
		FailureAnalysis analysis = analysis("webhooks.listeners[somewhere-else-altogether].timeout=1s");
		assertThat(analysis.getAction()).contains("mail, billing.paid");
	}

	static Stream<Arguments> values() {
		return Stream.of(arguments("webhooks.listeners=5m", "webhooks.listeners", "for example 'webhooks.listeners["),
				arguments("webhooks.listeners.mail=5m", "webhooks.listeners.mail", "for example 'webhooks.listeners["),
				arguments("webhooks.listeners.mail.timeout=-1s", "webhooks.listeners[mail].timeout", "such as 5m"),
				arguments("webhooks.listeners.mail.concurrency=0", "webhooks.listeners[mail].concurrency", "1 or more"),
				arguments("webhooks.listeners.mail.concurrency=13", "No more than 12 can run at once",
						"'webhooks.providers.shop.concurrency'"),
				arguments("webhooks.listeners.mail.retry.never-on=com.acme.Nope",
						"'webhooks.listeners[mail].retry.never-on' names 'com.acme.Nope'", "com.acme."),
				arguments("webhooks.providers.shop.retry.retry-on=java.lang.String",
						"'webhooks.providers.shop.retry.retry-on' names 'java.lang.String'", "com.acme."),
				arguments("webhooks.inbox.retry.after[Nope]=5m", "'webhooks.inbox.retry.after' names 'Nope'",
						"package"),
				arguments("webhooks.inbox.retry.after[java.io.IOException]=0s", "'webhooks.inbox.retry.after'",
						"such as 5m"),
				arguments("webhooks.listeners.mail.retry.never-on=java.io.IOException,java.io.IOException",
						"'java.io.IOException' is listed twice", "once"),
				arguments("webhooks.listeners.mail.retry.max-attempts=0", "'max-attempts' must be at least 1",
						"webhooks.listeners[mail].retry"),
				arguments("webhooks.listeners.mail.retry.initial-interval=2h",
						"'max-interval' must not be below 'initial-interval'", "webhooks.providers.shop.retry"));
	}

	@ParameterizedTest
	@MethodSource("values")
	void aValueThatCannotBeUsedStopsTheStart(String property, String description, String action) {
		FailureAnalysis analysis = analysis(property);
		assertThat(analysis.getDescription()).contains(description);
		assertThat(analysis.getAction()).contains(action);
	}

	@Test
	void anIdThatIsNotThereStopsTheStartWithoutAnInboxToo() {
		FailureAnalysis analysis = analysis("webhooks.listeners.maul.timeout=1s", "webhooks.inbox.type=none");
		assertThat(analysis.getDescription()).contains("'webhooks.listeners[maul]'");
	}

	@ParameterizedTest
	@CsvSource({ "webhooks.inbox.type=none, mail, true", "webhooks.providers.shop.processing=inline, mail, true",
			"webhooks.providers.shop.processing=durable, mail, false", "webhooks.inbox.type=none, tried, true" })
	void aListenerThatOnlyRunsBeforeTheAnswerIsWarnedOfSettingsThatChangeNothing(String property, String listener,
			boolean warned, CapturedOutput output) {
		String own = listener.equals("mail") ? "webhooks.listeners.mail.retry.max-attempts=2" : "webhooks.enabled=true";
		this.contextRunner.withBean(Tried.class).withPropertyValues(property, own).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output.toString().contains("Webhook listener " + listener + " only runs before the answer"))
				.isEqualTo(warned);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { NegativeAttempts.class, NoTime.class, NoPlaceholder.class, ListedTwice.class })
	void anAnnotationThatCannotBeUsedStopsTheStartWithOrWithoutAnInbox(Class<?> listener) {
		for (String type : List.of("memory", "none")) {
			this.contextRunner.withBean(listener).withPropertyValues("webhooks.inbox.type=" + type).run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context);
				assertThat(analysis.getDescription()).contains(listener.getName() + ".on(");
				assertThat(analysis.getAction()).contains("annotation", "@WebhookRetry");
			});
		}
	}

	private FailureAnalysis analysis(String... properties) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.contextRunner.withPropertyValues(properties).run((context) -> analysis[0] = FailureAnalyses.of(context));
		return analysis[0];
	}

	static class Billing {

		@WebhookListener(id = "billing.paid")
		void paid() {
		}

		@WebhookListener(id = "mail")
		void mail() {
		}

	}

	static class Tried {

		@WebhookListener(id = "tried")
		@WebhookRetry(maxAttempts = 3)
		void on() {
		}

	}

	static class NegativeAttempts {

		@WebhookListener(id = "bad")
		@WebhookRetry(maxAttempts = -1)
		void on() {
		}

	}

	static class NoTime {

		@WebhookListener(id = "bad")
		@WebhookRetry(initialInterval = "soon")
		void on() {
		}

	}

	static class NoPlaceholder {

		@WebhookListener(id = "bad")
		@WebhookRetry(maxInterval = "${shop.no-such-property}")
		void on() {
		}

	}

	static class ListedTwice {

		@WebhookListener(id = "bad")
		@WebhookRetry(retryOn = IOException.class, neverOn = IOException.class)
		void on() {
		}

	}

}
