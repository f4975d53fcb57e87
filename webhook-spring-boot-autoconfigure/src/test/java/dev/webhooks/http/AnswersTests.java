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
import java.util.regex.Pattern;
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
import dev.webhooks.test.Hmac;
import dev.webhooks.test.MutableClock;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

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
		RawHttp.Response response = github("ping", "d-1").send(RawHttp.to(context));
		assertAnswer(response, 200, "application/json", "{\"status\":\"processed\",\"id\":\"d-1\"}");
		assertThat(received()).containsExactly("d-1");
	}

	@Test
	void anIdIsEscapedInTheAnswer() throws Exception {
		RawHttp.Response response = github("ping", "a\"b\\c").send(RawHttp.to(context));
		assertAnswer(response, 200, "application/json", "{\"status\":\"processed\",\"id\":\"a\\\"b\\\\c\"}");
	}

	@Test
	void whatAListenerReturnsIsTheBody() throws Exception {
		assertAnswer(github("string").send(RawHttp.to(context)), 200, "text/plain;charset=UTF-8", "thänks");
		assertAnswer(github("record").send(RawHttp.to(context)), 200, "application/json",
				"{\"name\":\"tea\",\"price\":3}");
		assertAnswer(github("bytes").send(RawHttp.to(context)), 200, "application/octet-stream", "bytes");
	}

	@Test
	void aResponseEntitySetsTheStatusAndHeadersToo() throws Exception {
		RawHttp.Response response = github("entity").send(RawHttp.to(context));
		assertAnswer(response, 202, "text/markdown", "*later*");
		assertThat(response.headers()).containsEntry("X-Own", "yes").containsEntry("Location", "/jobs/1");
		assertAnswer(github("no-content").send(RawHttp.to(context)), 204, null, "");
	}

	@Test
	void aListenerThatAnswersWithAServerErrorGetsTheEventAgain() throws Exception {
		String id = UUID.randomUUID().toString();
		assertThat(github("unavailable", id).send(RawHttp.to(context)).status()).isEqualTo(503);
		assertThat(github("unavailable", id).send(RawHttp.to(context)).status()).isEqualTo(503);
		assertThat(received()).containsExactly(id, id);
	}

	@Test
	void anAnswerThatCannotBeWrittenIsAProblemWithoutDetail() throws Exception {
		assertProblem(github("unwritable").send(RawHttp.to(context)), 500, "Internal Server Error");
	}

	@Test
	void aPresetMaySetTheAnswer() throws Exception {
		RawHttp.Response response = SignedRequest.post("/webhooks/twiml", "{}")
			.header("X-Signature", Hmac.hex(SignedRequests.SECRET, "{}"))
			.send(RawHttp.to(context));
		assertAnswer(response, 202, "text/xml", "<Response/>");
	}

	@Test
	void whatWasSeenBeforeIsADuplicate() throws Exception {
		github("ping", "d-2").send(RawHttp.to(context));
		RawHttp.Response response = github("ping", "d-2").send(RawHttp.to(context));
		assertAnswer(response, 200, "application/json", "{\"status\":\"duplicate\",\"id\":\"d-2\"}");
		assertThat(received()).containsExactly("d-2");
	}

	@Test
	void theSameIdOfAnotherProviderIsNoDuplicate() throws Exception {
		github("ping", "d-3").send(RawHttp.to(context));
		assertThat(github("ping", "d-3").to("/webhooks/clear").send(RawHttp.to(context)).body()).contains("processed");
	}

	@Test
	void whatIsBeingProcessedRightNowIsToBeSentAgainLater() throws Exception {
		Received received = context.getBean(Received.class);
		received.entered = new CountDownLatch(1);
		received.proceed = new CountDownLatch(1);
		CompletableFuture<RawHttp.Response> first = CompletableFuture.supplyAsync(() -> {
			try {
				return github("slow", "d-4").send(RawHttp.to(context));
			}
			catch (java.io.IOException ex) {
				throw new java.io.UncheckedIOException(ex);
			}
		});
		try {
			assertThat(received.entered.await(20, TimeUnit.SECONDS)).isTrue();
			RawHttp.Response second = github("slow", "d-4").send(RawHttp.to(context));
			assertProblem(second, 503, "Service Unavailable");
			assertThat(second.headers().get("Retry-After")).isEqualTo("5");
		}
		finally {
			received.proceed.countDown();
		}
		assertThat(first.get(20, TimeUnit.SECONDS).body()).contains("processed");
		assertThat(github("slow", "d-4").send(RawHttp.to(context)).body()).contains("duplicate");
		assertThat(received()).containsExactly("d-4");
	}

	@Test
	void aTypeThatIsNotAcceptedIsIgnored() throws Exception {
		RawHttp.Response response = SignedRequests
			.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), "{\"id\":\"evt_1\",\"type\":\"charge.failed\"}")
			.send(RawHttp.to(context));
		assertAnswer(response, 200, "application/json", "{\"status\":\"ignored\"}");
		assertThat(received()).isEmpty();
		assertThat(SignedRequests
			.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW),
					"{\"id\":\"evt_2\",\"type\":\"payment_intent.succeeded\"}")
			.send(RawHttp.to(context))
			.body()).contains("processed");
	}

	@Test
	void aTypeWithoutListenerIsIgnored() throws Exception {
		assertAnswer(github("nobody", "d-5").send(RawHttp.to(context)), 200, "application/json",
				"{\"status\":\"ignored\"}");
		assertAnswer(github("nobody", "d-5").send(RawHttp.to(context)), 200, "application/json",
				"{\"status\":\"ignored\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "nonsense", "{} {}", "{\"a\":1,}", "\u00ff" })
	void anAuthenticPayloadThatIsMalformedIsRefused(String body) throws Exception {
		assertProblem(SignedRequests.github(SignedRequests.SECRET, "ping", "d-6", body).send(RawHttp.to(context)), 400,
				"Bad Request");
	}

	@Test
	void aPayloadThatAListenerCannotReadIsRefused() throws Exception {
		assertProblem(SignedRequests.github(SignedRequests.SECRET, "typed", "d-7", "{\"price\":\"not a number\"}")
			.send(RawHttp.to(context)), 400, "Bad Request");
	}

	static Map<String, SignedRequest> unauthentic() {
		Map<String, SignedRequest> requests = new TreeMap<>();
		requests.put("missing", github("ping").without("X-Hub-Signature-256"));
		requests.put("empty", github("ping").header("X-Hub-Signature-256", ""));
		requests.put("malformed", github("ping").header("X-Hub-Signature-256", "md5=abc"));
		requests.put("wrong", github("ping").header("X-Hub-Signature-256", "sha256=" + "0".repeat(64)));
		requests.put("of another body",
				github("ping").header("X-Hub-Signature-256", "sha256=" + Hmac.hex(SignedRequests.SECRET, "other")));
		requests.put("stale", SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW - 301), "{}"));
		requests.put("from the future",
				SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW + 301), "{}"));
		requests.put("not a time", SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), "{}")
			.header("Stripe-Signature", "t=now,v1=00"));
		requests.put("malformed JSON",
				SignedRequests.github(SignedRequests.SECRET, "ping", "d", "{").header("X-Hub-Signature-256", "no"));
		return requests;
	}

	static Stream<Map.Entry<String, SignedRequest>> unauthenticEntries() {
		return unauthentic().entrySet().stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("unauthenticEntries")
	void whatIsNotAuthenticIsAnsweredTheSameForEachReason(Map.Entry<String, SignedRequest> request) throws Exception {
		RawHttp.Response expected = github("ping").without("X-Hub-Signature-256").send(RawHttp.to(context));
		RawHttp.Response response = request.getValue().send(RawHttp.to(context));
		assertProblem(response, 401, "Unauthorized");
		assertThat(response.body()).isEqualTo(expected.body());
		assertThat(withoutDate(response)).isEqualTo(withoutDate(expected));
		assertThat(received()).isEmpty();
	}

	@Test
	void theToleranceHasTwoSides() throws Exception {
		assertThat(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW - 300), "{}")
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
		assertThat(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW + 300), "{}")
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
	}

	@Test
	void anAddressThatIsNotAllowedIsRefused() throws Exception {
		assertProblem(
				near().header("X-Forwarded-For", PUBLIC).header("X-Forwarded-Proto", "https").send(RawHttp.to(context)),
				403, "Forbidden");
		assertThat(near().header("X-Forwarded-For", "198.51.100.9")
			.header("X-Forwarded-Proto", "https")
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
		assertThat(near().send(RawHttp.to(context)).status()).isEqualTo(200);
	}

	@Test
	void anAddressThatIsNotAllowedIsRefusedWhateverTheMethod() throws Exception {
		for (String method : List.of("GET", "OPTIONS", "PUT", "HEAD")) {
			assertThat(near().method(method).header("X-Forwarded-For", PUBLIC).send(RawHttp.to(context)).status())
				.as(method)
				.isEqualTo(403);
		}
	}

	@Test
	void aRequestInTheClearFromAPublicAddressIsRefused() throws Exception {
		assertProblem(github("ping").header("X-Forwarded-For", PUBLIC).send(RawHttp.to(context)), 403, "Forbidden");
		assertProblem(github("ping").header("X-Forwarded-For", "2001:4860:4860::8888").send(RawHttp.to(context)), 403,
				"Forbidden");
		assertThat(received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.1.2.3", "192.168.0.4", "172.16.0.1", "127.0.0.9", "::1", "fd00::1" })
	void aRequestInTheClearFromThisMachineOrAPrivateNetworkIsTaken(String address) throws Exception {
		assertThat(github("ping").header("X-Forwarded-For", address).send(RawHttp.to(context)).status()).isEqualTo(200);
	}

	@Test
	void aRequestByHttpsFromAPublicAddressIsTaken() throws Exception {
		assertThat(github("ping").header("X-Forwarded-For", PUBLIC)
			.header("X-Forwarded-Proto", "https")
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
	}

	@Test
	void whereHttpsIsNotRequiredARequestInTheClearIsTaken() throws Exception {
		assertThat(github("ping").to("/webhooks/clear")
			.header("X-Forwarded-For", PUBLIC)
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/webhooks/nonsense", "/webhooks/disabled", "/webhooks", "/webhooks/",
			"/webhooks/github/x", "/webhooks/github//" })
	void whereThereIsNoProviderNothingIsFound(String target) throws Exception {
		assertThat(github("ping").to(target).send(RawHttp.to(context)).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "DELETE", "PATCH", "OPTIONS", "QUERY", "post" })
	void whatIsNotAPostIsRefused(String method) throws Exception {
		RawHttp.Response response = github("ping").method(method).send(RawHttp.to(context));
		assertProblem(response, 405, "Method Not Allowed");
		assertThat(response.headers()).containsEntry("Allow", "POST");
	}

	@Test
	void aHeadIsRefusedWithoutBody() throws Exception {
		RawHttp.Response response = github("ping").method("HEAD").send(RawHttp.to(context));
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.headers()).containsEntry("Allow", "POST");
		assertThat(response.body()).isEmpty();
	}

	@Test
	void aPreflightOfABrowserIsRefused() throws Exception {
		RawHttp.Response response = github("ping").method("OPTIONS")
			.header("Origin", "https://example.com")
			.header("Access-Control-Request-Method", "POST")
			.send(RawHttp.to(context));
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.headers()).containsEntry("Allow", "POST");
	}

	@Test
	void aPostOfAPageOfAnotherOriginIsReceivedAsAnyOther() throws Exception {
		assertThat(github("ping").header("Origin", "https://example.com").send(RawHttp.to(context)).status())
			.isEqualTo(200);
	}

	@Test
	void aBodyThatIsTooLargeIsRefused() throws Exception {
		assertThat(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), json(100))
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
		assertProblem(SignedRequests.stripe(SignedRequests.SECRET, Instant.ofEpochSecond(NOW), json(101))
			.send(RawHttp.to(context)), 413, HttpStatus.valueOf(413).getReasonPhrase());
	}

	@Test
	void aBodyOfUnknownLengthIsCountedWhileItIsRead() throws Exception {
		String body = json(101);
		String request = "POST /webhooks/stripe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + "65\r\n" + body
				+ "\r\n0\r\n\r\n";
		RawHttp.Response response = RawHttp.exchange(RawHttp.port(context), request.getBytes(StandardCharsets.UTF_8));
		assertThat(response.status()).isEqualTo(413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/xml", "multipart/form-data; boundary=x", "nonsense", "",
			"application/json, text/plain" })
	void aContentTypeThatTheProviderNeverSendsIsRefused(String contentType) throws Exception {
		assertProblem(github("ping").header("Content-Type", contentType).send(RawHttp.to(context)), 415,
				"Unsupported Media Type");
	}

	@Test
	void aRequestWithoutContentTypeIsRefusedWhereItsBodyIsNotSigned() throws Exception {
		assertProblem(SignedRequest.post("/webhooks/gitlab-token", "{}")
			.header("X-Gitlab-Token", SignedRequests.SECRET)
			.send(RawHttp.to(context)), 415, "Unsupported Media Type");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "application/json; charset=utf-8", "Application/JSON", "application/json;charset=\"UTF-8\"" })
	void aContentTypeMayHaveParameters(String contentType) throws Exception {
		assertThat(github("ping").header("Content-Type", contentType).send(RawHttp.to(context)).status())
			.isEqualTo(200);
	}

	@Test
	void aCompressedBodyIsRefused() throws Exception {
		assertProblem(github("ping").header("Content-Encoding", "gzip").send(RawHttp.to(context)), 415,
				"Unsupported Media Type");
		assertThat(github("ping").header("Content-Encoding", "identity").send(RawHttp.to(context)).status())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "checked", "unchecked", "error" })
	void aListenerThatFailsIsAnsweredWithoutDetail(String event) throws Exception {
		RawHttp.Response response = github(event).send(RawHttp.to(context));
		assertProblem(response, 500, "Internal Server Error");
		assertThat(response.body()).doesNotContain("secret detail");
	}

	@Test
	void aGuardThatFailsIsAnsweredWithoutDetail() throws Exception {
		RawHttp.Response response = github("ping").header("X-Break-Guard", "yes").send(RawHttp.to(context));
		assertProblem(response, 500, "Internal Server Error");
		assertThat(response.body()).doesNotContain("secret detail");
	}

	@Test
	void anEventThatFailedIsNoDuplicateAfterwards() throws Exception {
		Received received = context.getBean(Received.class);
		received.failuresLeft = 1;
		assertThat(github("flaky", "d-8").send(RawHttp.to(context)).status()).isEqualTo(500);
		assertThat(github("flaky", "d-8").send(RawHttp.to(context)).body())
			.isEqualTo("{\"status\":\"processed\",\"id\":\"d-8\"}");
		assertThat(github("flaky", "d-8").send(RawHttp.to(context)).body())
			.isEqualTo("{\"status\":\"duplicate\",\"id\":\"d-8\"}");
	}

	@Test
	void slackVerifiesTheUrlByAHandshakeThatIsSigned() throws Exception {
		String body = "{\"type\":\"url_verification\",\"challenge\":\"a<b>\"}";
		RawHttp.Response response = SignedRequests
			.slack(SignedRequests.SECRET, "application/json", Instant.ofEpochSecond(NOW), body)
			.send(RawHttp.to(context));
		assertAnswer(response, 200, "text/plain", "a<b>");
		assertThat(response.headers()).containsEntry("X-Content-Type-Options", "nosniff");
		assertThat(SignedRequests.slack(SignedRequests.SECRET, "application/json", Instant.ofEpochSecond(NOW), body)
			.header("X-Slack-Signature", "v0=00")
			.send(RawHttp.to(context))
			.status()).isEqualTo(401);
		assertThat(received()).isEmpty();
	}

	@Test
	void aSlashCommandOfSlackIsAnsweredByItsListener() throws Exception {
		String body = "command=%2Fshop&text=tea+please&trigger_id=" + UUID.randomUUID();
		RawHttp.Response response = SignedRequests
			.slack(SignedRequests.SECRET, "application/x-www-form-urlencoded", Instant.ofEpochSecond(NOW), body)
			.send(RawHttp.to(context));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("you said tea please");
	}

	@Test
	void aSlashCommandWithoutListenerIsAnsweredWithNothing() throws Exception {
		String body = "command=%2Fnobody&trigger_id=1";
		RawHttp.Response response = SignedRequests
			.slack(SignedRequests.SECRET, "application/x-www-form-urlencoded", Instant.ofEpochSecond(NOW), body)
			.send(RawHttp.to(context));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void githubMaySendItsPayloadInAForm() throws Exception {
		String json = "{\"action\":\"opened\",\"title\":\"Ünder & over\"}";
		String body = "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
		RawHttp.Response response = SignedRequests.github(SignedRequests.SECRET, "pull_request", "d-9", body)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.send(RawHttp.to(context));
		assertThat(response.body()).isEqualTo("pull_request.opened: Ünder & over");
	}

	@Test
	void aProblemIsWrittenAsTheRfcSays() throws Exception {
		RawHttp.Response response = github("ping").without("X-Hub-Signature-256").send(RawHttp.to(context));
		assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
		assertThat(response.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401}");
	}

	@Test
	void aSlashAtTheEndIsTheSamePath() throws Exception {
		assertThat(github("ping").to("/webhooks/github/").send(RawHttp.to(context)).status()).isEqualTo(200);
	}

	@Test
	void aQueryStringDoesNotMatter() throws Exception {
		assertThat(github("ping").to("/webhooks/github?source=a&_method=DELETE").send(RawHttp.to(context)).status())
			.isEqualTo(200);
		assertThat(github("ping").to("/webhooks/github?%zz").send(RawHttp.to(context)).status()).isIn(200, 400);
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
				.anyMatch((line) -> line.matches(" *github +" + Pattern.quote(logged) + " +hmac .*"));
			assertThat(github("ping").to(target).send(RawHttp.to(other)).status()).isEqualTo(200);
			assertThat(github("ping").to(target)
				.header("X-Forwarded-For", PUBLIC)
				.header("X-Forwarded-Proto", "https")
				.send(RawHttp.to(other))
				.status()).isEqualTo(403);
			assertThat(github("ping").to("/webhooks/github").send(RawHttp.to(other)).status()).isEqualTo(404);
		}
	}

	private static SignedRequest github(String event) {
		return github(event, UUID.randomUUID().toString());
	}

	private static SignedRequest github(String event, String delivery) {
		return SignedRequests.github(SignedRequests.SECRET, event, delivery, "{}");
	}

	private static SignedRequest near() {
		return github("ping").to("/webhooks/near");
	}

	private static RawHttp.Response batch(String items) throws Exception {
		String body = "{\"events\":[" + items + "]}";
		return SignedRequest.post("/webhooks/batch", body)
			.header("X-Signature", Hmac.hex(SignedRequests.SECRET, body))
			.send(RawHttp.to(context));
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
				"{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%s}".formatted(title, status));
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
