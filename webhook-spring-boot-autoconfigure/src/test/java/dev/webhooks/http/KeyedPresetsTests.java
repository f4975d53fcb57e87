package dev.webhooks.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.fetch.ResourceFetcher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends requests over real HTTP to the presets whose keys come from elsewhere, and to
 * those that are verified by tokens.
 */
class KeyedPresetsTests {

	private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final Vector SNS = Vector.all()
		.stream()
		.filter((vector) -> vector.id().equals("sns-ok-notification-v2"))
		.findFirst()
		.orElseThrow();

	private static ECKey plaidKey;

	private static RSAKey graphKey;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() throws Exception {
		plaidKey = new ECKeyGenerator(Curve.P_256).keyID("plaid-key").generate();
		graphKey = new RSAKeyGenerator(2048).keyID("graph-key").generate();
		List<String> arguments = new ArrayList<>(List.of("--server.port=0",
				"--webhooks.public-url=https://hooks.example.com", "--webhooks.providers.plaid.key-id=client"));
		for (String name : List.of("plaid", "monday", "jira-connect", "microsoft-graph-rich", "contentful")) {
			arguments.add("--webhooks.providers." + name + ".secret=" + SECRET);
		}
		arguments.add("--webhooks.providers.aws-sns.secret=" + SNS.text("secret"));
		context = new SpringApplicationBuilder(TestApplication.class).run(arguments.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void reset() {
		context.getBean(Received.class).events.clear();
		context.getBean(Keys.class).fetched.clear();
	}

	@Test
	void plaidTokenCoversTheBody() throws Exception {
		String body = "{\"webhook_type\":\"ITEM\",\"webhook_code\":\"ERROR\"}";
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issueTime(Date.from(NOW))
			.claim("request_body_sha256", sha256(body))
			.build();
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("plaid-key").build(), claims);
		token.sign(new ECDSASigner(plaidKey));
		assertThat(post("plaid", "Plaid-Verification", token.serialize(), body)).isEqualTo(200);
		assertThat(events()).singleElement().satisfies((event) -> assertThat(event.type()).isEqualTo("ITEM.ERROR"));
		assertThat(post("plaid", "Plaid-Verification", token.serialize(), body + " ")).isEqualTo(401);
		assertThat(fetched()).containsExactly("https://production.plaid.com/webhook_verification_key/get "
				+ "{\"client_id\":\"client\",\"secret\":\"" + SECRET + "\",\"key_id\":\"plaid-key\"}");
	}

	private static String sha256(String text) throws Exception {
		return java.util.HexFormat.of()
			.formatHex(
					java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void mondayTokenIsForTheUrl() throws Exception {
		String body = "{\"event\":{\"type\":\"create_pulse\",\"triggerUuid\":\"u1\"}}";
		String token = sign("monday", "/webhooks/monday", body).headers().first("Authorization");
		assertThat(post("monday", "Authorization", token, body)).isEqualTo(200);
		assertThat(events()).singleElement().satisfies((event) -> {
			assertThat(event.type()).isEqualTo("create_pulse");
			assertThat(event.id()).isEqualTo("u1");
		});
		String other = sign("monday", "/webhooks/other", body).headers().first("Authorization");
		assertThat(post("monday", "Authorization", other, body)).isEqualTo(401);
	}

	@Test
	void mondayChallengeIsRepeated() throws Exception {
		RawHttp.Response response = send("monday", List.of(), "{\"challenge\":\"3eZbrw1aBm2r\"}");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"challenge\":\"3eZbrw1aBm2r\"}");
		assertThat(response.headers().get("Content-Type")).startsWith("application/json");
		assertThat(events()).isEmpty();
	}

	@Test
	void jiraTokenCoversMethodAndPath() throws Exception {
		String body = "{\"webhookEvent\":\"jira:issue_created\",\"timestamp\":1700000000000}";
		String token = sign("jira-connect", "/webhooks/jira-connect", body).headers().first("Authorization");
		assertThat(token).startsWith("JWT ");
		assertThat(post("jira-connect", "Authorization", token, body)).isEqualTo(200);
		assertThat(events()).singleElement()
			.satisfies((event) -> assertThat(event.type()).isEqualTo("jira:issue_created"));
		String other = sign("jira-connect", "/webhooks/other", body).headers().first("Authorization");
		assertThat(post("jira-connect", "Authorization", other, body)).isEqualTo(401);
	}

	@Test
	void graphTokensAreForTheApplication() throws Exception {
		assertThat(send("microsoft-graph-rich", List.of(), graph(SECRET)).status()).isEqualTo(202);
		assertThat(events()).hasSize(1);
		assertThat(fetched()).containsExactly("https://login.microsoftonline.com/common/discovery/v2.0/keys null");
		assertThat(send("microsoft-graph-rich", List.of(), graph("another application")).status()).isEqualTo(401);
	}

	private static String graph(String audience) throws Exception {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().audience(audience)
			.issuer("https://login.microsoftonline.com/84bd8158-6d4d-4958-8b9f-9d6445542f95/v2.0")
			.claim("azp", "0bf30f3b-4a52-48df-9a82-234910c4a086")
			.expirationTime(Date.from(NOW.plusSeconds(600)))
			.build();
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("graph-key").build(), claims);
		token.sign(new RSASSASigner(graphKey));
		return "{\"value\":[{\"changeType\":\"created\",\"id\":\"n1\"}],\"validationTokens\":[\"%s\"]}"
			.formatted(token.serialize());
	}

	@Test
	void contentfulAcceptsWhatIsSignedHere() throws Exception {
		WebhookRequest signed = sign("contentful", "/webhooks/contentful?a=b", "{}");
		List<String[]> headers = new ArrayList<>();
		signed.headers().forEach((name, value) -> headers.add(new String[] { name, value }));
		assertThat(RawHttp.send(port(), "POST", "/webhooks/contentful?a=b", headers, signed.body()).status())
			.isEqualTo(200);
		assertThat(RawHttp.send(port(), "POST", "/webhooks/contentful?a=c", headers, signed.body()).status())
			.isEqualTo(401);
	}

	@Test
	void snsSubscriptionIsConfirmedOnceAndMakesNoEvent() throws Exception {
		String url = "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=t1";
		String body = confirmation(url);
		assertThat(send("aws-sns", List.of(), body).status()).isEqualTo(200);
		assertThat(send("aws-sns", List.of(), body).status()).isEqualTo(200);
		assertThat(fetched()).filteredOn((fetched) -> fetched.contains("ConfirmSubscription"))
			.containsExactly(url + " null");
		assertThat(events()).isEmpty();
	}

	@Test
	void snsSubscriptionIsNotConfirmedElsewhereOrUnsigned() throws Exception {
		assertThat(
				send("aws-sns", List.of(), confirmation("https://evil.example/?Action=ConfirmSubscription")).status())
			.isEqualTo(403);
		String forged = confirmation("https://sns.us-east-1.amazonaws.com/?Token=a").replace("Token=a", "Token=b");
		assertThat(send("aws-sns", List.of(), forged).status()).isEqualTo(401);
		assertThat(fetched()).noneMatch((fetched) -> fetched.contains("?"));
	}

	private static String confirmation(String url) throws Exception {
		ObjectNode message = (ObjectNode) new JsonMapper().readTree(SNS.body());
		message.remove("Subject");
		message.put("Type", "SubscriptionConfirmation").put("Token", "t").put("SubscribeURL", url);
		StringBuilder content = new StringBuilder();
		for (String name : List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")) {
			content.append(name).append('\n').append(message.path(name).asString()).append('\n');
		}
		String pem = SNS.node().path("extra").path("privateKeyPem").asString();
		byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
		PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(key);
		signature.update(content.toString().getBytes(StandardCharsets.UTF_8));
		return message.put("Signature", Base64.getEncoder().encodeToString(signature.sign())).toString();
	}

	private static WebhookRequest sign(String provider, String target, String body) {
		RequestVerifier verifier = context.getBean(WebhookProviders.class).find(provider).verifier();
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "https://hooks.example.com" + target)
			.from("127.0.0.1", true)
			.header("Content-Type", "application/json")
			.build();
		return verifier.signer().orElseThrow().sign(new WebhookRequest(head, body), NOW);
	}

