package dev.webhooks.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.WebhookSecretsChangedEvent;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.inbox.WebhookInboxAutoConfiguration;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.secret.WebhookTokenResolver;
import dev.webhooks.test.Hmac;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for tenants that a request names elsewhere than in its path, or by its token.
 */
@ExtendWith(OutputCaptureExtension.class)
class TenantsTests {

	private static final String ACME = "the secret of acme, of 32 bytes.";

	private static final String GLOBEX = "the secret of globex, 32 bytes..";

	private static final String TENANT = "webhooks.providers.shop.tenant=";

	private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));

	private final Secrets secrets = new Secrets();

	private final Owners owners = new Owners();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class))
		.withBean(Clock.class, () -> this.clock)
		.withBean(Orders.class);

	private final ApplicationContextRunner hmacRunner = this.contextRunner
		.withBean(WebhookSecretResolver.class, () -> this.secrets)
		.withPropertyValues("webhooks.providers.shop.signature.header=X-Signature",
				"webhooks.providers.shop.event.id=header:X-Id", "webhooks.providers.shop.event.type=header:X-Type");

	private final ApplicationContextRunner tokenRunner = this.contextRunner
		.withBean(WebhookTokenResolver.class, () -> this.owners)
		.withPropertyValues("webhooks.providers.shop.signature.scheme=token",
				"webhooks.providers.shop.signature.header=X-Token", "webhooks.providers.shop.event.id=header:X-Id",
				"webhooks.providers.shop.event.type=header:X-Type", TENANT + "token");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			header:X-Shop                       | application/json                  | {}
			query:shop                          | application/json                  | {}
			form:shop                           | application/x-www-form-urlencoded | shop=<tenant>&total=1
			body:/shop/name                     | application/json                  | {"shop": {"name": "<tenant>"}}
			document:/shop/name                 | application/json                  | {"shop": {"name": "<tenant>"}}
			{query:region}/{body:/shop/name}    | application/json                  | {"shop": {"name": "<tenant>"}}
			""")
	void eachTenantIsVerifiedWithItsOwnSecretWhereverItIsNamed(String place, String contentType, String body) {
		String prefix = place.contains("region") ? "eu/" : "";
		this.secrets.of.putAll(Map.of("eu/acme", ACME, "eu/globex", GLOBEX));
		this.hmacRunner.withPropertyValues(TENANT + place).run((context) -> {
			assertThat(receive(context, named("acme", contentType, body), ACME).status()).isEqualTo(200);
			assertThat(receive(context, named("globex", contentType, body), GLOBEX).status()).isEqualTo(200);
			assertThat(receive(context, named("globex", contentType, body), ACME).status()).isEqualTo(401);
			assertThat(receive(context, named("nobody", contentType, body), ACME).status()).isEqualTo(401);
			assertThat(orders(context)).containsExactly(prefix + "acme", prefix + "globex");
		});
	}

	@Test
	void aTenantMayBeNamedByAFieldOfAFormInParts() {
		String form = "--x\r\nContent-Disposition: form-data; name=\"shop\"\r\n\r\n<tenant>\r\n--x--\r\n";
		this.hmacRunner.withPropertyValues(TENANT + "form:shop", "webhooks.providers.shop.event.format=multipart")
			.run((context) -> {
				assertThat(receive(context, named("acme", "multipart/form-data; boundary=x", form), ACME).status())
					.isEqualTo(200);
				assertThat(receive(context, named("globex", "multipart/form-data; boundary=x", form), ACME).status())
					.isEqualTo(401);
				assertThat(orders(context)).containsExactly("acme");
			});
	}

	@Test
	void aTenantMayBeNamedByAnyVariableOfThePath() {
		this.hmacRunner.withPropertyValues(TENANT + "path:shop", "webhooks.providers.shop.path=/in/{shop}/orders")
			.run((context) -> {
				WebhookRequest request = request("1", Map.of(), "", "application/json", "{}");
				WebhookRequest acme = new WebhookRequest(
						request.head().mutate().pathVariables(Map.of("shop", "acme")).build(), request.body());
				assertThat(receive(context, acme, ACME).status()).isEqualTo(200);
				assertThat(orders(context)).containsExactly("acme");
			});
	}

	@Test
	void eachTenantIsAskedForOnce() {
		header().run((context) -> {
			for (int i = 0; i < 20; i++) {
				receive(context, of("acme", "a" + i), ACME);
				receive(context, of("globex", "g" + i), GLOBEX);
				receive(context, of("nobody", "n" + i), ACME);
			}
			assertThat(this.secrets.asked).hasValue(3);
		});
	}

	@Test
	void whoNamesNoTenantIsRefusedAndNobodyIsAsked() {
		header().run((context) -> {
			WebhookRequest nameless = request("1", Map.of(), "", "application/json", "{}");
			assertThat(receive(context, nameless, ACME).status()).isEqualTo(401);
			assertThat(this.secrets.asked).hasValue(0);
		});
	}

	@Test
	void whoNamesTwoTenantsIsRefused() {
		this.hmacRunner.withPropertyValues(TENANT + "query:shop").run((context) -> {
			WebhookRequest both = request("1", Map.of(), "shop=acme&shop=globex", "application/json", "{}");
			assertThat(receive(context, both, ACME).status()).isEqualTo(401);
			assertThat(this.secrets.asked).hasValue(0);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"shop":
			[]
			"acme"
			{"shop": {"name": ""}}
			{"shop": {"name": "  "}}
			{"shop": {"name": "acme "}}
			{"shop": {"name": "ac\\u0000me"}}
			{"shop": {"name": "\\ud800"}}
			{"shop": {"name": null}}
			{"shop": {"name": {}}}
			""")
	void aBodyThatNamesNoTenantIsRefusedAndNobodyIsAsked(String body) {
		this.hmacRunner.withPropertyValues(TENANT + "body:/shop/name").run((context) -> {
			WebhookRequest request = request("1", Map.of(), "", "application/json", body);
			assertThat(receive(context, request, ACME).status()).isEqualTo(401);
			assertThat(this.secrets.asked).hasValue(0);
		});
	}

	/** Whichever of the two a reader takes, it is the one whose secret has to match. */
	@Test
	void aBodyThatNamesTwoTenantsIsNeverVerifiedForOneAndDeliveredForTheOther() {
		this.hmacRunner.withPropertyValues(TENANT + "body:/shop").run((context) -> {
			WebhookRequest both = request("1", Map.of(), "", "application/json",
					"{\"shop\":\"acme\",\"shop\":\"globex\"}");
			int acme = receive(context, both, ACME).status();
			int globex = receive(context, both, GLOBEX).status();
			assertThat(List.of(acme, globex)).doesNotHaveDuplicates().contains(401);
			assertThat(orders(context).equals(List.of("acme")) ? acme : globex).isIn(200, 400);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "acme " })
	void aBlankTenantIsNobody(String blank) {
		shared("query:shop").run((context) -> {
			WebhookRequest nobody = request("1", Map.of(), "shop=" + blank.replace(' ', '+'), "application/json", "{}");
			assertThat(receive(context, nobody, ACME).status()).isEqualTo(400);
			assertThat(orders(context)).isEmpty();
		});
	}

	@Test
	void anInventedTenantIsAnsweredLikeAWrongSignature() {
		header().run((context) -> {
			WebhookResponse unknown = receive(context, of("nobody", "1"), ACME);
			WebhookResponse wrong = receive(context, of("acme", "1"), GLOBEX);
			assertThat(unknown.status()).isEqualTo(401);
			assertThat(unknown.body()).isEqualTo(wrong.body());
			assertThat(unknown.headers()).isEqualTo(wrong.headers());
		});
	}

	@Test
	void whoInventsTenantsIsSentAwayAndShutsNobodyOut() {
		header().run((context) -> {
			assertThat(receive(context, of("acme", "a0"), ACME).status()).isEqualTo(200);
			for (int i = 0; i < 599; i++) {
				assertThat(receive(context, of("invented" + i, "1"), ACME).status()).isEqualTo(401);
			}
			WebhookResponse refused = receive(context, of("one-more", "1"), ACME);
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.headers().first("Retry-After")).isEqualTo("30");
			assertThat(receive(context, of("yet-another", "1"), ACME).status()).isEqualTo(503);
			assertThat(this.secrets.asked).hasValue(601);
			this.clock.set(this.clock.instant().plus(Duration.ofMinutes(30)));
			for (int i = 0; i < 600; i++) {
				receive(context, of("invented again" + i, "1"), ACME);
			}
			assertThat(receive(context, of("acme", "a1"), ACME).status()).isEqualTo(200);
		});
	}

	@Test
	void whoHasInventedTooManyTenantsLearnsOfNoneThatIsThere() {
		header().withPropertyValues("webhooks.secrets.unknown-per-minute=2").run((context) -> {
			assertThat(receive(context, of("invented", "1"), ACME).status()).isEqualTo(401);
			assertThat(receive(context, of("another", "1"), ACME).status()).isEqualTo(503);
			this.secrets.asked.set(0);
			WebhookResponse known = receive(context, of("globex", "1"), ACME);
			WebhookResponse unknown = receive(context, of("another", "1"), ACME);
			assertThat(known.status()).isEqualTo(503);
			assertThat(known.headers().first("Retry-After")).isEqualTo(unknown.headers().first("Retry-After"));
			assertThat(known.body()).isEqualTo(unknown.body());
			assertThat(this.secrets.asked).hasValue(0);
		});
	}

	@Test
	void whoGuessesSecretsOfATenantThatIsKnownLearnsNothingOnceItHasInventedTooMany() {
		header().withPropertyValues("webhooks.secrets.unknown-per-minute=2").run((context) -> {
			assertThat(receive(context, of("acme", "0"), GLOBEX).status()).isEqualTo(401);
			assertThat(receive(context, of("invented", "1"), ACME).status()).isEqualTo(401);
			assertThat(receive(context, of("another", "1"), ACME).status()).isEqualTo(503);
			assertThat(receive(context, of("acme", "1"), GLOBEX).status()).isEqualTo(503);
			assertThat(receive(context, of("acme", "1"), ACME).status()).isEqualTo(200);
		});
	}

	@Test
	void aClientOfWhichARequestWasVerifiedMayAskTenTimesAsOften() {
		header().withPropertyValues("webhooks.secrets.unknown-per-minute=2").run((context) -> {
			assertThat(receive(context, of("acme", "1"), ACME).status()).isEqualTo(200);
			for (int i = 0; i < 19; i++) {
				assertThat(receive(context, of("left-long-ago-" + i, "1"), ACME).status()).isEqualTo(401);
			}
			assertThat(receive(context, of("one-more", "1"), ACME).status()).isEqualTo(503);
		});
	}

	@Test
	void howManyTenantsAClientMayInventIsConfigured() {
		header().withPropertyValues("webhooks.secrets.unknown-per-minute=2").run((context) -> {
			assertThat(receive(context, of("invented", "1"), ACME).status()).isEqualTo(401);
			assertThat(receive(context, of("another", "1"), ACME).status()).isEqualTo(503);
		});
	}

	@Test
	void aTenantThatRegistersIsKnownWithinTheTimeForUnknownNames() {
		header().withPropertyValues("webhooks.secrets.unknown-time-to-live=10s").run((context) -> {
			assertThat(receive(context, of("initech", "1"), ACME).status()).isEqualTo(401);
			this.secrets.of.put("initech", ACME);
			this.clock.set(this.clock.instant().plusSeconds(10));
			assertThat(receive(context, of("initech", "1"), ACME).status()).isEqualTo(200);
		});
	}

	@Test
	void whereAllTenantsShareASecretAnEventOfNobodyIsMalformed(CapturedOutput output) {
		shared("header:X-Shop").run((context) -> {
			assertThat(receive(context, of("acme", "1"), ACME).status()).isEqualTo(200);
			assertThat(receive(context, request("2", Map.of(), "", "application/json", "{}"), ACME).status())
				.isEqualTo(400);
			assertThat(orders(context)).containsExactly("acme");
			assertThat(output).contains("There is no tenant at header:X-Shop");
		});
	}

	@Test
	void whereATenantNeedNotBeThereAnEventMayBeNobodys() {
		shared("header:X-Shop?").run((context) -> {
			assertThat(receive(context, request("2", Map.of(), "", "application/json", "{}"), ACME).status())
				.isEqualTo(200);
			assertThat(orders(context)).containsExactly("null");
		});
	}

	@Test
	void theSameIdOfTwoTenantsIsTwoEvents() {
		header().run((context) -> {
			assertThat(text(receive(context, of("acme", "1"), ACME))).contains("processed");
			assertThat(text(receive(context, of("acme", "1"), ACME))).contains("duplicate");
			assertThat(text(receive(context, of("globex", "1"), GLOBEX))).contains("processed");
		});
	}

	@Test
	void eachTenantHasTheWholeRateLimit() {
		header().withPropertyValues("webhooks.providers.shop.rate-limit.requests-per-minute=1").run((context) -> {
			assertThat(receive(context, of("acme", "1"), ACME).status()).isEqualTo(200);
			assertThat(receive(context, of("acme", "2"), ACME).status()).isEqualTo(429);
			assertThat(receive(context, of("globex", "3"), GLOBEX).status()).isEqualTo(200);
		});
	}

	@Test
	void theLogNamesTheTenant(CapturedOutput output) {
		this.hmacRunner.withPropertyValues(TENANT + "body:/shop").run((context) -> {
			receive(context, request("1", Map.of(), "", "application/json", "{\"shop\": \"acme\"}"), ACME);
			receive(context, request("1", Map.of(), "", "application/json", "{\"shop\": \"globex\"}"), ACME);
			assertThat(output).contains("Webhook of 'shop' for tenant 'acme' processed")
				.contains("from 127.0.0.1 for tenant 'globex'");
		});
	}

	@Test
	void fromTheInboxTheListenerGetsTheTenantAsWell() {
		header().withConfiguration(AutoConfigurations.of(WebhookInboxAutoConfiguration.class))
			.withPropertyValues("webhooks.inbox.type=memory")
			.run((context) -> {
				assertThat(text(receive(context, of("acme", "1"), ACME))).contains("accepted");
				Orders orders = context.getBean(Orders.class);
				assertThat(orders.awaitOne()).isEqualTo("acme");
			});
	}

	@Test
	void aTokenTellsWhoseARequestIs() {
		this.tokenRunner.run((context) -> {
			assertThat(receive(context, withToken("1", "token-of-acme"), null).status()).isEqualTo(200);
			assertThat(receive(context, withToken("1", "token-of-globex"), null).status()).isEqualTo(200);
			assertThat(receive(context, withToken("1", "second-token-of-acme"), null).status()).isEqualTo(200);
			assertThat(orders(context)).containsExactly("acme", "globex");
		});
	}

	@Test
	void aTokenOfNobodyIsRefused() {
		this.tokenRunner.run((context) -> {
			assertThat(receive(context, withToken("1", "guessed"), null).status()).isEqualTo(401);
			assertThat(receive(context, withToken("1", ""), null).status()).isEqualTo(401);
			assertThat(receive(context, withToken("1", "x".repeat(5_000)), null).status()).isEqualTo(401);
			assertThat(receive(context, request("1", Map.of(), "", "application/json", "{}"), null).status())
				.isEqualTo(401);
			assertThat(orders(context)).isEmpty();
		});
	}

	@Test
	void aTokenIsAskedForOnceAndAgainWhenTheApplicationSaysSo() {
		this.tokenRunner.run((context) -> {
			for (int i = 0; i < 10; i++) {
				receive(context, withToken("a" + i, "token-of-acme"), null);
				receive(context, withToken("g" + i, "guessed"), null);
			}
			assertThat(this.owners.asked).hasValue(2);
			this.owners.of.remove("token-of-acme");
			context.publishEvent(new WebhookSecretsChangedEvent("shop"));
			assertThat(receive(context, withToken("b", "token-of-acme"), null).status()).isEqualTo(401);
		});
	}

	@Test
	void whoTriesTokensIsSentAway() {
		this.tokenRunner.run((context) -> {
			for (int i = 0; i < 59; i++) {
				assertThat(receive(context, withToken("1", "guess-" + i), null).status()).isEqualTo(401);
			}
			assertThat(receive(context, withToken("1", "one-more"), null).status()).isEqualTo(503);
		});
	}

	@Test
	void whenNobodyCanSayWhoseATokenIsTheProviderIsToSendAgain() {
		this.tokenRunner.run((context) -> {
			this.owners.failing = true;
			WebhookResponse response = receive(context, withToken("1", "token-of-acme"), null);
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.headers().first("Retry-After")).isEqualTo("30");
			this.owners.failing = false;
			assertThat(receive(context, withToken("1", "token-of-acme"), null).status()).isEqualTo(200);
		});
	}

	@Test
	void noLineOfTheLogHasAToken(CapturedOutput output) {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("dev.webhooks", LogLevel.TRACE);
		this.tokenRunner.run((context) -> {
			receive(context, withToken("1", "token-of-acme"), null);
			receive(context, withToken("1", "guessed-by-a-stranger"), null);
			LoggingSystem.get(getClass().getClassLoader()).setLogLevel("dev.webhooks", null);
			assertThat(output).contains("Refused a request of provider 'shop'");
			assertThat(output).contains("for tenant 'acme'").doesNotContain("token-of-acme", "guessed-by-a-stranger");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			header:X-Shop;path=/in/{tenant}/shop         | tenant | give the variable another name
			path:shop                                    | tenant | The path has no variable 'shop'
			shop                                         | tenant | 'shop' is not a locator
			timestamp                                    | tenant | Use header:NAME
			body-hash                                    | tenant | Use header:NAME
			token?                                       | tenant | Use header:NAME
			value:x;values.x=abcdefgh                    | tenant | Use header:NAME
			header:X-Shop=acme                           | tenant | Use header:NAME
			{body}                                       | tenant | Use header:NAME
			{shop                                        | tenant | Use header:NAME
			body:/shop;event.split=body:                 | tenant | Use document:/json/pointer
			body:/shop;event.decoder=base64;event.payload=body:/data | tenant | Use envelope:/json/pointer
			form:shop;event.decoder=base64;event.payload=body:/data  | tenant | Use envelope:/json/pointer
			token                                        | tenant | Only with 'signature.scheme: token'
			token;signature.scheme=token                 | tenant | Add a bean of type WebhookTokenResolver
			token;signature.scheme=token;secret=abcdefgh | secret | each token is a tenant's
			""")
	void whatCannotBeMeantStopsTheStart(String tenant, String key, String words) {
		with(this.hmacRunner.withPropertyValues(TENANT + tenant.split(";")[0]), tenant)
			.run((context) -> assertThat(Objects.requireNonNull(context.getStartupFailure())).rootCause()
				.hasMessageContaining("'" + key + "'")
				.hasMessageContaining(words));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					header:X-Shop
					query:shop
					path:shop;path=/in/{shop}
					{query:region}/{body:/shop}
					body:/shop;signature.content={timestamp}{body:/id};signature.timestamp=header:X-Time
					body:/shop;signature.scheme=token
					body:/shop;signature.scheme=token;signature.location=body:/token;signature.header=
					envelope:/shop;signature.scheme=jwt;signature.algorithm=HS256;signature.location=body:/token;signature.header=
					""")
	void aTenantThatIsNotSignedAndSharesItsSecretIsWarnedOf(String tenant, CapturedOutput output) {
		with(shared(tenant.split(";")[0]), tenant).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("Requests of all tenants of provider 'shop' are verified alike")
				.contains("'webhooks.providers.shop.tenant'");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "body:/shop", "form:shop", "header:X-Shop;signature.content={header:X-Shop}.{body}",
			"query:shop;signature.content={url}{body}", "path:shop;path=/in/{shop};signature.content={url}{body}" })
	void aTenantThatIsSignedIsNotWarnedOf(String tenant, CapturedOutput output) {
		with(shared(tenant.split(";")[0]), tenant).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("Requests of all tenants");
		});
	}

	@Test
	void tenantsWithSecretsOfTheirOwnAreNotWarnedOf(CapturedOutput output) {
		header().run((context) -> assertThat(output).doesNotContain("Requests of all tenants"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cache-size=0", "cache-time-to-live=0s", "unknown-cache-size=0", "unknown-time-to-live=0s",
			"unknown-per-minute=0" })
	void aLimitThatIsNotPositiveStopsTheStart(String limit) {
		header().withPropertyValues("webhooks.secrets." + limit)
			.run((context) -> assertThat(Objects.requireNonNull(context.getStartupFailure()))
				.hasStackTraceContaining("webhooks.secrets." + limit.substring(0, limit.indexOf('='))));
	}

	@Test
	void besideADecodedDocumentTheTenantIsInItsEnvelope() {
		this.hmacRunner
			.withPropertyValues(TENANT + "envelope:/shop", "webhooks.providers.shop.event.decoder=base64",
					"webhooks.providers.shop.event.payload=body:/data")
			.run((context) -> {
				WebhookRequest request = request("1", Map.of(), "", "application/json",
						"{\"shop\":\"acme\",\"data\":\"eyJzaG9wIjoiZ2xvYmV4In0=\"}");
				assertThat(receive(context, request, ACME).status()).isEqualTo(200);
				assertThat(orders(context)).containsExactly("acme");
			});
	}

	@Test
	void whereTheDocumentIsInAFormTheTenantIsFoundInIt() {
		this.contextRunner.withPropertyValues("webhooks.providers.shop.signature.scheme=none", TENANT + "body:/team",
				"webhooks.providers.shop.event.payload=form:payload", "webhooks.providers.shop.event.id=header:X-Id")
			.run((context) -> {
				WebhookRequest request = request("1", Map.of(), "", "application/x-www-form-urlencoded",
						"payload=%7B%22team%22%3A%22acme%22%7D");
				assertThat(receive(context, request, null).status()).isEqualTo(200);
				assertThat(orders(context)).containsExactly("acme");
			});
	}

	@Test
	void aTestOfTheEndpointIsAnsweredWithTheSecretOfItsTenant() {
		this.hmacRunner
			.withPropertyValues(TENANT + "query:shop", "webhooks.providers.shop.handshakes[0].method=GET",
					"webhooks.providers.shop.handshakes[0].signed=false",
					"webhooks.providers.shop.handshakes[0].when[0]=query:challenge",
					"webhooks.providers.shop.handshakes[0].token=query:challenge",
					"webhooks.providers.shop.handshakes[0].token-pattern=[a-z]{8}",
					"webhooks.providers.shop.handshakes[0].response.body={token-signature}")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				WebhookRequest challenge = new WebhookRequest(WebhookRequestHead
					.builder("GET", "https://example.com/webhooks/shop?shop=acme&challenge=abcdefgh")
					.from("127.0.0.1", true)
					.build(), "");
				assertThat(text(receive(context, challenge, null))).isEqualTo(Hmac.hex(ACME, "abcdefgh"));
			});
	}

	@Test
	void onlyTheTenantThatHasChangedIsAskedForAgain() {
		header().run((context) -> {
			receive(context, of("acme", "1"), ACME);
			receive(context, of("globex", "1"), GLOBEX);
			this.secrets.of.put("acme", GLOBEX);
			context.publishEvent(new WebhookSecretsChangedEvent("shop", "acme"));
			assertThat(receive(context, of("acme", "2"), GLOBEX).status()).isEqualTo(200);
			assertThat(receive(context, of("globex", "2"), GLOBEX).status()).isEqualTo(200);
			assertThat(this.secrets.asked).hasValue(3);
		});
	}

	private static ApplicationContextRunner with(ApplicationContextRunner runner, String settings) {
		String[] properties = settings.split(";");
		ApplicationContextRunner with = runner;
		for (int i = 1; i < properties.length; i++) {
			with = with.withPropertyValues("webhooks.providers.shop." + properties[i]);
		}
		return with;
	}

	private ApplicationContextRunner header() {
		return this.hmacRunner.withPropertyValues(TENANT + "header:X-Shop");
	}

	private ApplicationContextRunner shared(String place) {
		return this.hmacRunner.withPropertyValues(TENANT + place, "webhooks.providers.shop.secret=" + ACME);
	}

	private static WebhookRequest named(String tenant, String contentType, String body) {
		return request(tenant, Map.of("X-Shop", tenant), "region=eu&shop=" + tenant, contentType,
				body.replace("<tenant>", tenant));
	}

	private static WebhookRequest of(String tenant, String id) {
		return request(id, Map.of("X-Shop", tenant), "", "application/json", "{}");
	}

	private static WebhookRequest withToken(String id, String token) {
		return request(id, Map.of("X-Token", token), "", "application/json", "{}");
	}

	private static WebhookRequest request(String id, Map<String, String> headers, String query, String contentType,
			String body) {
		WebhookRequestHead.Builder head = WebhookRequestHead.builder("POST", "https://example.com/webhooks/shop")
			.from("127.0.0.1", true)
			.query(query.isEmpty() ? null : query)
			.header("Content-Type", contentType)
			.header("X-Type", "order")
			.header("X-Id", id);
		headers.forEach(head::header);
		return new WebhookRequest(head.build(), body);
	}

	private static WebhookResponse receive(ApplicationContext context, WebhookRequest request,
			@Nullable String secret) {
		WebhookProvider provider = Objects.requireNonNull(context.getBean(WebhookProviders.class).find("shop"));
		WebhookRequest signed = (secret != null)
				? provider.signer(Secret.of(secret)).orElseThrow().sign(request, Instant.EPOCH) : request;
		return context.getBean(WebhookReceiver.class).receive("shop", signed);
	}

	private static List<String> orders(AssertableApplicationContext context) {
		return context.getBean(Orders.class).tenants;
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	private static final class Secrets implements WebhookSecretResolver {

		final Map<String, String> of = new ConcurrentHashMap<>(Map.of("acme", ACME, "globex", GLOBEX));

		final AtomicInteger asked = new AtomicInteger();

		@Override
		public List<String> secrets(String provider, @Nullable String tenant) {
			this.asked.incrementAndGet();
			String secret = this.of.get(String.valueOf(tenant));
			return (secret != null) ? List.of(secret) : List.of();
		}

	}

	private static final class Owners implements WebhookTokenResolver {

		final Map<String, String> of = new ConcurrentHashMap<>(
				Map.of("token-of-acme", "acme", "second-token-of-acme", "acme", "token-of-globex", "globex"));

		final AtomicInteger asked = new AtomicInteger();

		boolean failing;

		@Override
		public @Nullable String tenant(String provider, String token) {
			this.asked.incrementAndGet();
			if (this.failing) {
				throw new IllegalStateException("The database is away");
			}
			return this.of.get(token);
		}

	}

	static class Orders {

		final List<String> tenants = new ArrayList<>();

		@WebhookListener
		synchronized void on(WebhookEvent event) {
			this.tenants.add(String.valueOf(event.tenant()));
			notifyAll();
		}

		synchronized String awaitOne() throws InterruptedException {
			long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
			while (this.tenants.isEmpty() && System.nanoTime() < end) {
				wait(100);
			}
			return this.tenants.get(0);
		}

	}

}
