package dev.webhooks.inbox;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.webhooks.NonRetryableWebhookException;
import dev.webhooks.RetryLaterWebhookException;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.WebhookRetry;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.RetryAdvice;
import dev.webhooks.delivery.RetryPolicy;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.FailureLists;
import dev.webhooks.provider.settings.ProcessingSettings;
import dev.webhooks.provider.settings.RetryOverrides;
import dev.webhooks.provider.settings.RetrySettings;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.Verification;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How deliveries are treated, by what is said of all, of their provider and of their
 * listener.
 */
class ListenerPoliciesTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	private static final Destination MAIL = new Destination("shop", "mail");

	private static final Destination PRINT = new Destination("shop", "print");

	private static final Destination LEDGER = new Destination("shop", "ledger");

	private static final RetryAdvice NEVER_AS_CONFIGURED = RetryAdvice.NEVER.ofTarget();

	private final WebhookListenerRegistry registry = registry();

	private RetrySettings ofProvider = RetrySettings.DEFAULT;

	private static WebhookListenerRegistry registry() {
		WebhookListenerRegistry[] registry = new WebhookListenerRegistry[1];
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(WebhookListenerAutoConfiguration.class))
			.withBean(Listeners.class)
			.run((context) -> registry[0] = context.getBean(WebhookListenerRegistry.class));
		return registry[0];
	}

	private ListenerPolicies policies() {
		return policies(FailureLists.NONE, RetryOverrides.NONE);
	}

	private ListenerPolicies policies(FailureLists lists, RetryOverrides ofMail) {
		WebhookProvider shop = WebhookProvider.builder("shop")
			.verifier(new RequestVerifier((request, secrets, now) -> new Verification.Verified(null), List.of()))
			.processing(new ProcessingSettings(null, null, null, null, null, this.ofProvider, null))
			.build();
		WebhookProviders providers = new WebhookProviders(List.of(shop));
		ListenerTreatment treatment = new ListenerTreatment(providers, this.registry,
				new ListenerTreatment.Settings(Duration.ofMinutes(5), lists,
						Map.of("mail", new ListenerSettings(Duration.ofSeconds(1), 2, ofMail))),
				(text) -> text.replace("${wait}", "7s"));
		treatment.check();
		return new ListenerPolicies(providers, treatment, Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private static FailureLists never(Class<?>... types) {
		return new FailureLists(null, names(types), null);
	}

	private static FailureLists retry(Class<?>... types) {
		return new FailureLists(names(types), null, null);
	}

	private static List<String> names(Class<?>... types) {
		return List.of(types).stream().map(Class::getName).toList();
	}

	private static RetryOverrides overrides(FailureLists lists) {
		return new RetryOverrides(null, null, null, null, null, lists);
	}

	@Test
	void whatCannotSucceedIsNotTriedAgainEvenIfItIsWrapped() {
		ListenerPolicies policies = policies();
		assertThat(policies.advice(MAIL, new NonRetryableWebhookException("no"))).isEqualTo(RetryAdvice.NEVER);
		assertThat(policies.advice(MAIL, new WebhookPayloadException("no", null))).isEqualTo(RetryAdvice.NEVER);
		assertThat(policies.advice(MAIL, new IllegalStateException(new NonRetryableWebhookException("no"))))
			.isEqualTo(RetryAdvice.NEVER);
		assertThat(policies.advice(MAIL, new IllegalStateException(new WebhookPayloadException("no", null))))
			.isEqualTo(RetryAdvice.NEVER);
	}

	@Test
	void theTimeThatAListenerNamesCountsEvenIfItIsWrapped() {
		assertThat(policies().advice(MAIL,
				new IllegalStateException(new RetryLaterWebhookException("later", NOW.plusSeconds(5)))))
			.isEqualTo(RetryAdvice.notBefore(NOW.plusSeconds(5)));
	}

	@Test
	void anyOtherFailureLeavesItToThePolicy() {
		assertThat(policies().advice(MAIL, new IllegalStateException())).isEqualTo(RetryAdvice.NONE);
	}

	@Test
	void onlyWhatAListenerSaysItselfTellsNothingOfIt() {
		FailureLists lists = new FailureLists(null, names(TimeoutException.class),
				Map.of(IOException.class.getName(), Duration.ofMinutes(5)));
		ListenerPolicies policies = policies(lists, RetryOverrides.NONE);
		assertThat(policies.advice(PRINT, new IOException()).tellsOfTarget()).isTrue();
		assertThat(policies.advice(PRINT, new TimeoutException()).tellsOfTarget()).isTrue();
		assertThat(policies.advice(PRINT, new RetryLaterWebhookException("later", NOW)).tellsOfTarget()).isFalse();
		assertThat(policies.advice(PRINT, new NonRetryableWebhookException("no")).tellsOfTarget()).isFalse();
		assertThat(policies.advice(PRINT, new WebhookPayloadException("no", null)).tellsOfTarget()).isFalse();
	}

	@Test
	void whatListenersThrowToSaySoCountsMoreThanLists() {
		ListenerPolicies policies = policies(new FailureLists(names(NonRetryableWebhookException.class),
				names(RetryLaterWebhookException.class), null), RetryOverrides.NONE);
		assertThat(policies.advice(MAIL, new NonRetryableWebhookException("no"))).isEqualTo(RetryAdvice.NEVER);
		assertThat(policies.advice(MAIL, new RetryLaterWebhookException("later", NOW.plusSeconds(5))))
			.isEqualTo(RetryAdvice.notBefore(NOW.plusSeconds(5)));
	}

	@Test
	void aPayloadThatCannotBeReadIsTriedAgainWhereItIsListedItself() {
		WebhookPayloadException unreadable = new WebhookPayloadException("no", null);
		assertThat(policies(retry(RuntimeException.class), RetryOverrides.NONE).advice(MAIL,
				new IllegalStateException(unreadable)))
			.isEqualTo(RetryAdvice.NEVER);
		assertThat(policies(retry(WebhookPayloadException.class), RetryOverrides.NONE).advice(MAIL, unreadable))
			.isEqualTo(RetryAdvice.NONE);
	}

	@Test
	void aListedClassStandsForItsSubclassesAndTheNearestCounts() {
		ListenerPolicies policies = policies(
				new FailureLists(names(IOException.class), names(Exception.class), Map.of()), RetryOverrides.NONE);
		assertThat(policies.advice(PRINT, new TimeoutException())).isEqualTo(NEVER_AS_CONFIGURED);
		assertThat(policies.advice(PRINT, new FileNotFoundException())).isEqualTo(RetryAdvice.NONE);
		assertThat(policies.advice(PRINT, new StackOverflowError())).isEqualTo(RetryAdvice.NONE);
	}

	@Test
	void causesAreLookedAtWhereNothingIsSaidOfWhatWasThrown() {
		ListenerPolicies policies = policies(never(IOException.class), RetryOverrides.NONE);
		assertThat(policies.advice(PRINT, new IllegalStateException(new RuntimeException(new FileNotFoundException()))))
			.isEqualTo(NEVER_AS_CONFIGURED);
		assertThat(policies(new FailureLists(names(RuntimeException.class), names(IOException.class), null),
				RetryOverrides.NONE)
			.advice(PRINT, new IllegalStateException(new IOException()))).isEqualTo(RetryAdvice.NONE);
	}

	@Test
	void anExceptionMayHaveAWaitOfItsOwn() {
		FailureLists lists = new FailureLists(null, null, Map.of(IOException.class.getName(), Duration.ofMinutes(5)));
		assertThat(policies(lists, RetryOverrides.NONE).advice(PRINT, new FileNotFoundException()))
			.isEqualTo(RetryAdvice.notBefore(NOW.plus(Duration.ofMinutes(5))).ofTarget());
	}

	@Test
	void aNestedClassMayBeWrittenWithADot() {
		String name = Refused.class.getCanonicalName();
		FailureLists lists = new FailureLists(null, List.of(name), null);
		assertThat(policies(lists, RetryOverrides.NONE).advice(PRINT, new Refused())).isEqualTo(NEVER_AS_CONFIGURED);
	}

	@Test
	void ofSeveralListsThatNameAClassTheOneNearestToTheListenerCounts() {
		this.ofProvider = new RetrySettings(null, null, null, null, null, never(IOException.class));
		ListenerPolicies policies = policies(retry(IOException.class), RetryOverrides.NONE);
		assertThat(policies.advice(PRINT, new IOException())).as("the provider's before that of all")
			.isEqualTo(NEVER_AS_CONFIGURED);
		assertThat(policies.advice(LEDGER, new IOException())).as("the annotation's before the provider's")
			.isEqualTo(RetryAdvice.notBefore(NOW.plusSeconds(7)).ofTarget());
		assertThat(policies(FailureLists.NONE, overrides(retry(IOException.class))).advice(MAIL, new IOException()))
			.as("the listener's before the provider's")
			.isEqualTo(RetryAdvice.NONE);
	}

	@Test
	void eachKeyOfTheRetriesIsThatOfThePropertyOrElseTheAnnotationOrElseTheProvider() {
		this.ofProvider = new RetrySettings(5, Duration.ofSeconds(1), 1.0, null, 0.0);
		ListenerPolicies policies = policies(FailureLists.NONE,
				new RetryOverrides(2, null, null, null, null, FailureLists.NONE));
		assertThat(policies.retry(PRINT)).as("of the provider")
			.isEqualTo(RetryPolicy.exponential(5, Duration.ofSeconds(1), 1, Duration.ofHours(1), 0));
		assertThat(policies.retry(LEDGER)).as("of an annotation")
			.isEqualTo(RetryPolicy.exponential(3, Duration.ofSeconds(7), 2, Duration.ofHours(1), 0.5));
		assertThat(policies.retry(MAIL)).as("of an annotation and a property")
			.isEqualTo(RetryPolicy.exponential(2, Duration.ofSeconds(1), 4, Duration.ofHours(1), 0));
	}

	@Test
	void aListenerMayHaveATimeAndANumberOfRunsOfItsOwn() {
		assertThat(policies().timeout(MAIL)).isEqualTo(Duration.ofSeconds(1));
		assertThat(policies().timeout(PRINT)).isEqualTo(Duration.ofMinutes(5));
		assertThat(policies().concurrencyOfTarget(MAIL)).isEqualTo(2);
		assertThat(policies().concurrencyOfTarget(PRINT)).isNull();
	}

	static class Refused extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@WebhookRetry(maxAttempts = 3, initialInterval = "${wait}", multiplier = 2, jitter = 0.5,
			after = @WebhookRetry.After(exception = IOException.class, interval = "${wait}"))
	@interface Patient {

	}

	static class Listeners {

		@WebhookListener(id = "mail")
		@WebhookRetry(maxAttempts = 9, multiplier = 4)
		void mail() {
		}

		@WebhookListener(id = "print")
		void print() {
		}

		@WebhookListener(id = "ledger")
		@Patient
		void ledger() {
		}

	}

}
