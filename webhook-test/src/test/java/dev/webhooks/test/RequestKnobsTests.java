package dev.webhooks.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.provider.ConfigurableProvider;
import dev.webhooks.provider.ProviderFactory;
import dev.webhooks.provider.SecretSources;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.settings.ProviderSettings;
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.secret.WebhookTokenResolver;
import dev.webhooks.tenant.ResolverLimits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WebhookRequestBuilder}: all that a request can be made to differ by.
 */
class RequestKnobsTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String TENANT = "acme";

	private static final ResolverLimits LIMITS = new ResolverLimits(10, Duration.ofMinutes(5), 10,
			Duration.ofSeconds(10), 10, Clock.systemUTC());

	@Test
	void aRequestIsSignedAtItsTime() {
		ProviderRequest charge = ProviderRequest.ofPreset("stripe").event("charge.succeeded").at(NOW.minusSeconds(301));
		assertThat(refusal(charge)).isEqualTo(RejectionReason.TIMESTAMP_TOO_OLD);
		assertThat(refusal(charge.at(NOW.plusSeconds(301)))).isEqualTo(RejectionReason.TIMESTAMP_IN_FUTURE);
		assertThat(events(charge.at(NOW.minusSeconds(300)))).hasSize(1);
	}

	@Test
	void aTimeInTheBodyIsThatOfSigning() {
		ProviderRequest issue = ProviderRequest.ofPreset("linear").event("Issue.create").at(NOW.minusSeconds(61));
		assertThat(refusal(issue)).isEqualTo(RejectionReason.TIMESTAMP_TOO_OLD);
		assertThat(events(issue.at(NOW))).hasSize(1);
	}

	@Test
	void theOldestSecretOfARotationSigns() {
		WebhookProvider provider = WebhookProvider.ofPreset("github").secrets("the new one", "the old one").build();
		ProviderRequest push = ProviderRequest.of(provider).event("push").at(NOW);
		assertThat(secretIndex(push)).isZero();
		assertThat(secretIndex(push.withOldestSecret())).isOne();
		assertThat(refusal(push.signedWith("another one"))).isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void anExpiredSecretSignsNothing() {
		WebhookProvider provider = WebhookProvider.ofPreset("github")
			.with("secrets",
					List.of(Map.of("value", "the new one"),
							Map.of("value", "the old one", "expires", "2026-01-01T00:00:00Z")))
			.build();
		assertThat(secretIndex(ProviderRequest.of(provider).event("push").at(NOW).withOldestSecret())).isZero();
	}

	@Test
	void aRedeliveryIsTheSameEventSignedAnew() {
		ProviderRequest charge = ProviderRequest.ofPreset("stripe").event("charge.succeeded").at(NOW.minusSeconds(60));
		SignedRequest first = charge.sign();
		SignedRequest second = charge.redelivered().at(NOW).sign();
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(second.header("Stripe-Signature")).isNotEqualTo(first.header("Stripe-Signature"));
		assertThat(charge.sign().body()).isEqualTo(first.body());
	}

	@Test
	void aDuplicateIsTheSameRequest() {
		ProviderRequest charge = ProviderRequest.ofPreset("stripe").event("charge.succeeded").at(NOW.minusSeconds(60));
		SignedRequest first = charge.sign();
		SignedRequest second = charge.duplicate().at(NOW).sign();
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(second.headers()).isEqualTo(first.headers());
	}

	@Test
	void anotherEventEndsRepeating() {
		ProviderRequest charge = ProviderRequest.ofPreset("stripe").event("charge.succeeded").duplicate();
		byte[] first = charge.sign().body();
		assertThat(charge.event("charge.succeeded").sign().body()).isNotEqualTo(first);
	}

	@Test
	void aHeaderIdStaysInARedelivery() {
		ProviderRequest push = ProviderRequest.ofPreset("github").event("push").at(NOW);
		String id = events(push).get(0).id();
		assertThat(events(push.redelivered()).get(0).id()).isEqualTo(id);
	}

	@Test
	void aBatchBringsAllItsEvents() {
		ProviderRequest mails = ProviderRequest.ofPreset("sendgrid").batch("delivered", "open", "click").at(NOW);
		List<WebhookEvent> events = events(mails);
		assertThat(events).extracting(WebhookEvent::type).containsExactly("delivered", "open", "click");
		assertThat(events).extracting(WebhookEvent::id).doesNotHaveDuplicates();
	}

	@Test
	void aBatchOfSignedItemsIsSigned() {
		ProviderRequest payments = ProviderRequest.ofPreset("adyen").batch("AUTHORISATION", "AUTHORISATION").at(NOW);
		assertThat(events(payments)).hasSize(2).extracting(WebhookEvent::id).doesNotHaveDuplicates();
	}

	@Test
	void aProviderWithoutBatchesSendsNone() {
		ProviderRequest charges = ProviderRequest.ofPreset("stripe").batch("charge.succeeded", "charge.refunded");
		assertThatIllegalStateException().isThrownBy(charges::sign).withMessageContaining("one event");
	}

	@Test
	void anIdIsSetWhereTheProviderHasIt() {
		assertThat(events(ProviderRequest.ofPreset("stripe").id("evt_7").at(NOW)).get(0).id()).isEqualTo("evt_7");
		assertThat(ProviderRequest.ofPreset("github").event("push").id("d-7").sign().header("X-GitHub-Delivery"))
			.isEqualTo("d-7");
		assertThat(events(ProviderRequest.ofPreset("sendgrid").batch("open", "click").id("e").at(NOW)))
			.extracting(WebhookEvent::id)
			.containsExactly("e", "e-2");
	}

	@Test
	void anEventThatIsKnownByItsBytesHasNoIdToSet() {
		ProviderRequest meeting = ProviderRequest.ofPreset("zoom").event("meeting.started").id("1");
		assertThatIllegalStateException().isThrownBy(meeting::sign).withMessageContaining("no id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "header:X-Tenant", "query:tenant", "body:/account", "document:/data/account",
			"{header:X-Region}-{body:/account}" })
	void theTenantIsNamedWhereItIsLooked(String place) {
		ConfigurableProvider stripe = WebhookProvider.ofPreset("stripe").secret("a secret").with("tenant", place);
		String tenant = place.startsWith("{") ? "eu-acme" : TENANT;
		ProviderRequest charge = ProviderRequest.of(stripe.build()).event("charge.succeeded").tenant(tenant).at(NOW);
		assertThat(events(charge)).extracting(WebhookEvent::tenant).containsExactly(tenant);
	}

	@Test
	void theTenantOfAFormIsAField() {
		ConfigurableProvider twilio = WebhookProvider.ofPreset("twilio")
			.secret("a secret")
			.with("tenant", "form:AccountSid");
		ProviderRequest status = ProviderRequest.of(twilio.build()).event("delivered").tenant("AC1").at(NOW);
		assertThat(events(status)).extracting(WebhookEvent::tenant).containsExactly("AC1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tenant", "shop" })
	void theTenantOfAPathIsAVariable(String variable) {
		ConfigurableProvider github = WebhookProvider.ofPreset("github")
			.secret("a secret")
			.with("path", "/in/{" + variable + "}/github");
		if (!variable.equals("tenant")) {
			github.with("tenant", "path:" + variable);
		}
		ProviderRequest push = ProviderRequest.of(github.build()).event("push").tenant("a b").at(NOW);
		assertThat(push.sign().target()).isEqualTo("/in/a%20b/github");
		assertThat(events(push)).extracting(WebhookEvent::tenant).containsExactly("a b");
	}

	@Test
	void aTenantsOwnSecretSigns() {
		WebhookSecretResolver resolver = (provider, tenant) -> List.of("the secret of " + tenant);
		ProviderSettings settings = WebhookProvider.ofPreset("github").with("tenant", "header:X-Tenant").settings();
		WebhookProvider github = ProviderFactory.builder()
			.secrets(new SecretSources(null, resolver, null, LIMITS))
			.build()
			.create("github", settings)
			.build();
		ProviderRequest push = ProviderRequest.of(github).event("push").tenant(TENANT).at(NOW);
		assertThat(events(push)).hasSize(1);
		assertThat(refusal(push.signedWith("the secret of others"))).isEqualTo(RejectionReason.SIGNATURE_MISMATCH);
	}

	@Test
	void theTokenOfATenantNamesIt() {
		WebhookTokenResolver resolver = (provider, token) -> token.equals("a token of acme") ? TENANT : null;
		ProviderSettings settings = WebhookProvider.ofPreset("telegram").with("tenant", "token").settings();
		WebhookProvider telegram = ProviderFactory.builder()
			.secrets(new SecretSources(null, null, resolver, LIMITS))
			.build()
			.create("telegram", settings)
			.build();
		ProviderRequest message = ProviderRequest.of(telegram).signedWith("a token of acme").at(NOW);
		assertThat(events(message)).extracting(WebhookEvent::tenant).containsExactly(TENANT);
		assertThatIllegalStateException().isThrownBy(() -> message.tenant(TENANT).sign())
			.withMessageContaining("token");
	}

	@Test
	void aVariableThatIsNotSetIsNamed() {
		WebhookProvider github = WebhookProvider.ofPreset("github")
			.secret("a secret")
			.with("path", "/in/{tenant}/github")
			.build();
		assertThatIllegalStateException().isThrownBy(() -> ProviderRequest.of(github).sign())
			.withMessageContaining("'tenant'");
	}

	@Test
	void theAddressIsTheOneItComesFrom() {
		SignedRequest push = ProviderRequest.ofPreset("github").event("push").from("203.0.113.7").sign();
		assertThat(push.from()).isEqualTo("203.0.113.7");
		assertThat(push.toWebhookRequest().head().remoteAddress()).isEqualTo("203.0.113.7");
	}

	@Test
	void theUrlThatIsSignedIsThatOfTheServer() {
		ProviderRequest status = ProviderRequest.ofPreset("twilio")
			.server("http://localhost:8080")
			.query("a", "1")
			.at(NOW);
		SignedRequest signed = status.sign();
		assertThat(signed.toHttpRequest().build().uri()).hasToString("http://localhost:8080/webhooks/twilio?a=1");
		assertThat(Received.events(status.provider(), signed, NOW)).hasSize(1);
	}

	@Test
	void theUrlThatIsSignedIsTheOneThatIsConfigured() {
		WebhookProvider twilio = WebhookProvider.ofPreset("twilio")
			.secret("a secret")
			.with("public-url", "https://hooks.example.com/sms")
			.build();
		SignedRequest signed = ProviderRequest.of(twilio).server("http://localhost:8080").at(NOW).sign();
		assertThat(signed.target()).isEqualTo("/webhooks/twilio");
		assertThat(signed.toWebhookRequest().head().url()).isEqualTo("https://hooks.example.com/sms");
	}

	@Test
	void withoutAPrivateKeyThereIsNoSignature() {
		String publicKey = SigningKeys.random(WebhookProvider.ofPreset("discord").settings()).configured();
		WebhookProvider discord = WebhookProvider.ofPreset("discord").secret(publicKey).build();
		assertThatIllegalStateException().isThrownBy(() -> ProviderRequest.of(discord).sign())
			.withMessageContaining("private key");
	}

	@Test
	void nothingShowsAKey() {
		SigningKeys keys = SigningKeys.shared("a secret of nobody");
		ProviderRequest push = ProviderRequest.of(keys.configure(WebhookProvider.ofPreset("github")).build(), keys);
		assertThat(List.of(keys.toString(), push.toString(), push.sign().toString()))
			.noneMatch((text) -> text.contains("nobody"));
	}

	private static int secretIndex(ProviderRequest request) {
		return request.provider().verify(request.sign().toWebhookRequest(), NOW).secretIndex();
	}

	private static List<WebhookEvent> events(ProviderRequest request) {
		return Received.events(request.provider(), request.sign(), NOW);
	}

	private static RejectionReason refusal(ProviderRequest request) {
		SignedRequest signed = request.sign();
		try {
			Received.events(request.provider(), signed, NOW);
		}
		catch (WebhookRejectedException ex) {
			return ex.reason();
		}
		throw new AssertionError("The request was accepted: " + signed);
	}

}
