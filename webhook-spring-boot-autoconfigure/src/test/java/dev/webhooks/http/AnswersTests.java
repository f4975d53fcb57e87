package dev.webhooks.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.guard.WebhookGuard;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every row of the table of answers, over real HTTP. Requests come from the loopback
 * address unless a forwarded header says otherwise.
 */
@ExtendWith(OutputCaptureExtension.class)
class AnswersTests {

	private static final long NOW = 1_800_000_000L;

	private static final String PUBLIC = "203.0.113.7";

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		String secret = SignedRequests.SECRET;
		context = new SpringApplicationBuilder(TestApplication.class)
			.properties(Map.of("server.port", "0", "server.forward-headers-strategy", "native"))
			.run("--webhooks.providers.github.secret=" + secret, "--webhooks.providers.slack.secret=" + secret,
					"--webhooks.providers.stripe.secret=" + secret,
					"--webhooks.providers.stripe.events=payment_intent.*,customer.created",
					"--webhooks.providers.stripe.max-body-size=100B", "--webhooks.providers.disabled.preset=github",
					"--webhooks.providers.disabled.secret=" + secret, "--webhooks.providers.disabled.enabled=false",
					"--webhooks.providers.gitlab-token.secret=" + secret, "--webhooks.providers.near.preset=github",
					"--webhooks.providers.near.secret=" + secret,
					"--webhooks.providers.near.ip-allowlist=127.0.0.1,198.51.100.0/24",
					"--webhooks.providers.clear.preset=github", "--webhooks.providers.clear.secret=" + secret,
					"--webhooks.providers.clear.require-https=false", "--webhooks.providers.batch.secret=" + secret,
					"--webhooks.providers.batch.signature.header=X-Signature",
					"--webhooks.providers.batch.event.split=body:/events",
					"--webhooks.providers.batch.event.type=body:/type", "--webhooks.providers.batch.event.id=body:/id",
					"--webhooks.providers.twiml.secret=" + secret,
					"--webhooks.providers.twiml.signature.header=X-Signature",
					"--webhooks.providers.twiml.response.status=202",
					"--webhooks.providers.twiml.response.content-type=text/xml",
					"--webhooks.providers.twiml.response.body=<Response/>");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void reset() {
		context.getBean(Received.class).events.clear();
	}

	@Test
	void whatListenersProcessIsAnsweredWithItsId() throws Exception {
		RawHttp.Response response = github("ping", "d-1").send(context);
		assertAnswer(response, 200, "application/json", "{\"status\":\"processed\",\"id\":\"d-1\"}");
		assertThat(received()).containsExactly("d-1");
	}

	@Test
	void anIdIsEscapedInTheAnswer() throws Exception {
		RawHttp.Response response = github("ping", "a\"b\\c").send(context);
		assertAnswer(response, 200, "application/json", "{\"status\":\"processed\",\"id\":\"a\\\"b\\\\c\"}");
	}

	@Test
	void whatAListenerReturnsIsTheBody() throws Exception {
		assertAnswer(github("string").send(context), 200, "text/plain;charset=UTF-8", "thänks");
		assertAnswer(github("record").send(context), 200, "application/json", "{\"name\":\"tea\",\"price\":3}");
		assertAnswer(github("bytes").send(context), 200, "application/octet-stream", "bytes");
	}

	@Test
	void aResponseEntitySetsTheStatusAndHeadersToo() throws Exception {
		RawHttp.Response response = github("entity").send(context);
		assertAnswer(response, 202, "text/markdown", "*later*");
		assertThat(response.headers()).containsEntry("X-Own", "yes").containsEntry("Location", "/jobs/1");
		assertAnswer(github("no-content").send(context), 204, null, "");
	}

	@Test
	void aListenerThatAnswersWithAServerErrorGetsTheEventAgain() throws Exception {
		String id = UUID.randomUUID().toString();
		assertThat(github("unavailable", id).send(context).status()).isEqualTo(503);
		assertThat(github("unavailable", id).send(context).status()).isEqualTo(503);
		assertThat(received()).containsExactly(id, id);
	}

	@Test
	void anAnswerThatCannotBeWrittenIsAProblemWithoutDetail() throws Exception {
		assertProblem(github("unwritable").send(context), 500, "Internal Server Error");
	}

	@Test
	void aPresetMaySetTheAnswer() throws Exception {
		RawHttp.Response response = SignedRequests.plain("/webhooks/twiml", "{}")
			.header("X-Signature", SignedRequests.hex("{}"))
			.send(context);
		assertAnswer(response, 202, "text/xml", "<Response/>");
	}

