package dev.webhooks.autoconfigure.alert;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;

import dev.webhooks.alert.AlertDispatch;
import dev.webhooks.alert.AlertRounds;
import dev.webhooks.alert.WebhookAlert;
import dev.webhooks.alert.WebhookAlertSink;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.autoconfigure.observation.WebhookActivityAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class WebhookAlertAutoConfigurationTests {

	private static final String EXPIRED = "webhooks.providers.github.secrets[1].expires=2020-01-01T00:00:00Z";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookInboxAutoConfiguration.class, WebhookReceiverAutoConfiguration.class,
				WebhookActivityAutoConfiguration.class, WebhookAlertAutoConfiguration.class))
		.withPropertyValues("webhooks.alerts.interval=20ms",
				"webhooks.providers.github.secrets[0].value=a-secret-of-sixteen",
				"webhooks.providers.github.secrets[1].value=another-secret-of-it");

	@ParameterizedTest
	@ValueSource(strings = { "memory", "none" })
	void withoutAnyTrafficAnAlertReachesAllSinks(String inbox, CapturedOutput output) {
		this.runner
			.withPropertyValues(EXPIRED, "webhooks.inbox.type=" + inbox, "webhooks.alerts.mail.to=ops@example.com")
			.withUserConfiguration(Sinks.class)
			.run((context) -> {
				Sinks sinks = context.getBean(Sinks.class);
				await().untilAsserted(() -> assertThat(List.of(sinks.events, sinks.own, sinks.mails))
					.allSatisfy((told) -> assertThat(told).hasSize(1)));
				assertThat(sinks.events).extracting(WebhookAlert::kind)
					.containsExactly(WebhookAlert.Kind.SECRET_EXPIRY);
				assertThat(output).contains("Secret near expiry: github.").doesNotContain("another-secret-of-it");
			});
	}

	@Test
	void theThresholdsOfTheHealthAreThoseOfAlerts() {
		this.runner.withPropertyValues("webhooks.providers.github.health.max-silence=1s")
			.withUserConfiguration(Sinks.class)
			.run((context) -> await().untilAsserted(() -> assertThat(context.getBean(Sinks.class).events)
				.extracting(WebhookAlert::kind, WebhookAlert::subject)
				.containsExactly(tuple(WebhookAlert.Kind.SILENCE, "github"))));
	}

	@Test
	void alertsCanBeSwitchedOff() {
		this.runner.withPropertyValues("webhooks.alerts.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AlertRounds.class));
	}

	@Test
	void thereAreNoneWhereWebhooksAreDisabled() {
		this.runner.withPropertyValues("webhooks.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AlertRounds.class));
	}

	@Test
	void withoutTheLibraryForMailsTheApplicationStarts() {
		this.runner.withClassLoader(new FilteredClassLoader(MailSender.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(AlertDispatch.class));
	}

	@Test
	void mailsWithoutASenderStopTheStart() {
		this.runner.withPropertyValues("webhooks.alerts.mail.to=ops@example.com")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidWebhookConfigurationException.class)
				.hasMessageContaining("webhooks.alerts.mail.to"));
	}

	@Test
	void mailsWithoutTheirLibraryStopTheStart() {
		this.runner.withPropertyValues("webhooks.alerts.mail.to=ops@example.com")
			.withClassLoader(new FilteredClassLoader(MailSender.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("webhooks.alerts.mail.to"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "hooks.example.com/token", "ftp://hooks.example.com/token", "https:///token",
			"https://hooks.example.com/to ken" })
	void aUrlThatIsNoneStopsTheStartAndIsNotShown(String url) {
		this.runner.withPropertyValues("webhooks.alerts.url=" + url)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidWebhookConfigurationException.class)
				.hasMessageContaining("webhooks.alerts.url")
				.hasMessageNotContaining("hooks.example.com")
				.hasMessageNotContaining("ken"));
	}

	@Test
	void aUrlThatIsLeftEmptyIsNone() {
		this.runner.withPropertyValues("webhooks.alerts.url=").run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "webhooks.alerts.interval=0s", "webhooks.alerts.repeat=-1h" })
	void aTimeThatMakesNoSenseStopsTheStart(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(property.substring(0, property.indexOf('='))));
	}

	@Test
	void theDefaultsAreThoseOfThePage() {
		WebhookAlertsProperties defaults = new WebhookAlertsProperties();
		assertThat(defaults.getRepeat()).isEqualTo(Duration.ofHours(24));
		assertThat(defaults.getFormat()).isEqualTo(AlertFormat.JSON);
	}

	@Configuration(proxyBeanMethods = false)
	static class Sinks {

		private final Queue<WebhookAlert> events = new ConcurrentLinkedQueue<>();

		private final Queue<WebhookAlert> own = new ConcurrentLinkedQueue<>();

		private final Queue<SimpleMailMessage> mails = new ConcurrentLinkedQueue<>();

		@EventListener
		void on(WebhookAlert alert) {
			this.events.add(alert);
		}

		@Bean
		WebhookAlertSink ownSink() {
			return this.own::add;
		}

		@Bean
		MailSender mailSender() {
			return new MailSender() {

				@Override
				public void send(SimpleMailMessage message) {
					Sinks.this.mails.add(message);
				}

				@Override
				public void send(SimpleMailMessage... messages) {
					Sinks.this.mails.addAll(List.of(messages));
				}

			};
		}

	}

}
