package dev.webhooks.provider;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.signature.VerifiedWebhookRequest;
import dev.webhooks.signature.key.KeyReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requests that are nothing but a signed token: Apple's with the certificates of its key,
 * by authorities that OpenSSL has made, and 2C2P's.
 */
class TokenPayloadsTests {

	private static final Instant NOW = Instant.ofEpochSecond(1700000000);

	private static final String SHOP = "CD229682D3297390B9F66FF4020B758F4A5E625AF4992E5D75D311D6458B38E2";

	private static final String RENEWED = "{\"notificationType\":\"DID_RENEW\",\"subtype\":\"\",\"notificationUUID\":"
			+ "\"002e14d5-51f5-4503-b5a8-c3a1af68eb20\",\"data\":{\"bundleId\":\"com.example.app\"}}";

	/** Made by Python's hmac and base64. */
	private static final String PAID = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJtZXJjaGFudElEIjoiSlQwNCIsImludm9pY2VO"
			+ "byI6IjI4MDUyMDA3NTkyMSIsImFtb3VudCI6MTAwMC4wMCwicmVzcENvZGUiOiIwMDAwIn0.80T0bqniKPDJEYpTmKjubq-ZKeNFFtSN6W"
			+ "cfovo1nqQ";

	@Test
	void applesTokenIsVerifiedAndOpened() throws Exception {
		WebhookEvent event = event(apple(), apple(RENEWED, "leaf", "leaf", "mid", "root"));
		assertThat(event.type()).isEqualTo("DID_RENEW");
		assertThat(event.id()).isEqualTo("002e14d5-51f5-4503-b5a8-c3a1af68eb20");
		assertThat(event.payload()).asString().isEqualTo(RENEWED);
	}

	/** The notification, and its root, by which Apple's own library is tested. */
	@Test
	void theTokenOfApplesLibraryIsVerifiedAndOpened() throws Exception {
		WebhookEvent event = event(appleLibrary(), libraryToken("testNotification"));
		assertThat(event.type()).isEqualTo("TEST");
		assertThat(event.id()).isEqualTo("9ad56bd2-0bc6-42e0-af24-fd996d87a1e6");
		assertThat(event.payload()).asString()
			.isEqualTo("{\"data\":{\"appAppleId\":1234,\"environment\":\"Sandbox\",\"bundleId\":\"com.example\"},"
					+ "\"notificationUUID\":\"9ad56bd2-0bc6-42e0-af24-fd996d87a1e6\",\"signedDate\":1681314324000,"
					+ "\"notificationType\":\"TEST\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wrongBundleId", "missingX5CHeaderClaim" })
	void whatApplesLibraryRefusesIsRefused(String token) throws Exception {
		assertRefused(appleLibrary(), libraryToken(token));
	}

	@Test
	void theRootNeedNotBeInTheToken() throws Exception {
		assertThat(event(apple(), apple(RENEWED, "leaf", "leaf", "mid")).type()).isEqualTo("DID_RENEW");
	}

	@ParameterizedTest
	@CsvSource({ "strangerleaf,strangerleaf stranger", "strangerleaf,strangerleaf stranger root",
			"strangerleaf,leaf mid root", "leafplain,leafplain mid root", "leafofplain,leafofplain midplain root",
			"leafofplain,leafofplain mid midplain root", "leafofplain,leafofplain midforged leafofplain midplain",
			"mid,mid root", "leaf,leaf", "leaf,leaf root", "leaf,leaf root mid", "leaf,leaf mid root root root root" })
	void otherCertificatesAreRefused(String key, String chain) throws Exception {
		assertRefused(apple(), apple(RENEWED, key, chain.split(" ")));
	}

	@Test
	void aTokenWithoutCertificatesIsRefused() throws Exception {
		assertRefused(apple(), apple(RENEWED, "leaf"));
	}

	@Test
	void aTokenForAnotherApplicationIsRefused() throws Exception {
		assertRefused(apple(), apple(RENEWED.replace("com.example.app", "com.example.other"), "leaf", "leaf", "mid"));
	}

	@Test
	void aTokenWithAnotherPayloadIsRefused() throws Exception {
		String body = apple(RENEWED, "leaf", "leaf", "mid");
		String other = apple(RENEWED.replace("DID_RENEW", "REFUND"), "leaf", "leaf", "mid");
		String[] parts = body.split("\\.");
		assertRefused(apple(), parts[0] + "." + other.split("\\.")[1] + "." + parts[2]);
	}

	/** Who knows the certificate does not know a secret. */
	@Test
	void aTokenThatIsSignedWithTheCertificateAsSecretIsRefused() throws Exception {
		JWSObject token = new JWSObject(
				new JWSHeader.Builder(JWSAlgorithm.HS256).x509CertChain(chain("leaf", "mid")).build(),
				new Payload(RENEWED));
		token.sign(new MACSigner(resource("leaf.pem")));
		assertRefused(apple(), "{\"signedPayload\":\"" + token.serialize() + "\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "host" })
	void whomEverybodyTrustsIsNobodysIssuer(String trust) {
		ConfigurableProvider apple = configured().with("signature.certificate.trust", trust);
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(apple::build)
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("signature.certificate.trust"));
	}

	@Test
	void nothingIsTakenOutOfATokenThatIsNotVerified() {
		ConfigurableProvider apple = configured().with("event.payload", "body:/other");
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(apple::build)
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("event.decoder"));
	}