	private static int post(String provider, String header, String value, String body) throws IOException {
		return send(provider, List.<String[]>of(new String[] { header, value }), body).status();
	}

	private static RawHttp.Response send(String provider, List<String[]> headers, String body) throws IOException {
		List<String[]> all = new ArrayList<>(headers);
		String type = provider.equals("aws-sns") ? "text/plain; charset=UTF-8" : "application/json";
		all.add(new String[] { "Content-Type", type });
		return RawHttp.send(port(), "POST", "/webhooks/" + provider, all, body.getBytes(StandardCharsets.UTF_8));
	}

	private static List<WebhookEvent> events() {
		return context.getBean(Received.class).events;
	}

	private static List<String> fetched() {
		return context.getBean(Keys.class).fetched;
	}

	private static int port() {
		return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		Clock clock() {
			return Clock.fixed(NOW, ZoneOffset.UTC);
		}

		@Bean
		Received received() {
			return new Received();
		}

		@Bean
		Keys keys() {
			return new Keys();
		}

	}

	static class Keys implements ResourceFetcher {

		final List<String> fetched = new CopyOnWriteArrayList<>();

		@Override
		public byte[] fetch(java.net.URI uri, String json) {
			this.fetched.add(uri + " " + json);
			String answer = switch (uri.getHost()) {
				case "production.plaid.com" -> "{\"key\":" + plaidKey.toPublicJWK() + "}";
				case "login.microsoftonline.com" -> new JWKSet(graphKey.toPublicJWK()).toString();
				default -> SNS.node().path("extra").path("certPem").asString();
			};
			return answer.getBytes(StandardCharsets.UTF_8);
		}

	}

	static class Received {

		final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

		@WebhookListener
		void on(WebhookEvent event) {
			this.events.add(event);
		}

	}

}
