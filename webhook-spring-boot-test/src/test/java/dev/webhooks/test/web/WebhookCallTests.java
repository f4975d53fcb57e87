package dev.webhooks.test.web;

import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.test.MutableClock;
import dev.webhooks.test.SignedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WebhookRequests} and {@link WebhookCall}.
 */
class WebhookCallTests {

	private static final String TYPED = "{\"id\":\"1\",\"type\":\"paid\"}";

	@Test
	void anAddressIsThatOfTheClient() {
		ReceiverRunner.of("webhooks.providers.stripe.ip-allowlist=192.0.2.0/24").run((context) -> {
			assertThat(stripe(context).from("192.0.2.7").send()).isProcessed();
			assertThat(stripe(context).from("198.51.100.1").send()).isRefused(RejectionReason.ADDRESS_NOT_ALLOWED);
		});
	}

	@Test
	void whereHttpsIsRequiredRequestsAreSecure() {
		ReceiverRunner.of("webhooks.providers.stripe.require-https=true")
			.run((context) -> assertThat(stripe(context).from("192.0.2.7").send()).isProcessed());
	}

	@Test
	void aRequestInTheClearIsRefused() {
		ReceiverRunner.of("webhooks.providers.stripe.require-https=true")
			.run((context) -> assertThat(
					perform(context, stripe(context).server("http://shop.example.com").from("192.0.2.7")))
				.isRefused(RejectionReason.INSECURE_TRANSPORT));
	}

	@Test
	void theUrlThatIsSignedIsThePublicOne() {
		ReceiverRunner
			.of("webhooks.providers.twilio.enabled=true", "webhooks.public-url=https://hooks.example.com/shop")
			.run((context) -> assertThat(requests(context).provider("twilio").event("delivered").send()).isProcessed());
	}

	@Test
	void theUrlThatIsSignedIsTheProvidersOwn() {
		ReceiverRunner.of("webhooks.providers.twilio.public-url=https://hooks.example.com/sms")
			.run((context) -> assertThat(requests(context).provider("twilio").event("delivered").send()).isProcessed());
	}

	@Test
	void theUrlThatIsSignedIsThatOfTheServer() {
		ReceiverRunner.of("webhooks.providers.twilio.enabled=true")
			.run((context) -> assertThat(perform(context,
					requests(context).provider("twilio").event("delivered").server("https://shop.example.com:8443/")))
				.isProcessed());
	}