	@Test
	void whatWasSeenBeforeIsADuplicate() throws Exception {
		github("ping", "d-2").send(context);
		RawHttp.Response response = github("ping", "d-2").send(context);
		assertAnswer(response, 200, "application/json", "{\"status\":\"duplicate\",\"id\":\"d-2\"}");
		assertThat(received()).containsExactly("d-2");
	}

	@Test
	void theSameIdOfAnotherProviderIsNoDuplicate() throws Exception {
		github("ping", "d-3").send(context);
		assertThat(github("ping", "d-3").to("/webhooks/clear").send(context).body()).contains("processed");
	}

	@Test
	void whatIsBeingProcessedRightNowIsToBeSentAgainLater() throws Exception {
		Received received = context.getBean(Received.class);
		received.entered = new CountDownLatch(1);
		received.proceed = new CountDownLatch(1);
		CompletableFuture<RawHttp.Response> first = CompletableFuture.supplyAsync(() -> {
			try {
				return github("slow", "d-4").send(context);
			}
			catch (java.io.IOException ex) {
				throw new java.io.UncheckedIOException(ex);
			}
		});
		try {
			assertThat(received.entered.await(20, TimeUnit.SECONDS)).isTrue();
			RawHttp.Response second = github("slow", "d-4").send(context);
			assertProblem(second, 503, "Service Unavailable");
			assertThat(second.headers().get("Retry-After")).isEqualTo("5");
		}
		finally {
			received.proceed.countDown();
		}
		assertThat(first.get(20, TimeUnit.SECONDS).body()).contains("processed");
		assertThat(github("slow", "d-4").send(context).body()).contains("duplicate");
		assertThat(received()).containsExactly("d-4");
	}

	@Test
	void aTypeThatIsNotAcceptedIsIgnored() throws Exception {
		RawHttp.Response response = SignedRequests.stripe(NOW, "{\"id\":\"evt_1\",\"type\":\"charge.failed\"}")
			.send(context);
		assertAnswer(response, 200, "application/json", "{\"status\":\"ignored\"}");
		assertThat(received()).isEmpty();
		assertThat(SignedRequests.stripe(NOW, "{\"id\":\"evt_2\",\"type\":\"payment_intent.succeeded\"}")
			.send(context)
			.body()).contains("processed");
	}

