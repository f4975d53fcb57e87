package dev.webhooks.test.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLSession;

import jakarta.servlet.http.HttpServletResponse;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

import dev.webhooks.RejectionReason;
import dev.webhooks.receiver.ReceiveOutcome.Kind;

import static dev.webhooks.test.web.WebhookAssertions.assertThatWebhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WebhookAssertions}.
 */
class WebhookAssertionsTests {

	private static final String STRIPE = "webhooks.providers.stripe.enabled=true";

	@Test
	void aRefusalIsExplained() {
		ReceiverRunner.of("webhooks.providers.stripe.secret=the secret of the shop").run((context) -> {
			WebhookResult result = stripe(context).signedWith("the secret of the shop\n").send();
			assertFails(() -> assertThat(result).isProcessed()).withMessageContaining("to be processed")
				.withMessageContaining("REFUSED, and answered 401")
				.withMessageContaining("reason: SIGNATURE_MISMATCH")
				.withMessageContaining("diagnosis: ")
				.withMessageContaining("provider: stripe")
				.withMessageNotContaining("the secret of the shop");
		});
	}

	@Test
	void anotherReasonIsNamed() {
		ReceiverRunner.of(STRIPE)
			.run((context) -> assertFails(
					() -> assertThat(stripe(context).unsigned().send()).isRefused(RejectionReason.SIGNATURE_MISMATCH))
				.withMessageContaining("the reason to be SIGNATURE_MISMATCH")
				.withMessageContaining("reason: SIGNATURE_MISSING"));
	}

	@Test
	void whatAListenerThrewIsTheCause() {
		ReceiverRunner.of(STRIPE)
			.run((context) -> assertFails(() -> assertThat(
					requests(context).provider("stripe").body("{\"id\":\"1\",\"type\":\"broken\"}").send())
				.isProcessed()).withMessageContaining("FAILED, and answered 500")
				.withMessageContaining("The shelf is full")
				.withStackTraceContaining("ReceiverRunner$AllEvents.received"));
	}

	@Test
	void whatIsIgnoredSaysItsTypes() {
		ReceiverRunner.of("webhooks.providers.stripe.events=invoice.*")
			.run((context) -> assertFails(() -> assertThat(stripe(context).send()).isProcessed())
				.withMessageContaining("IGNORED")
				.withMessageContaining("'events' of the provider leaves them out"));
	}

	@Test
	void anAnswerOfTheProvidersOwnChangesNothing() {
		ReceiverRunner.of("webhooks.providers.stripe.response.status=204")
			.run((context) -> assertThat(stripe(context).send()).isProcessed().hasStatus(204).hasBody(""));
	}

	@Test
	void aBatchIsCounted() {
		ReceiverRunner
			.of("webhooks.providers.acme.signature.header=X-Signature", "webhooks.providers.acme.event.split=body:",
					"webhooks.providers.acme.event.type=body:/type", "webhooks.providers.acme.event.id=body:/id")
			.run((context) -> {
				WebhookRequests requests = requests(context);
				assertThat(requests.provider("acme").body("[{\"id\":\"1\",\"type\":\"a\"}]").send()).isProcessed();
				assertThat(requests.provider("acme")
					.body("[{\"id\":\"1\",\"type\":\"a\"},{\"id\":\"2\",\"type\":\"b\"}]")
					.send()).isProcessed()
					.hasEventIds("2", "1")
					.hasEventTypes("a", "b")
					.hasEvents(Kind.PROCESSED, 1)
					.hasEvents(Kind.DUPLICATE, 1);
			});
	}

	@Test
	void aHandshakeIsOne() {
		ReceiverRunner.of("webhooks.providers.slack.enabled=true")
			.run((context) -> assertThat(requests(context).provider("slack")
				.body("{\"type\":\"url_verification\",\"challenge\":\"abc\"}")
				.send()).isHandshake().hasBody("abc"));
	}

	@Test
	void anObservedRequestIsOne() {
		ReceiverRunner.of("webhooks.providers.stripe.mode=observe")
			.run((context) -> assertThat(stripe(context).send()).isObserved());
	}

