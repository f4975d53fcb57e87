package dev.webhooks.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.WebhookSecretsChangedEvent;
import dev.webhooks.autoconfigure.background.RepeatedTask;
import dev.webhooks.autoconfigure.observation.WebhookMetricsAutoConfiguration;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.RejectionDiagnosis;
import dev.webhooks.receiver.SecretExpiry;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.signature.RequestSigner;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.SignatureSchemeFactory;
import dev.webhooks.signature.Verification;
import dev.webhooks.test.ComputedMacs;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the secrets of tenants, and for secrets that change while the application
 * runs.
 */
@ExtendWith(OutputCaptureExtension.class)
class ResolvedSecretTests {

	private static final String ACME = "the secret of acme, of 32 bytes.";

	private static final String GLOBEX = "the secret of globex, 32 bytes..";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));

	private final Tenants tenants = new Tenants();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class, WebhookMetricsAutoConfiguration.class))
		.withBean(Clock.class, () -> this.clock);

	private final ApplicationContextRunner tenantRunner = this.contextRunner
		.withBean(WebhookSecretResolver.class, () -> this.tenants)
		.withBean(TenantListener.class)
		.withPropertyValues("webhooks.providers.github.path=/webhooks/{tenant}/github");

	@Test
	void eachTenantIsVerifiedWithItsOwnSecret() {
		this.tenantRunner.run((context) -> {
			assertThat(receive(context, "acme", ACME, "1").status()).isEqualTo(200);
			assertThat(receive(context, "globex", GLOBEX, "2").status()).isEqualTo(200);
			assertThat(receive(context, "globex", ACME, "3").status()).isEqualTo(401);
			assertThat(receive(context, "acme", GLOBEX, "4").status()).isEqualTo(401);
			assertThat(context.getBean(TenantListener.class).tenants).containsExactly("acme", "globex");
		});
	}

	@Test
	void theSameIdOfTwoTenantsIsTwoEvents() {
		this.tenantRunner.run((context) -> {
			assertThat(text(receive(context, "acme", ACME, "1"))).contains("processed");
			assertThat(text(receive(context, "acme", ACME, "1"))).contains("duplicate");
			assertThat(text(receive(context, "globex", GLOBEX, "1"))).contains("processed");
		});
	}

	@Test
	void aTenantThatIsNotKnownIsAnsweredLikeAWrongSignature() {
		this.tenantRunner.run((context) -> {
			WebhookResponse unknown = receive(context, "nobody", ACME, "1");
			WebhookResponse wrong = receive(context, "acme", GLOBEX, "1");
			assertThat(unknown.status()).isEqualTo(401);
			assertThat(text(unknown)).isEqualTo(text(wrong));
		});
	}

	@Test
	void aTenantThatIsNotKnownCostsAsMuchComputationAsAWrongSignature() {
		CountingScheme scheme = new CountingScheme();
		this.tenantRunner.withBean(RejectionDiagnosis.class, () -> new RejectionDiagnosis((task) -> {
		}, this.clock))
			.withBean("counting", SignatureSchemeFactory.class, () -> (recipe) -> scheme)
			.withPropertyValues("webhooks.providers.github.signature.scheme=counting")
			.run((context) -> {
				receive(context, "acme", GLOBEX, "1");
				receive(context, "nobody", GLOBEX, "1");
				assertThat(scheme.secretsTried).containsExactly(1, 1);
				assertThat(this.tenants.asked).hasValue(2);
			});
	}

	/**
	 * That what takes the time is the same is shown by counting, since no clock is exact
	 * enough. The diagnosis, which runs after the answer, is left out.
	 */
	@Test
	void forATenantThatIsNotKnownTheSameMacsAreComputedAsForAWrongSignature() {
		ComputedMacs computed = new ComputedMacs();
		computed.begin();
		try {
			this.tenantRunner.withBean(RejectionDiagnosis.class, () -> new RejectionDiagnosis((task) -> {
			}, this.clock)).run((context) -> {
				WebhookRequest wrong = request(context, "acme", GLOBEX, "1");
				WebhookRequest unknown = request(context, "nobody", GLOBEX, "1");
				WebhookReceiver receiver = context.getBean(WebhookReceiver.class);
				computed.contents();
				assertThat(receiver.receive("github", wrong).status()).isEqualTo(401);
				assertThat(computed.contents()).containsExactly("{}");
				assertThat(receiver.receive("github", unknown).status()).isEqualTo(401);
				assertThat(computed.contents()).containsExactly("{}");
			});
		}
		finally {
			computed.end();
		}
	}

	@Test
	void forATenantThatIsNotKnownAsManyKeysAreTriedAsASecretStandsFor() {
		CountingScheme scheme = new CountingScheme();
		this.tenants.secrets.put("acme", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");
		this.tenantRunner.withBean(RejectionDiagnosis.class, () -> new RejectionDiagnosis((task) -> {
		}, this.clock))
			.withBean("counting", SignatureSchemeFactory.class, () -> (recipe) -> scheme)
			.withPropertyValues("webhooks.providers.github.signature.scheme=counting",
					"webhooks.providers.github.signature.secret-encoding=text,whsec")
			.run((context) -> {
				receive(context, "acme", GLOBEX, "1");
				receive(context, "nobody", GLOBEX, "1");
				assertThat(scheme.secretsTried).containsExactly(2, 2);
			});
	}

	@Test
	void whatTheResolverSaysIsRememberedForAWhile() {
		this.tenantRunner.run((context) -> {
			for (int i = 0; i < 10; i++) {
				receive(context, "acme", ACME, "a" + i);
				receive(context, "nobody", ACME, "n" + i);
			}
			assertThat(this.tenants.asked).hasValue(2);
			this.clock.set(this.clock.instant().plus(Duration.ofMinutes(5)));
			receive(context, "acme", ACME, "b");
			assertThat(this.tenants.asked).hasValue(3);
		});
	}

	@Test
	void aNameThatIsTooLongIsNotAskedFor() {
		this.tenantRunner.run((context) -> {
			assertThat(receive(context, "x".repeat(257), ACME, "1").status()).isEqualTo(401);
			assertThat(this.tenants.asked).hasValue(0);
		});
	}

	@Test
	void whenTheApplicationSaysSoTheResolverIsAskedAgain() {
		this.tenantRunner.run((context) -> {
			assertThat(receive(context, "acme", ACME, "1").status()).isEqualTo(200);
			this.tenants.secrets.put("acme", GLOBEX);
			assertThat(receive(context, "acme", GLOBEX, "2").status()).isEqualTo(401);
			context.publishEvent(new WebhookSecretsChangedEvent("other"));
			assertThat(receive(context, "acme", GLOBEX, "2").status()).isEqualTo(401);
			context.publishEvent(new WebhookSecretsChangedEvent("github"));
			assertThat(receive(context, "acme", GLOBEX, "2").status()).isEqualTo(200);
			assertThat(receive(context, "acme", ACME, "3").status()).isEqualTo(401);
		});
	}

	@Test
	void whatIsAroundASecretOfATenantIsWarnedOfOnceAndIsAPartOfIt(CapturedOutput output) {
		this.tenants.secrets.put("acme", ACME + "\n");
		this.tenants.secrets.put("globex", '"' + GLOBEX + '"');
		this.tenantRunner.run((context) -> {
			assertThat(receive(context, "acme", ACME + "\n", "1").status()).isEqualTo(200);
			assertThat(receive(context, "globex", '"' + GLOBEX + '"', "1").status()).isEqualTo(200);
			context.publishEvent(new WebhookSecretsChangedEvent("github"));
			assertThat(receive(context, "acme", ACME, "2").status()).isEqualTo(401);
			assertThat(output)
				.containsOnlyOnce(
						"'github' and tenant 'acme' is taken as it is: There is white space around the secret")
				.containsOnlyOnce(
						"'github' and tenant 'globex' is taken as it is: The secret stands in quotation marks")
				.doesNotContain(ACME, GLOBEX);
		});
	}

	@Test
	void whenTheResolverFailsTheProviderIsToSendAgain() {
		this.tenantRunner.run((context) -> {
			this.tenants.failing = true;
			WebhookResponse response = receive(context, "acme", ACME, "1");
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.headers().first("Retry-After")).isEqualTo("30");
			this.tenants.failing = false;
			assertThat(receive(context, "acme", ACME, "1").status()).isEqualTo(200);
		});
	}

	@Test
	void withoutAVariableNamedTenantTheStartFails() {
		this.tenantRunner.withPropertyValues("webhooks.providers.github.path=/webhooks/{customer}/github")
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("webhooks.providers.github.path", "tenant"));
	}

	@Test
	void withoutSecretAndWithoutVariablesTheResolverMustKnowOneAtTheStart() {
		this.contextRunner.withBean(WebhookSecretResolver.class, () -> (provider, tenant) -> List.of())
			.withPropertyValues("webhooks.providers.github.path=/webhooks/github")
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("webhooks.providers.github.secret"));
		this.contextRunner.withBean(WebhookSecretResolver.class, () -> (provider, tenant) -> List.of(ACME))
			.withPropertyValues("webhooks.providers.github.path=/webhooks/github")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenTheApplicationSaysSoConfiguredSecretsAreReadAgain() {
		configured().run((context) -> {
			assertThat(receive(context, "", ACME, "1").status()).isEqualTo(200);
			change(context, "webhooks.providers.github.secrets[0].value=" + GLOBEX);
			assertThat(receive(context, "", GLOBEX, "2").status()).isEqualTo(401);
			context.publishEvent(new WebhookSecretsChangedEvent());
			assertThat(receive(context, "", GLOBEX, "2").status()).isEqualTo(200);
			assertThat(receive(context, "", ACME, "3").status()).isEqualTo(401);
		});
	}

	@Test
	void changedSecretsThatCannotBeUsedLeaveTheFormerOnes(CapturedOutput output) {
		configured().run((context) -> {
			change(context, "webhooks.providers.github.secrets[0].value= ");
			context.publishEvent(new WebhookSecretsChangedEvent());
			assertThat(receive(context, "", ACME, "1").status()).isEqualTo(200);
			assertThat(output).contains("The secrets of provider 'github' stay as they were").doesNotContain(ACME);
		});
	}

	@Test
	void changedSecretsWithSomethingAroundThemLeaveTheFormerOnes(CapturedOutput output) {
		configured().run((context) -> {
			change(context, "webhooks.providers.github.secrets[0].value='" + GLOBEX + "'");
			context.publishEvent(new WebhookSecretsChangedEvent());
			assertThat(receive(context, "", ACME, "1").status()).isEqualTo(200);
			assertThat(output).contains("stay as they were", "The secret stands in quotation marks")
				.doesNotContain(GLOBEX);
		});
	}

	@Test
	void changedSecretsThatAreMeantVerbatimAreTakenAsTheyAre() {
		configured().run((context) -> {
			change(context, "webhooks.providers.github.secrets[0].value='" + GLOBEX + "'");
			change(context, "webhooks.providers.github.secrets[0].verbatim=true");
			context.publishEvent(new WebhookSecretsChangedEvent());
			assertThat(receive(context, "", "'" + GLOBEX + "'", "1").status()).isEqualTo(200);
		});
	}

	@Test
	void aSecretIsNoLongerAcceptedWhenItHasExpired() {
		configured("webhooks.providers.github.secrets[0].expires=2026-03-01T13:00:00Z").run((context) -> {
			assertThat(receive(context, "", ACME, "1").status()).isEqualTo(200);
			this.clock.set(Instant.parse("2026-03-01T13:00:00Z"));
			assertThat(receive(context, "", ACME, "2").status()).isEqualTo(401);
		});
	}

	@Test
	void beforeASecretExpiresThereIsAWarningAtTheStartAndEachDay(CapturedOutput output) {
		configured("webhooks.providers.github.secrets[0].expires=2026-03-14T12:00:00Z").run((context) -> {
			String warning = "Secret 0 of provider 'github' expires at 2026-03-14T12:00:00Z, and no other";
			assertThat(output.getOut().split(warning)).hasSize(2);
			context.getBean(SecretExpiry.class).run();
			assertThat(output.getOut().split(warning)).hasSize(2);
			this.clock.set(this.clock.instant().plus(Duration.ofDays(1)));
			context.getBean(SecretExpiry.class).run();
			context.getBean(SecretExpiry.class).run();
			assertThat(output.getOut().split(warning)).hasSize(3);
			assertThat(context.getBean("webhookSecretExpiryTask", RepeatedTask.class).isRunning()).isTrue();
		});
	}

	@Test
	void longBeforeASecretExpiresThereIsNoWarning(CapturedOutput output) {
		configured("webhooks.providers.github.secrets[0].expires=2026-04-01T12:00:00Z")
			.run((context) -> assertThat(output).doesNotContain("expires at"));
	}

	@Test
	void aMetricTellsWhichSecretMatched() {
		configured("webhooks.providers.github.secrets[1].value=" + GLOBEX)
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> {
				receive(context, "", ACME, "1");
				receive(context, "", GLOBEX, "2");
				receive(context, "", GLOBEX, "3");
				receive(context, "", "not a secret of this provider...", "4");
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(
						registry.get("webhook.verifications").tags("channel", "github", "key", "0").counter().count())
					.isEqualTo(1);
				assertThat(
						registry.get("webhook.verifications").tags("channel", "github", "key", "1").counter().count())
					.isEqualTo(2);
				assertThat(registry.get("webhook.verifications").counters()).hasSize(2);
			});
	}

	@Test
	void aSecretThatStandsForSeveralKeysIsOneInTheMetrics() {
		String written = Base64.getEncoder().encodeToString(ACME.getBytes(StandardCharsets.UTF_8));
		configured("webhooks.providers.github.signature.secret-encoding=text,base64",
				"webhooks.providers.github.secrets[0].value=" + written,
				"webhooks.providers.github.secrets[1].value=" + GLOBEX)
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> {
				assertThat(receive(context, "", written, "1").status()).isEqualTo(200);
				assertThat(receive(context, "", ACME, "2").status()).isEqualTo(200);
				assertThat(receive(context, "", GLOBEX, "3").status()).isEqualTo(200);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.get("webhook.verifications").tags("key", "0").counter().count()).isEqualTo(2);
				assertThat(registry.get("webhook.verifications").tags("key", "1").counter().count()).isEqualTo(1);
			});
	}

	private ApplicationContextRunner configured(String... properties) {
		return this.contextRunner.withPropertyValues("webhooks.providers.github.secrets[0].value=" + ACME)
			.withPropertyValues(properties);
	}

	private static void change(ApplicationContext context, String property) {
		TestPropertyValues.of(property).applyTo((ConfigurableApplicationContext) context);
	}

	private static WebhookResponse receive(ApplicationContext context, String tenant, String secret, String id) {
		return context.getBean(WebhookReceiver.class).receive("github", request(context, tenant, secret, id));
	}

	private static WebhookRequest request(ApplicationContext context, String tenant, String secret, String id) {
		WebhookProvider provider = context.getBean(WebhookProviders.class).find("github");
		WebhookRequestHead head = WebhookRequestHead
			.builder("POST", "https://example.com/webhooks/" + tenant + "/github")
			.from("127.0.0.1", true)
			.header("Content-Type", "application/json")
			.header("X-GitHub-Event", "ping")
			.header("X-GitHub-Delivery", id)
			.pathVariables(tenant.isEmpty() ? Map.of() : Map.of("tenant", tenant))
			.build();
		return provider.verifier()
			.scheme()
			.signer(Secret.of(secret))
			.orElseThrow()
			.sign(new WebhookRequest(head, "{}"), Instant.EPOCH);
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	private static final class Tenants implements WebhookSecretResolver {

		final Map<String, String> secrets = new ConcurrentHashMap<>(Map.of("acme", ACME, "globex", GLOBEX));

		final AtomicInteger asked = new AtomicInteger();

		boolean failing;

		@Override
		public List<String> secrets(String provider, @Nullable String tenant) {
			this.asked.incrementAndGet();
			if (this.failing) {
				throw new IllegalStateException("The database is away");
			}
			String secret = this.secrets.get(String.valueOf(tenant));
			return (secret != null) ? List.of(secret) : List.of();
		}

	}

	static class TenantListener {

		final List<String> tenants = new ArrayList<>();

		@WebhookListener
		void on(WebhookEvent event) {
			this.tenants.add(event.tenant());
		}

	}

	private static final class CountingScheme implements SignatureScheme {

		final List<Integer> secretsTried = new ArrayList<>();

		@Override
		public Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
			this.secretsTried.add(secrets.size());
			return new Verification.Refused(dev.webhooks.RejectionReason.SIGNATURE_MISMATCH, "for the test");
		}

		@Override
		public Optional<RequestSigner> signer(Secret secret) {
			return Optional.of((request, now) -> request);
		}

	}

}