	@Test
	void aTypeWithoutListenerIsIgnored() throws Exception {
		assertAnswer(github("nobody", "d-5").send(context), 200, "application/json", "{\"status\":\"ignored\"}");
		assertAnswer(github("nobody", "d-5").send(context), 200, "application/json", "{\"status\":\"ignored\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "nonsense", "{} {}", "{\"a\":1,}", "\u00ff" })
	void anAuthenticPayloadThatIsMalformedIsRefused(String body) throws Exception {
		assertProblem(SignedRequests.github("ping", "d-6", body).send(context), 400, "Bad Request");
	}

	@Test
	void aPayloadThatAListenerCannotReadIsRefused() throws Exception {
		assertProblem(SignedRequests.github("typed", "d-7", "{\"price\":\"not a number\"}").send(context), 400,
				"Bad Request");
	}

	static Map<String, SignedRequests> unauthentic() {
		Map<String, SignedRequests> requests = new TreeMap<>();
		requests.put("missing", github("ping").without("X-Hub-Signature-256"));
		requests.put("empty", github("ping").header("X-Hub-Signature-256", ""));
		requests.put("malformed", github("ping").header("X-Hub-Signature-256", "md5=abc"));
		requests.put("wrong", github("ping").header("X-Hub-Signature-256", "sha256=" + "0".repeat(64)));
		requests.put("of another body",
				github("ping").header("X-Hub-Signature-256", "sha256=" + SignedRequests.hex("other")));
		requests.put("stale", SignedRequests.stripe(NOW - 301, "{}"));
		requests.put("from the future", SignedRequests.stripe(NOW + 301, "{}"));
		requests.put("not a time", SignedRequests.stripe(NOW, "{}").header("Stripe-Signature", "t=now,v1=00"));
		requests.put("malformed JSON", SignedRequests.github("ping", "d", "{").header("X-Hub-Signature-256", "no"));
		return requests;
	}

	static Stream<Map.Entry<String, SignedRequests>> unauthenticEntries() {
		return unauthentic().entrySet().stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("unauthenticEntries")
	void whatIsNotAuthenticIsAnsweredTheSameForEachReason(Map.Entry<String, SignedRequests> request) throws Exception {
		RawHttp.Response expected = github("ping").without("X-Hub-Signature-256").send(context);
		RawHttp.Response response = request.getValue().send(context);
		assertProblem(response, 401, "Unauthorized");
		assertThat(response.body()).isEqualTo(expected.body());
		assertThat(withoutDate(response)).isEqualTo(withoutDate(expected));
		assertThat(received()).isEmpty();
	}

	@Test
	void theToleranceHasTwoSides() throws Exception {
		assertThat(SignedRequests.stripe(NOW - 300, "{}").send(context).status()).isEqualTo(200);
		assertThat(SignedRequests.stripe(NOW + 300, "{}").send(context).status()).isEqualTo(200);
	}

	@Test
	void anAddressThatIsNotAllowedIsRefused() throws Exception {
		assertProblem(near().header("X-Forwarded-For", PUBLIC).header("X-Forwarded-Proto", "https").send(context), 403,
				"Forbidden");
		assertThat(near().header("X-Forwarded-For", "198.51.100.9")
			.header("X-Forwarded-Proto", "https")
			.send(context)
			.status()).isEqualTo(200);
		assertThat(near().send(context).status()).isEqualTo(200);
	}

	@Test
	void anAddressThatIsNotAllowedIsRefusedWhateverTheMethod() throws Exception {
		for (String method : List.of("GET", "OPTIONS", "PUT", "HEAD")) {
			assertThat(near().method(method).header("X-Forwarded-For", PUBLIC).send(context).status()).as(method)
				.isEqualTo(403);
		}
	}

	@Test
	void aRequestInTheClearFromAPublicAddressIsRefused() throws Exception {
		assertProblem(github("ping").header("X-Forwarded-For", PUBLIC).send(context), 403, "Forbidden");
		assertProblem(github("ping").header("X-Forwarded-For", "2001:4860:4860::8888").send(context), 403, "Forbidden");
		assertThat(received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.1.2.3", "192.168.0.4", "172.16.0.1", "127.0.0.9", "::1", "fd00::1" })
	void aRequestInTheClearFromThisMachineOrAPrivateNetworkIsTaken(String address) throws Exception {
		assertThat(github("ping").header("X-Forwarded-For", address).send(context).status()).isEqualTo(200);
	}

	@Test
	void aRequestByHttpsFromAPublicAddressIsTaken() throws Exception {
		assertThat(github("ping").header("X-Forwarded-For", PUBLIC)
			.header("X-Forwarded-Proto", "https")
			.send(context)
			.status()).isEqualTo(200);
	}

	@Test
	void whereHttpsIsNotRequiredARequestInTheClearIsTaken() throws Exception {
		assertThat(github("ping").to("/webhooks/clear").header("X-Forwarded-For", PUBLIC).send(context).status())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/webhooks/nonsense", "/webhooks/disabled", "/webhooks", "/webhooks/",
			"/webhooks/github/x", "/webhooks/github//" })
	void whereThereIsNoProviderNothingIsFound(String target) throws Exception {
		assertThat(github("ping").to(target).send(context).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "DELETE", "PATCH", "OPTIONS", "QUERY", "post" })
	void whatIsNotAPostIsRefused(String method) throws Exception {
		RawHttp.Response response = github("ping").method(method).send(context);
		assertProblem(response, 405, "Method Not Allowed");
		assertThat(response.headers()).containsEntry("Allow", "POST");
	}

	@Test
	void aHeadIsRefusedWithoutBody() throws Exception {
		RawHttp.Response response = github("ping").method("HEAD").send(context);
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.headers()).containsEntry("Allow", "POST");
		assertThat(response.body()).isEmpty();
	}

	@Test
	void aPreflightOfABrowserIsRefused() throws Exception {
		RawHttp.Response response = github("ping").method("OPTIONS")
			.header("Origin", "https://example.com")
			.header("Access-Control-Request-Method", "POST")
			.send(context);
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.headers()).containsEntry("Allow", "POST");
	}

	@Test
	void aPostOfAPageOfAnotherOriginIsReceivedAsAnyOther() throws Exception {
		assertThat(github("ping").header("Origin", "https://example.com").send(context).status()).isEqualTo(200);
	}

	@Test
	void aBodyThatIsTooLargeIsRefused() throws Exception {
		assertThat(SignedRequests.stripe(NOW, json(100)).send(context).status()).isEqualTo(200);
		assertProblem(SignedRequests.stripe(NOW, json(101)).send(context), 413,
				HttpStatus.valueOf(413).getReasonPhrase());
	}

	@Test
	void aBodyOfUnknownLengthIsCountedWhileItIsRead() throws Exception {
		String body = json(101);
		String request = "POST /webhooks/stripe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + "65\r\n" + body
				+ "\r\n0\r\n\r\n";
		RawHttp.Response response = RawHttp.exchange(SignedRequests.port(context),
				request.getBytes(StandardCharsets.UTF_8));
		assertThat(response.status()).isEqualTo(413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/xml", "multipart/form-data; boundary=x", "nonsense", "",
			"application/json, text/plain" })
	void aContentTypeThatTheProviderNeverSendsIsRefused(String contentType) throws Exception {
		assertProblem(github("ping").header("Content-Type", contentType).send(context), 415, "Unsupported Media Type");
	}

	@Test
	void aRequestWithoutContentTypeIsRefusedWhereItsBodyIsNotSigned() throws Exception {
		assertProblem(SignedRequests.plain("/webhooks/gitlab-token", "{}")
			.header("X-Gitlab-Token", SignedRequests.SECRET)
			.send(context), 415, "Unsupported Media Type");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "application/json; charset=utf-8", "Application/JSON", "application/json;charset=\"UTF-8\"" })
	void aContentTypeMayHaveParameters(String contentType) throws Exception {
		assertThat(github("ping").header("Content-Type", contentType).send(context).status()).isEqualTo(200);
	}