	@Test
	void aTokenWithoutTimeIsNotEnoughWhereMoreIsRead() {
		ConfigurableProvider apple = configured().with("event.decoder", "");
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(apple::build)
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("signature.jwt.required"));
	}

	@Test
	void the2C2PTokenIsVerifiedAndOpened() {
		WebhookEvent event = event(shop(), "{\"payload\":\"" + PAID + "\"}");
		assertThat(event.type()).isEqualTo("0000");
		assertThat(event.id()).isEqualTo("280520075921");
	}

	@Test
	void the2C2PTokenIsMadeOfADocument() {
		WebhookProvider shop = shop();
		String document = "{\"merchantID\":\"JT04\",\"invoiceNo\":\"7\",\"respCode\":\"0000\"}";
		WebhookRequest signed = shop.signer().orElseThrow().sign(request(document), NOW);
		assertThat(new String(signed.body(), StandardCharsets.UTF_8)).startsWith("{\"payload\":\"ey");
		assertThat(event(shop, signed).payload()).asString().isEqualTo(document);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJub25lIn0.e30" })
	void whatIsNoSuchTokenIsRefused(String token) {
		assertRefused(shop(), "{\"payload\":\"" + token + "\"}");
		assertRefused(shop(), "{\"payload\":\"" + PAID.substring(0, PAID.lastIndexOf('.') + 1) + token + "\"}");
	}

	private static WebhookProvider apple() {
		return configured().build();
	}

	private static ConfigurableProvider configured() {
		ConfigurableProvider provider = WebhookProvider.named("apple").secret("com.example.app");
		Map.of("signature.scheme", "jwt", "signature.algorithm", "ES256", "signature.location", "body:/signedPayload",
				"signature.jwt.certificate-extensions", "1.2.840.113635.100.6.11.1, 1.2.840.113635.100.6.2.1",
				"signature.jwt.required", "", "signature.jwt.claims", Map.of("/data/bundleId", "{secret}"),
				"signature.certificate.trust", "classpath:dev/webhooks/provider/x5c/root.pem", "event.decoder", "jwt",
				"event.type", "body:/notificationType", "event.id", "body:/notificationUUID")
			.forEach(provider::with);
		return provider;
	}

	private static WebhookProvider appleLibrary() {
		return configured().secret("com.example")
			.with("signature.certificate.trust", "classpath:dev/webhooks/provider/x5c/app-store-library-root.pem")
			.build();
	}

	/**
	 * Test data of Apple's library.
	 *
	 * @see <a href="https://github.com/apple/app-store-server-library-java">App Store
	 * Server Library</a>
	 */
	private static String libraryToken(String name) throws IOException {
		byte[] token = resource("app-store-library-" + name + ".jwt");
		return "{\"signedPayload\":\"" + new String(token, StandardCharsets.US_ASCII) + "\"}";
	}

	private static WebhookProvider shop() {
		ConfigurableProvider provider = WebhookProvider.named("2c2p").secret(SHOP);
		Map.of("signature.scheme", "jwt", "signature.algorithm", "HS256", "signature.location", "body:/payload",
				"signature.jwt.required", "", "event.decoder", "jwt", "event.type", "body:/respCode", "event.id",
				"body:/invoiceNo")
			.forEach(provider::with);
		return provider.build();
	}

	private static String apple(String payload, String key, String... chain) throws Exception {
		JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256);
		JWSObject token = new JWSObject(((chain.length > 0) ? header.x509CertChain(chain(chain)) : header).build(),
				new Payload(payload));
		token.sign(new ECDSASigner((ECPrivateKey) new KeyReader("EC").privateKey(resource(key + ".key"))));
		return "{\"signedPayload\":\"" + token.serialize() + "\"}";
	}

	private static List<Base64> chain(String... names) throws Exception {
		List<Base64> chain = new ArrayList<>();
		for (String name : names) {
			chain.add(Base64.encode(CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(resource(name + ".pem")))
				.getEncoded()));
		}
		return chain;
	}

	private static byte[] resource(String name) throws IOException {
		try (InputStream resource = TokenPayloadsTests.class.getResourceAsStream("x5c/" + name)) {
			return Objects.requireNonNull(resource).readAllBytes();
		}
	}

	private static void assertRefused(WebhookProvider provider, String body) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> event(provider, body))
			.satisfies((ex) -> assertThat(ex.reason()).isIn(RejectionReason.SIGNATURE_MISMATCH,
					RejectionReason.SIGNATURE_MALFORMED, RejectionReason.SIGNATURE_MISSING));
	}

	private static WebhookEvent event(WebhookProvider provider, String body) {
		return event(provider, request(body));
	}

	private static WebhookEvent event(WebhookProvider provider, WebhookRequest request) {
		ParsedRequest parsed = provider.parse(request);
		VerifiedWebhookRequest verified = provider.verify(parsed, NOW);
		return provider.events(verified, provider.documents().decode(verified, parsed)).get(0);
	}

	private static WebhookRequest request(String body) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/in")
			.header("Content-Type", "application/json")
			.build(), body);
	}

}
