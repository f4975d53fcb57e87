package dev.webhooks.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.servlet.http.HttpServletRequest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.SignatureSchemeFactory;
import dev.webhooks.signature.Verification;
import dev.webhooks.test.Hmac;
import dev.webhooks.test.MutableClock;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Providers that no preset knows, over real HTTP: written with the same keys, with a
 * scheme of the application's own, or received by a controller of its own.
 */
class OwnSchemesTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String OLD = "old " + SignedRequests.SECRET;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		String secret = SignedRequests.SECRET;
		context = new SpringApplicationBuilder(TestApplication.class).run("--server.port=0",
				"--webhooks.providers.hmac.secret=" + secret,
				"--webhooks.providers.hmac.signature.header=X-Acme-Signature",
				"--webhooks.providers.hmac.signature.format=sha256={signature}",
				"--webhooks.providers.hmac.signature.encoding=base64",
				"--webhooks.providers.hmac.signature.content={method}:{timestamp}:{query:shop}:{body}",
				"--webhooks.providers.hmac.signature.timestamp=header:X-Acme-Time",
				"--webhooks.providers.hmac.event.type=body:/kind",
				"--webhooks.providers.hmac.event.id=header:X-Acme-Id", "--webhooks.providers.token.secret=" + secret,
				"--webhooks.providers.netlify.secret=netlify-secret-0123456789abcdef0123",
				"--webhooks.providers.netlify.signature.scheme=jwt",
				"--webhooks.providers.netlify.signature.header=X-Webhook-Signature",
				"--webhooks.providers.netlify.signature.algorithm=HS256",
				"--webhooks.providers.netlify.signature.jwt.required=",
				"--webhooks.providers.netlify.signature.jwt.claims.iss=netlify",
				"--webhooks.providers.netlify.signature.jwt.claims.sha256={body-hash}",
				"--webhooks.providers.netlify.event.type=body:/state",
				"--webhooks.providers.token.signature.scheme=token",
				"--webhooks.providers.token.signature.header=X-Token",
				"--webhooks.providers.bearer.signature.scheme=token", "--webhooks.providers.bearer.secret=" + secret,
				"--webhooks.providers.bearer.signature.header=Authorization",
				"--webhooks.providers.bearer.signature.format=Bearer {signature}",
				"--webhooks.providers.basic.signature.scheme=basic",
				"--webhooks.providers.basic.secret=shop:p\u00e4ssword:with:colons",
				"--webhooks.providers.none.signature.scheme=none",
				"--webhooks.providers.custom.signature.scheme=reversed", "--webhooks.providers.custom.secret=" + secret,
				"--webhooks.providers.unsure.signature.scheme=unsure", "--webhooks.providers.broken.secret=" + secret,
				"--webhooks.providers.broken.signature.scheme=broken", "--webhooks.providers.rotated.preset=github",
				"--webhooks.providers.rotated.secrets[0].value=" + secret,
				"--webhooks.providers.rotated.secrets[1].value=" + OLD,
				"--webhooks.providers.rotated.secrets[1].expires=" + NOW, "--webhooks.providers.expired.preset=github",
				"--webhooks.providers.expired.secrets[0].value=" + secret,
				"--webhooks.providers.expired.secrets[0].expires=" + NOW,
				"--webhooks.providers.github.secret=" + secret, "--webhooks.providers.github.max-body-size=100B");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void reset() {
		context.getBean(Received.class).events.clear();
		context.getBean(MutableClock.class).set(NOW);
	}

	@Test
	void aProviderWithoutPresetSignsByHmac() throws Exception {
		RawHttp.Response response = hmac("POST:" + NOW.getEpochSecond() + ":tea:{\"kind\":\"paid\"}")
			.send(RawHttp.to(context));
		assertThat(response.status()).isEqualTo(200);
		assertThat(received()).containsExactly("hmac paid");
		assertThat(
				hmac("POST:" + NOW.getEpochSecond() + ":coffee:{\"kind\":\"paid\"}").send(RawHttp.to(context)).status())
			.isEqualTo(401);
	}

	@Test
	void aValueThatIsSignedButNotThereIsRefused() throws Exception {
		assertThat(hmac("POST:" + NOW.getEpochSecond() + ":tea:{\"kind\":\"paid\"}").to("/webhooks/hmac")
			.send(RawHttp.to(context))
			.status()).isEqualTo(401);
		assertThat(hmac("POST:" + NOW.getEpochSecond() + ":tea:{\"kind\":\"paid\"}").without("X-Acme-Time")
			.send(RawHttp.to(context))
			.status()).isEqualTo(401);
	}

	/**
	 * The header of a report of a user of Netlify's, signed anew.
	 */
	@Test
	void aTokenWithoutTimesCoversTheBody() throws Exception {
		String token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiAibmV0bGlmeSIsICJzaGEyNTYiOiAiNjU4NzE5MDU3MDNl"
				+ "YTExNmQ2ZjE1YzUyYTAxMDlkZmIxZDRjYmRmNDc1MmVjNGI1OGJiOWExOWI4ODk5YWI2YSJ9"
				+ ".Ku_WfSRaybUWYBnLgNP9WaisRpcLEPNSWDT7krMxRjg";
		SignedRequest request = SignedRequest.post("/webhooks/netlify", "{\"site_id\":\"s\",\"state\":\"ready\"}")
			.header("Content-Type", "application/json")
			.header("X-Webhook-Signature", token);
		assertThat(request.send(RawHttp.to(context)).body()).startsWith("{\"status\":\"processed\"");
		assertThat(request.send(RawHttp.to(context)).body()).as("a replay").startsWith("{\"status\":\"duplicate\"");
		assertThat(received()).containsExactly("netlify ready");
		assertThat(SignedRequest.post("/webhooks/netlify", "{\"site_id\":\"t\",\"state\":\"ready\"}")
			.header("Content-Type", "application/json")
			.header("X-Webhook-Signature", token)
			.send(RawHttp.to(context))
			.status()).isEqualTo(401);
	}

	@Test
	void aTokenIsCompared() throws Exception {
		assertThat(json("/webhooks/token").header("X-Token", SignedRequests.SECRET).send(RawHttp.to(context)).status())
			.isEqualTo(200);
		assertThat(json("/webhooks/token").header("X-Token", SignedRequests.SECRET + "x")
			.send(RawHttp.to(context))
			.status()).isEqualTo(401);
		assertThat(json("/webhooks/token").send(RawHttp.to(context)).status()).isEqualTo(401);
		assertThat(json("/webhooks/bearer").header("Authorization", "Bearer " + SignedRequests.SECRET)
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
		assertThat(json("/webhooks/bearer").header("Authorization", SignedRequests.SECRET)
			.send(RawHttp.to(context))
			.status()).isEqualTo(401);
	}

	@Test
	void aUserNameAndPasswordAreCompared() throws Exception {
		String credentials = Base64.getEncoder()
			.encodeToString("shop:p\u00e4ssword:with:colons".getBytes(StandardCharsets.UTF_8));
		assertThat(json("/webhooks/basic").header("Authorization", "Basic " + credentials)
			.send(RawHttp.to(context))
			.status()).isEqualTo(200);
		String others = Base64.getEncoder().encodeToString("shop:password".getBytes(StandardCharsets.UTF_8));
		assertThat(
				json("/webhooks/basic").header("Authorization", "Basic " + others).send(RawHttp.to(context)).status())
			.isEqualTo(401);
		assertThat(json("/webhooks/basic").header("Authorization", "Basic").send(RawHttp.to(context)).status())
			.isEqualTo(401);
	}

	@Test
	void whereNothingIsVerifiedAnybodyMaySend() throws Exception {
		assertThat(json("/webhooks/none").send(RawHttp.to(context)).status()).isEqualTo(200);
		assertThat(received()).containsExactly("none unknown");
	}

	@Test
	void aSchemeOfTheApplicationVerifies() throws Exception {
		String reversed = new StringBuilder(SignedRequests.SECRET).reverse().toString();
		assertThat(json("/webhooks/custom").header("X-Reversed", reversed).send(RawHttp.to(context)).status())
			.isEqualTo(200);
		assertThat(
				json("/webhooks/custom").header("X-Reversed", SignedRequests.SECRET).send(RawHttp.to(context)).status())
			.isEqualTo(401);
		assertThat(json("/webhooks/custom").send(RawHttp.to(context)).status()).isEqualTo(401);
	}

	@Test
	void whereTheVerdictIsUnknownTheRequestIsToBeSentAgain() throws Exception {
		RawHttp.Response response = json("/webhooks/unsure").send(RawHttp.to(context));
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.headers()).containsEntry("Retry-After", "30")
			.containsEntry("Content-Type", "application/problem+json");
		assertThat(received()).isEmpty();
	}

	@Test
	void whereASchemeFailsTheVerdictIsUnknown() throws Exception {
		RawHttp.Response response = json("/webhooks/broken").send(RawHttp.to(context));
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.headers()).containsEntry("Retry-After", "30");
		assertThat(response.body())
			.isEqualTo("{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503}");
		assertThat(received()).isEmpty();
	}

	@Test
	void whileSecretsAreRotatedBothCount() throws Exception {
		context.getBean(MutableClock.class).set(NOW.minusNanos(1));
		assertThat(rotated(SignedRequests.SECRET).send(RawHttp.to(context)).status()).isEqualTo(200);
		assertThat(rotated(OLD).send(RawHttp.to(context)).status()).isEqualTo(200);
	}

	@Test
	void aSecretThatIsExpiredDoesNotCount() throws Exception {
		assertThat(rotated(SignedRequests.SECRET).send(RawHttp.to(context)).status()).isEqualTo(200);
		assertThat(rotated(OLD).send(RawHttp.to(context)).status()).isEqualTo(401);
		assertThat(rotated(SignedRequests.SECRET).to("/webhooks/expired").send(RawHttp.to(context)).status())
			.isEqualTo(401);
	}

	@Test
	void aControllerOfTheApplicationMayCallTheReceiver() throws Exception {
		SignedRequest request = SignedRequests.github(SignedRequests.SECRET, "ping", "own-1", "{}").to("/own/github");
		assertThat(request.send(RawHttp.to(context)).body()).isEqualTo("{\"status\":\"processed\",\"id\":\"own-1\"}");
		assertThat(request.send(RawHttp.to(context)).body()).isEqualTo("{\"status\":\"duplicate\",\"id\":\"own-1\"}");
		assertThat(received()).containsExactly("github ping");
	}

	@Test
	void theReceiverRefusesForAControllerOfTheApplicationToo() throws Exception {
		assertThat(SignedRequests.github(SignedRequests.SECRET, "ping", "own-2", "{}")
			.header("X-Hub-Signature-256", "sha256=00")
			.to("/own/github")
			.send(RawHttp.to(context))
			.status()).isEqualTo(401);
		assertThat(SignedRequests.github(SignedRequests.SECRET, "ping", "own-2", "{}")
			.header("Content-Type", "text/plain")
			.to("/own/github")
			.send(RawHttp.to(context))
			.status()).isEqualTo(415);
		assertThat(SignedRequests.github(SignedRequests.SECRET, "ping", "own-2", "{\"a\":\"" + "x".repeat(100) + "\"}")
			.to("/own/github")
			.send(RawHttp.to(context))
			.status()).isEqualTo(413);
		assertThat(SignedRequests.github(SignedRequests.SECRET, "ping", "own-2", "{}")
			.to("/own/nobody")
			.send(RawHttp.to(context))
			.status()).isEqualTo(404);
		assertThat(received()).isEmpty();
	}

	private static SignedRequest hmac(String signed) {
		return SignedRequest.post("/webhooks/hmac?shop=tea", "{\"kind\":\"paid\"}")
			.header("Content-Type", "application/json")
			.header("X-Acme-Id", UUID.randomUUID().toString())
			.header("X-Acme-Time", Long.toString(NOW.getEpochSecond()))
			.header("X-Acme-Signature", "sha256=" + Hmac.base64(SignedRequests.SECRET, signed));
	}

	private static SignedRequest json(String target) {
		return SignedRequest.post(target, "{\"n\":\"" + UUID.randomUUID() + "\"}")
			.header("Content-Type", "application/json");
	}

	private static SignedRequest rotated(String secret) {
		return SignedRequests.github(SignedRequests.SECRET, "ping", UUID.randomUUID().toString(), "{}")
			.header("X-Hub-Signature-256", "sha256=" + java.util.HexFormat.of().formatHex(Hmac.sha256(secret, "{}")))
			.to("/webhooks/rotated");
	}

	private static List<String> received() {
		return context.getBean(Received.class).events;
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import(OwnController.class)
	static class TestApplication {

		@Bean
		MutableClock clock() {
			return new MutableClock(NOW);
		}

		@Bean
		Received received() {
			return new Received();
		}

		@Bean
		SignatureSchemeFactory reversed() {
			return (recipe) -> new ReversedScheme();
		}

		@Bean
		SignatureSchemeFactory unsure() {
			return (recipe) -> new UnsureScheme();
		}

		@Bean
		SignatureSchemeFactory broken() {
			return (recipe) -> (request, secrets, now) -> {
				throw new IllegalStateException("secret detail");
			};
		}

	}

	static class ReversedScheme implements SignatureScheme {

		@Override
		public Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
			String token = request.headers().first("X-Reversed");
			for (Secret secret : secrets) {
				if (new StringBuilder(secret.text()).reverse().toString().equals(token)) {
					return new Verification.Verified(secret);
				}
			}
			return new Verification.Refused(RejectionReason.SIGNATURE_MISMATCH, "Not reversed");
		}

	}

	static class UnsureScheme implements SignatureScheme {

		@Override
		public Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
			return new Verification.Undetermined("The key server does not answer", null);
		}

		@Override
		public boolean needsSecret() {
			return false;
		}

	}

	@RestController
	static class OwnController {

		private final WebhookReceiver receiver;

		OwnController(WebhookReceiver receiver) {
			this.receiver = receiver;
		}

		@PostMapping("/own/{provider}")
		ResponseEntity<byte[]> receive(@PathVariable String provider, HttpServletRequest request,
				@RequestBody byte[] body) throws IOException {
			WebhookRequestHead.Builder head = WebhookRequestHead
				.builder(request.getMethod(), request.getRequestURL().toString())
				.from(request.getRemoteAddr(), request.isSecure())
				.receivedAt(NOW);
			request.getHeaderNames()
				.asIterator()
				.forEachRemaining((name) -> head.header(name, request.getHeader(name)));
			WebhookResponse response = this.receiver.receive(provider, new WebhookRequest(head.build(), body));
			return ResponseEntity.status(response.status())
				.header("Content-Type", response.contentType())
				.body(response.body());
		}

	}

	static class Received {

		final List<String> events = new CopyOnWriteArrayList<>();

		@WebhookListener
		void on(WebhookEvent event) {
			this.events.add(event.provider() + " " + event.type());
		}

	}

}