	@Test
	void aCompressedBodyIsRefused() throws Exception {
		assertProblem(github("ping").header("Content-Encoding", "gzip").send(context), 415, "Unsupported Media Type");
		assertThat(github("ping").header("Content-Encoding", "identity").send(context).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "checked", "unchecked", "error" })
	void aListenerThatFailsIsAnsweredWithoutDetail(String event) throws Exception {
		RawHttp.Response response = github(event).send(context);
		assertProblem(response, 500, "Internal Server Error");
		assertThat(response.body()).doesNotContain("secret detail");
	}

	@Test
	void aGuardThatFailsIsAnsweredWithoutDetail() throws Exception {
		RawHttp.Response response = github("ping").header("X-Break-Guard", "yes").send(context);
		assertProblem(response, 500, "Internal Server Error");
		assertThat(response.body()).doesNotContain("secret detail");
	}

	@Test
	void anEventThatFailedIsNoDuplicateAfterwards() throws Exception {
		Received received = context.getBean(Received.class);
		received.failuresLeft = 1;
		assertThat(github("flaky", "d-8").send(context).status()).isEqualTo(500);
		assertThat(github("flaky", "d-8").send(context).body()).isEqualTo("{\"status\":\"processed\",\"id\":\"d-8\"}");
		assertThat(github("flaky", "d-8").send(context).body()).isEqualTo("{\"status\":\"duplicate\",\"id\":\"d-8\"}");
	}

	@Test
	void slackVerifiesTheUrlByAHandshakeThatIsSigned() throws Exception {
		String body = "{\"type\":\"url_verification\",\"challenge\":\"a<b>\"}";
		RawHttp.Response response = SignedRequests.slack("application/json", NOW, body).send(context);
		assertAnswer(response, 200, "text/plain", "a<b>");
		assertThat(response.headers()).containsEntry("X-Content-Type-Options", "nosniff");
		assertThat(SignedRequests.slack("application/json", NOW, body)
			.header("X-Slack-Signature", "v0=00")
			.send(context)
			.status()).isEqualTo(401);
		assertThat(received()).isEmpty();
	}

	@Test
	void aSlashCommandOfSlackIsAnsweredByItsListener() throws Exception {
		String body = "command=%2Fshop&text=tea+please&trigger_id=" + UUID.randomUUID();
		RawHttp.Response response = SignedRequests.slack("application/x-www-form-urlencoded", NOW, body).send(context);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("you said tea please");
	}

