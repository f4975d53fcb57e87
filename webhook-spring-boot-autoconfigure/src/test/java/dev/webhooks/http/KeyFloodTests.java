package dev.webhooks.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.test.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Strangers that name ever new keys, over real HTTP: whatever they spend, a genuine
 * request whose key has to be fetched is verified.
 */
class KeyFloodTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final String PROVIDER = "203.0.113.7";

	private static final Vector PAYPAL = vector("paypal-ok-unicode");

	private static final Vector SNS = vector("sns-ok-notification-v2");

	private static final AtomicInteger forged = new AtomicInteger();

	private static ECKey oldKey;

	private static ECKey newKey;

	private static ECKey strangersKey;

	private static ConfigurableApplicationContext context;

	private static Vector vector(String id) {
		return Vector.all().stream().filter((vector) -> vector.id().equals(id)).findFirst().orElseThrow();
	}

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		oldKey = new ECKeyGenerator(Curve.P_256).keyID("old").generate();
		newKey = new ECKeyGenerator(Curve.P_256).keyID("new").generate();
		strangersKey = new ECKeyGenerator(Curve.P_256).generate();
		Path issuer = Files.writeString(folder.resolve("issuer.pem"),
				PAYPAL.node().path("extra").path("caPem").asString());
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=0", "--server.forward-headers-strategy=native"));
		for (String name : List.of("paypal", "renewed", "limited")) {
			arguments.addAll(List.of("--webhooks.providers." + name + ".preset=paypal",
					"--webhooks.providers." + name + ".secret=" + PAYPAL.text("secret"),
					"--webhooks.providers." + name + ".signature.certificate.trust=" + issuer.toUri()));
		}
		arguments.add("--webhooks.providers.limited.rate-limit.failures-per-minute=8");
		arguments.add("--webhooks.providers.aws-sns.secret=" + SNS.text("secret"));
		arguments
			.addAll(List.of("--webhooks.providers.plaid.secret=" + SECRET, "--webhooks.providers.plaid.key-id=client"));
		for (String name : List.of("keys", "emptied", "undetermined")) {
			String signature = "--webhooks.providers." + name + ".signature.";
			arguments.addAll(List.of("--webhooks.providers." + name + ".secret=" + SECRET, signature + "scheme=jwt",
					signature + "header=X-Token", signature + "algorithm=ES256",
					signature + "jwt.jwks-url=https://" + name + ".example.com/jwks"));
		}
		context = new SpringApplicationBuilder(TestApplication.class).run(arguments.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void forgedCertificateUrlsOfOneNetworkKeepNoGenuineRequestOut() throws Exception {
		for (int i = 1; i <= 100; i++) {
			assertThat(paypal("paypal", "198.51.100." + i, "FORGED-" + i)).isEqualTo(503);
		}
		assertThat(paypal("paypal", PROVIDER, "CERT-1")).isEqualTo(200);
	}

	@Test
	void forgedCertificateUrlsOfManyNetworksKeepNoSenderOutThatWasVerifiedLately() throws Exception {
		assertThat(paypal("renewed", PROVIDER, "CERT-1")).isEqualTo(200);
		for (int i = 1; i <= 100; i++) {
			assertThat(paypal("renewed", "198.18." + i + ".1", "FORGED-" + i)).isEqualTo(503);
		}
		assertThat(paypal("renewed", PROVIDER, "CERT-2")).as("after the certificate was renewed").isEqualTo(200);
	}

	@Test
	void whoNamesTooManyCertificatesIsTurnedAwayBeforeTheBodyIsRead() throws Exception {
		List<Integer> answers = new ArrayList<>();
		for (int i = 1; i <= 20; i++) {
			answers.add(paypal("limited", "198.51.100.1", "FORGED-" + i));
		}
		assertThat(answers.subList(0, 12)).containsOnly(503);
		assertThat(answers.subList(15, 20)).containsOnly(429);
	}

	@Test
	void forgedCertificateUrlsOfSnsKeepNoGenuineMessageOut() throws Exception {
		for (int i = 1; i <= 100; i++) {
			assertThat(sns("198.51.100." + i, "FORGED" + i)).isEqualTo(503);
		}
		assertThat(sns(PROVIDER, "abc")).isEqualTo(200);
	}

	@Test
	void inventedKeysOfPlaidKeepNoGenuineRequestOut() throws Exception {
		for (int i = 1; i <= 100; i++) {
			assertThat(plaid("198.51.100." + i, "FORGED-" + i, strangersKey)).isEqualTo(503);
		}
		assertThat(plaid(PROVIDER, "new", newKey)).isEqualTo(200);
	}

	@Test
	void inventedKeysOfASetKeepNoGenuineRequestOutWhoseKeyIsNew() throws Exception {
		fetcher().set = new JWKSet(oldKey.toPublicJWK()).toString();
		assertThat(token("keys", PROVIDER, "old", oldKey)).isEqualTo(200);
		for (int i = 1; i <= 100; i++) {
			assertThat(token("keys", "198.51.100." + i, "FORGED-" + i, strangersKey)).isIn(401, 503);
		}
		fetcher().set = new JWKSet(List.of(oldKey.toPublicJWK(), newKey.toPublicJWK())).toString();
		assertThat(token("keys", PROVIDER, "new", newKey)).isEqualTo(200);
	}

	@Test
	void aTokenWhoseKeyCannotBeLookedForIsToBeSentAgain() throws Exception {
		fetcher().set = new JWKSet(oldKey.toPublicJWK()).toString();
		String stranger = "198.51.100.1";
		assertThat(token("undetermined", stranger, "FORGED", strangersKey)).isEqualTo(401);
		for (int i = 1; i <= 20; i++) {
			token("undetermined", stranger, "FORGED-" + i, strangersKey);
		}
		fetcher().set = new JWKSet(newKey.toPublicJWK()).toString();
		RawHttp.Response response = RawHttp.send(RawHttp.port(context), "POST", "/webhooks/undetermined",
				headers(stranger, "X-Token", jwt("new", newKey)), "{}".getBytes(StandardCharsets.UTF_8));
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.headers()).containsKey("Retry-After");
	}

	@Test
	void aSetWithoutKeysReplacesNoOther() throws Exception {
		fetcher().set = new JWKSet(oldKey.toPublicJWK()).toString();
		assertThat(token("emptied", PROVIDER, "old", oldKey)).isEqualTo(200);
		fetcher().set = "{\"keys\":[]}";
		assertThat(token("emptied", PROVIDER, "new", newKey)).isEqualTo(503);
		assertThat(token("emptied", PROVIDER, "old", oldKey)).isEqualTo(200);
	}

	private static int paypal(String provider, String client, String certificate) throws IOException {
		List<String[]> headers = new ArrayList<>(PAYPAL.headers());
		headers.removeIf((header) -> header[0].equalsIgnoreCase("PAYPAL-CERT-URL"));
		headers.add(new String[] { "PAYPAL-CERT-URL", "https://api.paypal.com/v1/notifications/certs/" + certificate });
		headers.addAll(forwardedFor(client));
		return RawHttp
			.send(RawHttp.port(context), PAYPAL.text("method"), "/webhooks/" + provider, headers, PAYPAL.body())
			.status();
	}

	private static int sns(String client, String certificate) throws IOException {
		String url = SNS.node()
			.path("body")
			.asString()
			.replaceFirst("(?s).*\"SigningCertURL\"\\s*:\\s*\"([^\"]*)\".*", "$1");
		String body = SNS.text("body")
			.replace(url, "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-" + certificate + ".pem");
		List<String[]> headers = new ArrayList<>(SNS.headers());
		headers.addAll(forwardedFor(client));
		return RawHttp
			.send(RawHttp.port(context), "POST", "/webhooks/aws-sns", headers, body.getBytes(StandardCharsets.UTF_8))
			.status();
	}

	private static int plaid(String client, String kid, ECKey key) throws Exception {
		String body = "{\"webhook_type\":\"ITEM\",\"n\":" + forged.incrementAndGet() + "}";
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issueTime(Date.from(PAYPAL.now()))
			.claim("request_body_sha256", sha256(body))
			.build();
		return RawHttp.send(RawHttp.port(context), "POST", "/webhooks/plaid",
				headers(client, "Plaid-Verification", sign(kid, key, claims)), body.getBytes(StandardCharsets.UTF_8))
			.status();
	}

	private static String sha256(String text) throws Exception {
		return java.util.HexFormat.of()
			.formatHex(
					java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static int token(String provider, String client, String kid, ECKey key) throws Exception {
		return RawHttp
			.send(RawHttp.port(context), "POST", "/webhooks/" + provider, headers(client, "X-Token", jwt(kid, key)),
					"{}".getBytes(StandardCharsets.UTF_8))
			.status();
	}

	private static String jwt(String kid, ECKey key) throws JOSEException {
		return sign(kid, key,
				new JWTClaimsSet.Builder().expirationTime(Date.from(PAYPAL.now().plusSeconds(60))).build());
	}

	private static String sign(String kid, ECKey key, JWTClaimsSet claims) throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build(), claims);
		token.sign(new ECDSASigner(key));
		return token.serialize();
	}

	private static List<String[]> headers(String client, String name, String value) {
		List<String[]> headers = new ArrayList<>(forwardedFor(client));
		headers.add(new String[] { "Content-Type", "application/json" });
		headers.add(new String[] { name, value });
		return headers;
	}

	private static List<String[]> forwardedFor(String client) {
		return List.of(new String[] { "X-Forwarded-For", client }, new String[] { "X-Forwarded-Proto", "https" });
	}

	private static Keys fetcher() {
		return context.getBean(Keys.class);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		MutableClock clock() {
			return new MutableClock(PAYPAL.now());
		}

		@Bean
		Listener listener() {
			return new Listener();
		}

		@Bean
		Keys keys() {
			return new Keys();
		}

	}

	static class Keys implements ResourceFetcher {

		volatile String set = "";

		@Override
		public byte[] fetch(URI uri, String json) throws IOException {
			if (uri.getPath().contains("FORGED") || String.valueOf(json).contains("FORGED")) {
				throw new IOException("There is no such key");
			}
			String answer = switch (uri.getHost()) {
				case "api.paypal.com" -> PAYPAL.node().path("extra").path("certPem").asString();
				case "production.plaid.com" -> "{\"key\":" + newKey.toPublicJWK() + "}";
				case "sns.us-east-1.amazonaws.com" -> SNS.node().path("extra").path("certPem").asString();
				default -> this.set;
			};
			return answer.getBytes(StandardCharsets.UTF_8);
		}

	}

	static class Listener {

		@WebhookListener
		void on(WebhookEvent event) {
		}

	}

}