	@Test
	void mockMvcTesterMayBeAsked() {
		ReceiverRunner.of(STRIPE)
			.run((context) -> assertThatWebhook(context.getBean(MockMvcTester.class).perform(stripe(context)))
				.isProcessed());
	}

	@Test
	void aRequestThatNoEndpointReceivedSaysSo() {
		ReceiverRunner.of(STRIPE).run((context) -> {
			MockMvcTester mvc = context.getBean(MockMvcTester.class);
			assertThatWebhook(mvc.post().uri("/elsewhere").exchange()).isRefused().hasStatus(404);
			assertFails(() -> assertThatWebhook(mvc.post().uri("/elsewhere").exchange()).isProcessed())
				.withMessageContaining("REFUSED by its answer, 404");
		});
	}

	@Test
	void whatNoEndpointReceivedIsNeitherRefusedNorFailed() {
		ReceiverRunner.of(STRIPE).run((context) -> {
			MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).addFilters((request, response, chain) -> {
				((HttpServletResponse) response).setStatus(403);
			}).build();
			assertFails(() -> assertThatWebhook(mvc.perform(stripe(context))).isRefused())
				.withMessageContaining("no webhook endpoint has received it")
				.withMessageContaining("answered 403");
		});
	}

	@Test
	void outcomesAreForgottenWhenTheContextIsClosed() {
		String[] id = new String[1];
		ReceiverRunner.of(STRIPE).run((context) -> {
			MvcResult result = context.getBean(MockMvc.class).perform(stripe(context)).andReturn();
			id[0] = result.getRequest().getHeader(Outcomes.HEADER);
			assertThat(Outcomes.find(id[0])).isNotNull();
		});
		assertThat(Outcomes.find(id[0])).isNull();
	}

	@Test
	void theAnswerOfAnotherProcessSaysWhatItSays() {
		assertThatWebhook(response(200, "{\"status\":\"accepted\",\"id\":\"evt_1\"}")).isAccepted().hasEventId("evt_1");
		assertThatWebhook(response(200, "{\"status\":\"duplicate\",\"ids\":[\"1\",\"2\"]}")).isDuplicate()
			.hasEventIds("1", "2");
		assertThatWebhook(response(200, "{\"status\":\"ignored\"}")).isIgnored();
		assertThatWebhook(response(413, "")).isRefused(RejectionReason.BODY_TOO_LARGE);
		assertThatWebhook(response(500, "")).isFailed();
	}

	@Test
	void whereTheAnswerOfAnotherProcessSaysNothingThatIsSaid() {
		assertFails(() -> assertThatWebhook(response(204, "")).isProcessed())
			.withMessageContaining("that cannot be told")
			.withMessageContaining("@WebhookTest");
		assertFails(() -> assertThatWebhook(response(401, "")).isRefused(RejectionReason.SIGNATURE_MISSING))
			.withMessageContaining("does not tell reasons of status 401 apart");
		assertFails(() -> assertThatWebhook(response(401, "")).isRefused(RejectionReason.BODY_TOO_LARGE))
			.withMessageContaining("REFUSED by its answer, 401");
	}

	private static WebhookRequests requests(AssertableWebApplicationContext context) {
		return context.getBean(WebhookRequests.class);
	}

	private static WebhookCall stripe(AssertableWebApplicationContext context) {
		return requests(context).provider("stripe").event("charge.succeeded");
	}

	private static ThrowableAssertAlternative<AssertionError> assertFails(ThrowingCallable assertion) {
		return assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion);
	}

	private static HttpResponse<String> response(int status, String body) {
		return new Response(status, body);
	}

	private record Response(int statusCode, String body) implements HttpResponse<String> {

		@Override
		public HttpRequest request() {
			return HttpRequest.newBuilder(uri()).build();
		}

		@Override
		public Optional<HttpResponse<String>> previousResponse() {
			return Optional.empty();
		}

		@Override
		public HttpHeaders headers() {
			return HttpHeaders.of(Map.of(), (name, value) -> true);
		}

		@Override
		public Optional<SSLSession> sslSession() {
			return Optional.empty();
		}

		@Override
		public URI uri() {
			return URI.create("http://localhost/webhooks/stripe");
		}

		@Override
		public HttpClient.Version version() {
			return HttpClient.Version.HTTP_1_1;
		}

	}

}
