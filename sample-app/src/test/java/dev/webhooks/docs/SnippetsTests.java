package dev.webhooks.docs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.signature.RequestVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/**
 * Tries out the code that the documentation shows.
 */
@ExtendWith(OutputCaptureExtension.class)
class SnippetsTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final String JSON = "application/json";

	@Nested
	@SpringBootTest(classes = Application.class, properties = { "COURIER_SECRET=" + SECRET,
			"webhooks.providers.stripe-eu.preset=stripe", "webhooks.providers.stripe-eu.secret=" + SECRET,
			"webhooks.providers.parcel.secret=" + SECRET, "webhooks.providers.parcel.signature.scheme=parcel-digest",
			"webhooks.providers.parcel.signature.header=X-Parcel-Digest",
			"webhooks.providers.parcel.event.type=body:/type", "webhooks.providers.partner-one.secret=" + SECRET,
			"webhooks.providers.partner-one.signature.header=X-Signature",
			"webhooks.providers.partner-one.event.type=body:/type" })
	@AutoConfigureMockMvc
	class Snippets {

		@Autowired
		MockMvcTester mvc;

		@Autowired
		WebhookProviders providers;

		@Autowired
		Repositories repositories;

		@Autowired
		Subscriptions subscriptions;

		@Autowired
		MaintenanceGuard guard;

		@Autowired
		Other other;

		@Autowired
		Advice advice;

		@Test
		void interceptorMeasures(CapturedOutput output) {
			github("d-5", "push", "{\"ref\": \"main\"}");
			assertThat(output).contains("github event d-5 of type push took PT");
		}

		@Test
		void parameters() {
			github("d-1", "push", "{\"ref\": \"main\", \"commits\": []}");
			github("d-2", "issues", """
					{"action": "opened", "issue": {"title": "Help", "closed_at": null,
					 "labels": [{"name": "bug", "url": "https://example.com/bug"}]}}""");
			github("d-3", "issues", """
					{"action": "assigned", "assignee": {"login": "ada"}, "issue": {"title": "Help", "labels": []}}""");
			github("d-4", "release", "{\"action\": \"published\", \"release\": {\"tag_name\": \"v1\"}}");
			assertThat(this.repositories.seen).contains("main d-1", "Help 1 null false", "Help 0 ada false",
					"[release.published, release] v1 [action, release] 54 54");
		}

		@Test
		void payloadThatIsNotValidIsRefused() {
			assertThat(github("d-6", "push", "{\"ref\": \"\"}")).hasStatus(400);
			assertThat(github("d-7", "issues", "{\"action\": \"opened\"}")).hasStatus(400);
		}

		@Test
		void orderMetaAnnotationAndCondition() {
			send("stripe-eu", "{\"id\": \"e1\", \"type\": \"customer.subscription.updated\","
					+ " \"data\": {\"object\": {\"id\": \"sub_1\"}}}");
			assertThat(this.subscriptions.seen).containsSubsequence("first stripe-eu", "then sub_1");
			String invoice = "{\"id\": \"%s\", \"type\": \"invoice.paid\", \"livemode\": %s,"
					+ " \"data\": {\"object\": {\"total\": 101}}}";
			assertThat(send("stripe-eu", invoice.formatted("e2", false))).bodyText().contains("ignored");
			assertThat(send("stripe-eu", invoice.formatted("e3", true))).bodyText().contains("processed");
			assertThat(this.subscriptions.seen).contains("large 101");
		}

		@Test
		void customizerLimitsTypes() {
			assertThat(send("stripe-eu", "{\"id\": \"e4\", \"type\": \"charge.failed\"}")).bodyText()
				.isEqualTo("{\"status\":\"ignored\"}");
		}

		@Test
		void returnValues() {
			MvcTestResult weather = slack("command=%2Fweather&text=Paris&trigger_id=1");
			assertThat(weather).hasContentType(MediaType.APPLICATION_JSON);
			assertThat(weather).bodyJson()
				.isEqualTo("{\"response_type\": \"in_channel\", \"text\": \"Rain in Paris\"}");
			assertThat(slack("command=%2Fping&trigger_id=2")).hasBodyTextEqualTo("pong");
			MvcTestResult imported = slack("command=%2Fimport&text=a.csv&trigger_id=3");
			assertThat(imported).hasStatus(202).hasHeader("X-File", "a.csv").hasBodyTextEqualTo("Importing");
			assertThat(slack("command=%2Fimport&text=&trigger_id=4")).hasStatus(400);
		}

		@Test
		void argumentResolver() {
			send("acme", "{\"kind\": \"custom\", \"message\": \"m1\"}");
			assertThat(this.other.customer).isEqualTo(new Customer("acme"));
		}

		@Test
		void guardRefuses() {
			this.guard.closed = true;
			try {
				assertThat(send("acme", "{\"kind\": \"custom\", \"message\": \"m2\"}")).hasStatus(503)
					.hasHeader("Retry-After", "600");
			}
			finally {
				this.guard.closed = false;
			}
		}

		@Test
		void anAdviceForExceptionsOfControllersDoesNotSeeThoseOfListeners() {
			assertThat(send("acme", "{\"kind\": \"failing\", \"message\": \"m3\"}")).hasStatus(500)
				.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
			assertThat(this.advice.seen).isEmpty();
			assertThat(this.mvc.perform(get("/failing"))).hasStatus(200);
			assertThat(this.advice.seen).hasSize(1);
		}

		@Test
		void customScheme() throws Exception {
			String body = "{\"type\": \"moved\"}";
			for (String provider : new String[] { "parcel", "courier" }) {
				String path = "/webhooks/" + provider;
				assertThat(this.mvc.perform(digested(path, body, digest(body)))).hasStatus(200);
				assertThat(this.mvc.perform(digested(path, body, digest(body + " ")))).hasStatus(401);
				assertThat(this.mvc.perform(post(path).content(body))).hasStatus(401);
			}
		}

		@Test
		void ownController() {
			WebhookRequest signed = sign("partner-one", JSON, "{\"type\": \"custom\"}");
			MvcTestResult answer = this.mvc.perform(toMockMvc("/partners/one/events", signed));
			assertThat(answer).hasStatus(200).hasContentType(MediaType.APPLICATION_JSON);
			assertThat(answer).bodyText().contains("processed");
			assertThat(this.mvc.perform(toMockMvc("/partners/one/events", signed))).bodyText().contains("duplicate");
			assertThat(this.mvc.perform(post("/partners/one/events").content("{}"))).hasStatus(401)
				.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
			assertThat(this.mvc.perform(post("/partners/two/events").content("{}"))).hasStatus(404);
			assertThat(this.mvc.perform(post("/partners/one/events").content(new byte[1024 * 1024 + 1])))
				.hasStatus(413);
		}

		private MvcTestResult send(String provider, String body) {
			return this.mvc.perform(toMockMvc("/webhooks/" + provider, sign(provider, JSON, body)));
		}

		private MvcTestResult github(String id, String event, String body) {
			WebhookRequest signed = sign("github", JSON, body);
			return this.mvc.perform(toMockMvc("/webhooks/github",
					signed.withHeader("X-GitHub-Event", event).withHeader("X-GitHub-Delivery", id)));
		}

		private MvcTestResult slack(String body) {
			return this.mvc
				.perform(toMockMvc("/webhooks/slack", sign("slack", "application/x-www-form-urlencoded", body)));
		}

		private WebhookRequest sign(String provider, String contentType, String body) {
			RequestVerifier verifier = this.providers.find(provider).verifier();
			WebhookRequestHead head = WebhookRequestHead.builder("POST", "http://localhost/webhooks/" + provider)
				.from("127.0.0.1", true)
				.header("Content-Type", contentType)
				.build();
			return verifier.signer().orElseThrow().sign(new WebhookRequest(head, body), Instant.now());
		}

		private static MockHttpServletRequestBuilder toMockMvc(String path, WebhookRequest request) {
			MockHttpServletRequestBuilder builder = post(path).content(request.body());
			request.headers().forEach(builder::header);
			return builder;
		}

		private static MockHttpServletRequestBuilder digested(String path, String body, String digest) {
			return post(path).content(body).header("X-Parcel-Digest", digest);
		}

		private static String digest(String body) throws Exception {
			byte[] digest = MessageDigest.getInstance("SHA-512")
				.digest((body + SECRET).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}

	}

	@Nested
	@SpringBootTest(classes = SecuredApplication.class)
	@AutoConfigureMockMvc
	class Secured {

		@Autowired
		MockMvcTester mvc;

		@Test
		void webhooksAreLetThroughToTheirVerification() {
			MvcTestResult answer = this.mvc
				.perform(post("/webhooks/github").contentType(MediaType.APPLICATION_JSON).content("{}"));
			assertThat(answer).hasStatus(401).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		}

		@Test
		void everythingElseIsNot() {
			assertThat(this.mvc.perform(get("/shop"))).hasStatus(403);
			assertThat(this.mvc.perform(post("/shop"))).hasStatus(403);
		}

	}

	static class Other {

		Customer customer;

		@WebhookListener(events = "custom")
		void custom(Customer customer) {
			this.customer = customer;
		}

		@WebhookListener(provider = "acme", events = "failing")
		void failing() {
			throw new IllegalStateException("of a listener");
		}

	}

	@RestController
	static class Failing {

		@GetMapping("/failing")
		void fail() {
			throw new IllegalStateException("of a controller");
		}

	}

	@RestControllerAdvice
	static class Advice {

		final List<Exception> seen = new ArrayList<>();

		@ExceptionHandler
		String handle(IllegalStateException exception) {
			this.seen.add(exception);
			return "handled";
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import({ Repositories.class, Subscriptions.class, Commands.class, TimingInterceptor.class,
			CustomerArgumentResolver.class, MaintenanceGuard.class, PartnerController.class, ParcelSchemeFactory.class,
			ProviderConfiguration.class, Other.class, Failing.class, Advice.class })
	static class Application {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import(SecurityConfiguration.class)
	static class SecuredApplication {

	}

}