	@Test
	void aServerThatWasSetIsPreferredToMockMvc() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true")
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> stripe(context).server("http://localhost:1").send())
				.withMessage("The request was not answered"));
	}

	@Test
	void anObjectIsWrittenByTheMapperOfTheApplication() {
		ReceiverRunner
			.of("webhooks.providers.stripe.enabled=true", "spring.jackson.property-naming-strategy=SNAKE_CASE")
			.run((context) -> assertThat(
					requests(context).provider("stripe").json(new Sale("1", "paid", 5)).sign().body())
				.asString()
				.contains("amount_due"));
	}

	record Sale(String id, String type, int amountDue) {
	}

	@Test
	void aFormIsABody() {
		ReceiverRunner
			.of("webhooks.providers.acme.signature.header=X-Signature", "webhooks.providers.acme.event.type=form:kind",
					"webhooks.providers.acme.content-types=application/x-www-form-urlencoded")
			.run((context) -> {
				assertThat(requests(context).provider("acme")
					.body("kind=paid&amount=5")
					.header("Content-Type", "application/x-www-form-urlencoded")
					.send()).isProcessed().hasEventTypes("paid");
			});
	}

	@Test
	void anEventComesByGet() {
		ReceiverRunner
			.of("webhooks.providers.acme.methods=GET", "webhooks.providers.acme.signature.scheme=token",
					"webhooks.providers.acme.signature.location=query:token",
					"webhooks.providers.acme.event.type=query:kind", "webhooks.providers.acme.event.id=query:id")
			.run((context) -> {
				assertThat(requests(context).provider("acme").body("").query("kind", "paid").query("id", "7").send())
					.isProcessed()
					.hasEventId("7");
				assertThat(last(context).method()).isEqualTo("GET");
			});
	}

	@Test
	void aQueryIsKept() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true").run((context) -> {
			assertThat(stripe(context).query("shop", "main street").send()).isProcessed();
			assertThat(last(context).query()).isEqualTo("shop=main+street");
		});
	}

	@Test
	void aTenantStandsInThePath() {
		ReceiverRunner.of("webhooks.providers.stripe.path=/in/{tenant}").run((context) -> {
			assertThat(stripe(context).tenant("acme & sons").send()).isProcessed();
			assertThat(last(context).tenant()).isEqualTo("acme & sons");
		});
	}

	@Test
	void theClockOfTheApplicationTellsWhenRequestsAreSigned() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true")
			.withBean(Clock.class, () -> new MutableClock(Instant.parse("2030-01-01T00:00:00Z")))
			.run((context) -> {
				assertThat(stripe(context).send()).isProcessed();
				assertThat(stripe(context).at(Instant.parse("2029-12-31T23:00:00Z")).send())
					.isRefused(RejectionReason.TIMESTAMP_TOO_OLD);
			});
	}

	@Test
	void whatMockMvcGivesEachRequestIsThere() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true").run((context) -> {
			DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(context);
			MockMvc mvc = builder.defaultRequest(MockMvcRequestBuilders.get("/").header("X-Default", "here")).build();
			WebhookAssertions.assertThatWebhook(mvc.perform(stripe(context))).isProcessed();
			assertThat(last(context).headers().first("X-Default")).isEqualTo("here");
		});
	}

	@Test
	void aPostProcessorChangesTheRequestAfterItWasSigned() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true")
			.run((context) -> assertThat(stripe(context).with((MockHttpServletRequest request) -> {
				request.setContent("{}".getBytes());
				return request;
			}).send()).isRefused(RejectionReason.SIGNATURE_MISMATCH));
	}

	@Test
	void eachRequestBringsAnEventOfItsOwn() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true").run((context) -> {
			WebhookCall call = stripe(context);
			assertThat(call.send()).isProcessed();
			assertThat(call.send()).isProcessed();
			assertThat(call.redelivered().send()).isDuplicate();
		});
	}

	@Test
	void aRequestForTheClientOfTheJdkIsSignedForItsServer() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true").run((context) -> {
			HttpRequest request = stripe(context).toHttpRequest("http://localhost:8080/shop/").build();
			assertThat(request.uri()).hasToString("http://localhost:8080/shop/webhooks/stripe");
			assertThat(request.headers().firstValue("Stripe-Signature")).isPresent();
		});
	}

	@Test
	void aSignedRequestCanBeChangedByHand() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true").run((context) -> {
			SignedRequest signed = stripe(context).sign();
			assertThat(signed.target()).isEqualTo("/webhooks/stripe");
			assertThat(signed.without("Stripe-Signature").header("Stripe-Signature")).isNull();
		});
	}

	@Test
	void theOnlyProviderNeedsNoName() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true")
			.run((context) -> assertThat(requests(context).provider().body(TYPED).send()).isProcessed());
	}

	@Test
	void ofSeveralProvidersOneIsToBeNamed() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true", "webhooks.providers.github.enabled=true")
			.run((context) -> assertThatIllegalStateException().isThrownBy(() -> requests(context).provider())
				.withMessage("Name the provider. There are: github, stripe"));
	}

	@Test
	void anUnknownProviderIsNamedWithThoseThatThereAre() {
		ReceiverRunner.of("webhooks.providers.stripe.enabled=true")
			.run((context) -> assertThatIllegalArgumentException().isThrownBy(() -> requests(context).provider("strip"))
				.withMessage("The application has no provider 'strip'. There are: stripe"));
	}

	private static WebhookResult perform(AssertableWebApplicationContext context, WebhookCall call) {
		return WebhookResult.performed(context.getBean(MockMvc.class), call);
	}

	private static WebhookRequests requests(AssertableWebApplicationContext context) {
		return context.getBean(WebhookRequests.class);
	}

	private static WebhookCall stripe(AssertableWebApplicationContext context) {
		return requests(context).provider("stripe").event("charge.succeeded");
	}

	private static WebhookEvent last(AssertableWebApplicationContext context) {
		return context.getBean(ReceiverRunner.AllEvents.class).last;
	}

}