	@Test
	void aSlashCommandWithoutListenerIsAnsweredWithNothing() throws Exception {
		String body = "command=%2Fnobody&trigger_id=1";
		RawHttp.Response response = SignedRequests.slack("application/x-www-form-urlencoded", NOW, body).send(context);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void githubMaySendItsPayloadInAForm() throws Exception {
		String json = "{\"action\":\"opened\",\"title\":\"Ünder & over\"}";
		String body = "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
		RawHttp.Response response = SignedRequests.githubForm("pull_request", "d-9", body).send(context);
		assertThat(response.body()).isEqualTo("pull_request.opened: Ünder & over");
	}

	@Test
	void aProblemIsWrittenAsTheRfcSays() throws Exception {
		RawHttp.Response response = github("ping").without("X-Hub-Signature-256").send(context);
		assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
		assertThat(response.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401}");
	}

	@Test
	void aSlashAtTheEndIsTheSamePath() throws Exception {
		assertThat(github("ping").to("/webhooks/github/").send(context).status()).isEqualTo(200);
	}

	@Test
	void aQueryStringDoesNotMatter() throws Exception {
		assertThat(github("ping").to("/webhooks/github?source=a&_method=DELETE").send(context).status()).isEqualTo(200);
		assertThat(github("ping").to("/webhooks/github?%zz").send(context).status()).isIn(200, 400);
	}

	@Test
	void aBatchIsAnsweredWithAllIds() throws Exception {
		assertThat(batch("{\"type\":\"ping\",\"id\":\"b-1\"},{\"type\":\"ping\",\"id\":\"b-2\"}").body())
			.isEqualTo("{\"status\":\"processed\",\"ids\":[\"b-1\",\"b-2\"]}");
		assertThat(batch("{\"type\":\"ping\",\"id\":\"b-1\"},{\"type\":\"ping\",\"id\":\"b-2\"}").body())
			.isEqualTo("{\"status\":\"duplicate\",\"ids\":[\"b-1\",\"b-2\"]}");
		assertThat(batch("{\"type\":\"nobody\",\"id\":\"b-3\"}").body()).isEqualTo("{\"status\":\"ignored\"}");
		assertThat(batch("").body()).isEqualTo("{\"status\":\"ignored\"}");
	}

	@Test
	void anItemThatFailsFailsTheBatchButNotTheOtherItems() throws Exception {
		context.getBean(Received.class).failuresLeft = 1;
		String items = "{\"type\":\"ping\",\"id\":\"b-4\"},{\"type\":\"flaky\",\"id\":\"b-5\"},{\"type\":\"ping\",\"id\":\"b-6\"}";
		assertProblem(batch(items), 500, "Internal Server Error");
		assertThat(received()).containsExactly("b-4", "b-5", "b-6");
		assertThat(batch(items).body()).isEqualTo("{\"status\":\"processed\",\"ids\":[\"b-4\",\"b-5\",\"b-6\"]}");
		assertThat(received()).containsExactly("b-4", "b-5", "b-6", "b-5");
	}

	@ParameterizedTest
	@CsvSource({ "--server.servlet.context-path=/shop, /shop/webhooks/github, /shop/webhooks/github",
			"--spring.mvc.servlet.path=/api, /api/webhooks/github, /api/webhooks/github",
			"--spring.mvc.servlet.path=/api/, /api/webhooks/github/, /api/webhooks/github",
			"--webhooks.base-path=/, /github, /github", "--webhooks.base-path=/in/, /in/github, /in/github",
			"--webhooks.providers.github.path=/in/{tenant}/hub/, /in/eu/hub, /in/{tenant}/hub",
			"--webhooks.providers.github.path=/, /, /" })
	void theEndpointIsWhereItIsConfiguredAndTheLogSaysSo(String argument, String target, String logged,
			CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext other = new SpringApplicationBuilder(TestApplication.class).run(
				"--server.port=0", "--webhooks.providers.github.secret=" + SignedRequests.SECRET,
				"--webhooks.providers.github.ip-allowlist=127.0.0.1", "--server.forward-headers-strategy=native",
				argument)) {
			assertThat(output.toString().lines())
				.anyMatch((line) -> line.endsWith("Webhooks of 'github' are received at " + logged));
			assertThat(github("ping").to(target).send(other).status()).isEqualTo(200);
			assertThat(github("ping").to(target)
				.header("X-Forwarded-For", PUBLIC)
				.header("X-Forwarded-Proto", "https")
				.send(other)
				.status()).isEqualTo(403);
			assertThat(github("ping").to("/webhooks/github").send(other).status()).isEqualTo(404);
		}
	}

	private static SignedRequests github(String event) {
		return github(event, UUID.randomUUID().toString());
	}

	private static SignedRequests github(String event, String delivery) {
		return SignedRequests.github(event, delivery, "{}");
	}

	private static SignedRequests near() {
		return github("ping").to("/webhooks/near");
	}

	private static RawHttp.Response batch(String items) throws Exception {
		String body = "{\"events\":[" + items + "]}";
		return SignedRequests.plain("/webhooks/batch", body)
			.header("X-Signature", SignedRequests.hex(body))
			.send(context);
	}

	private static String json(int length) {
		return "{\"a\":\"" + "x".repeat(length - 8) + "\"}";
	}

	private static List<String> received() {
		return context.getBean(Received.class).events;
	}

	private static Map<String, String> withoutDate(RawHttp.Response response) {
		Map<String, String> headers = new TreeMap<>(response.headers());
		headers.keySet().removeAll(Set.of("Date"));
		return headers;
	}

	private static void assertAnswer(RawHttp.Response response, int status, String contentType, String body) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.headers().get("Content-Type")).isEqualTo(contentType);
		assertThat(response.body()).isEqualTo(body);
	}

	private static void assertProblem(RawHttp.Response response, int status, String title) {
		assertAnswer(response, status, "application/problem+json",
				"{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d}".formatted(title, status));
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		MutableClock clock() {
			return new MutableClock(Instant.ofEpochSecond(NOW));
		}

		@Bean
		Received received() {
			return new Received();
		}

		@Bean
		WebhookGuard breakingGuard() {
			return (provider, head) -> {
				if (head.headers().first("X-Break-Guard") != null) {
					throw new IllegalStateException("secret detail");
				}
			};
		}

	}

	record Item(String name, int price) {
	}

	static class Unwritable {

		public String getName() {
			throw new IllegalStateException("secret detail");
		}

	}

	static class Received {

		final List<String> events = new CopyOnWriteArrayList<>();

		volatile CountDownLatch entered;

		volatile CountDownLatch proceed;

		volatile int failuresLeft;

		@WebhookListener(events = { "ping", "payment_intent.*", "unknown" })
		void ping(WebhookEvent event) {
			this.events.add(event.id());
		}

		@WebhookListener(events = "string")
		String string(WebhookEvent event) {
			return "thänks";
		}

		@WebhookListener(events = "record")
		Item record(WebhookEvent event) {
			return new Item("tea", 3);
		}

		@WebhookListener(events = "bytes")
		byte[] bytes(WebhookEvent event) {
			return "bytes".getBytes(StandardCharsets.UTF_8);
		}

		@WebhookListener(events = "entity")
		ResponseEntity<String> entity(WebhookEvent event) {
			return ResponseEntity.accepted()
				.header("X-Own", "yes")
				.header("Location", "/jobs/1")
				.contentType(MediaType.TEXT_MARKDOWN)
				.body("*later*");
		}

		@WebhookListener(events = "no-content")
		ResponseEntity<Void> noContent(WebhookEvent event) {
			return ResponseEntity.noContent().build();
		}

		@WebhookListener(events = "unavailable")
		ResponseEntity<Void> unavailable(WebhookEvent event) {
			this.events.add(event.id());
			return ResponseEntity.status(503).build();
		}

		@WebhookListener(events = "unwritable")
		Unwritable unwritable(WebhookEvent event) {
			return new Unwritable();
		}

		@WebhookListener(events = "slow")
		void slow(WebhookEvent event) throws InterruptedException {
			this.entered.countDown();
			assertThat(this.proceed.await(20, TimeUnit.SECONDS)).isTrue();
			this.events.add(event.id());
		}

		@WebhookListener(events = "typed")
		void typed(Item item) {
		}

		@WebhookListener(events = "checked")
		void checked(WebhookEvent event) throws Exception {
			throw new Exception("secret detail");
		}

		@WebhookListener(events = "unchecked")
		void unchecked(WebhookEvent event) {
			throw new IllegalStateException("secret detail");
		}

		@WebhookListener(events = "error")
		void error(WebhookEvent event) {
			throw new AssertionError("secret detail");
		}

		@WebhookListener(events = "flaky")
		void flaky(WebhookEvent event) {
			this.events.add(event.id());
			if (this.failuresLeft-- > 0) {
				throw new IllegalStateException("secret detail");
			}
		}

		@WebhookListener(events = "/shop")
		String command(Map<String, Object> fields) {
			return "you said " + fields.get("text");
		}

		@WebhookListener(events = "pull_request")
		String pullRequest(WebhookEvent event, Map<String, Object> payload) {
			return event.type() + ": " + payload.get("title");
		}

	}

}
