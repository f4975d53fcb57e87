package dev.webhooks.signature.diagnosis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.ConfigurableProvider;
import dev.webhooks.provider.ProviderFactory;
import dev.webhooks.provider.SignatureSchemes;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.signature.SignatureSchemeFactory;
import dev.webhooks.signature.Verification.Refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RefusalDiagnosis}: what is wrong with a request, and the words in
 * which that has to be told. Signatures are made with nothing but the Java platform.
 */
class RefusalDiagnosisTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final long SECONDS = 1772366400;

	private static final String SECRET = "correct-horse-battery-staple-0123";

	private static final String OTHER = "that-of-quite-another-endpoint-45";

	private static final String KEY_HEX = "000102030405060708090a0b0c0d0e0ff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";

	private static final byte[] KEY = HexFormat.of().parseHex(KEY_HEX);

	private static final String KEY_BASE64 = "AAECAwQFBgcICQoLDA0OD/Dx8vP09fb3+Pn6+/z9/v8=";

	private static final String URL = "http://app.internal/webhooks/acme";

	private static final String JSON = "{\"id\":7,\"name\":\"Müller/Söhne\",\"price\":1.50,\"tags\":[\"a\",\"b\"]}";

	/**
	 * PayPal's by name, issued by itself, and valid on the first of January 2020 only.
	 */
	private static final String EXPIRED_CERTIFICATE = """
			-----BEGIN CERTIFICATE-----
			MIIBQjCB6gIBATAKBggqhkjOPQQDAjAuMSwwKgYDVQQDDCNtZXNzYWdldmVyaWZp
			Y2F0aW9uY2VydHMucGF5cGFsLmNvbTAeFw0yMDAxMDEwMDAwMDBaFw0yMDAxMDIw
			MDAwMDBaMC4xLDAqBgNVBAMMI21lc3NhZ2V2ZXJpZmljYXRpb25jZXJ0cy5wYXlw
			YWwuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAErwuvukr6q5KN1rA4Se4Z
			5zOQoYukFTnwtUG29mW9YVTWBArvVzkK6rXO7d3JhlSFoSmP1d/C7UwjKdFPjHiy
			5zAKBggqhkjOPQQDAgNHADBEAiBbB7O8abSs8Jb+BaD4BIxtltBUAdeMQaKLUrtB
			gzkfRQIgBGMYMG3bLGNoskFdrs8tBGGk2/bAeq+znEtB2yzN60U=
			-----END CERTIFICATE-----
			""";

	static Stream<Case> secrets() {
		return Stream.of(//
				refused("a wrong secret", hmac(SECRET), signed(OTHER))
					.says("the secret does not match", "probably that of another endpoint", "'secret'", "Tried in vain")
					.omits("'public-url'", "the URL"),
				refused("two wrong secrets", provider().secrets(SECRET, "another-old-one-of-this-endpoint."),
						signed(OTHER))
					.says("none of 2 secrets matches", "another endpoint", "'secrets'"),
				refused("the sender's secret ends in a line feed", hmac(SECRET), signed(SECRET + "\n"))
					.says("'secret' and a line feed behind it", "'secrets[].verbatim'"),
				refused("the sender's secret ends in CR LF", hmac(SECRET), signed(SECRET + "\r\n"))
					.says("'secret' and a line break (CR LF) behind it"),
				refused("the sender's secret ends in a blank", hmac(SECRET), signed(SECRET + " "))
					.says("'secret' and a blank behind it"),
				refused("the sender's secret stands in quotation marks", hmac(SECRET), signed('"' + SECRET + '"'))
					.says("'secret' in quotation marks", "at the provider"),
				refused("our secret ends in a line feed", verbatim(SECRET + "\n"), signed(SECRET))
					.says("without the white space around it: remove that"),
				refused("our secret ends in a no-break space", verbatim(SECRET + "\u00a0"), signed(SECRET))
					.says("without the white space around it"),
				refused("our secret stands in quotation marks", verbatim("'" + SECRET + "'"), signed(SECRET))
					.says("without the quotation marks around it: remove them"),
				refused("the second of our secrets has white space around it",
						provider().with("secrets",
								List.of(Map.of("value", OTHER), Map.of("value", " " + SECRET, "verbatim", true))),
						signed(SECRET))
					.says("'secrets[1].value' without the white space"),
				refused("Base64 read as text", hmac(KEY_BASE64), signed(KEY)).says("read as base64",
						"set 'signature.secret-encoding' to base64"),
				refused("hexadecimal digits read as text", hmac(KEY_HEX), signed(KEY))
					.says("'signature.secret-encoding' to hex"),
				refused("whsec_ read as text", hmac("whsec_" + KEY_BASE64), signed(KEY))
					.says("'signature.secret-encoding' to whsec"),
				refused("text read as Base64", hmac(KEY_BASE64).with("signature.secret-encoding", "base64"),
						signed(KEY_BASE64))
					.says("read as text", "'signature.secret-encoding' to text"),
				refused("Base64 in place of hexadecimal digits", hmac(SECRET).with("signature.encoding", "base64"),
						signed(SECRET))
					.says("set 'signature.encoding' to hex"),
				refused("a prefix that is not configured", hmac(SECRET),
						request(URL, JSON, "X-Acme-Signature",
								"sha256=" + hex(mac("HmacSHA256", SECRET.getBytes(StandardCharsets.UTF_8), JSON))))
					.says("set 'signature.format' to sha256={signature}"),
				refused("SHA-256 in place of SHA-1 and another encoding", hmac(SECRET),
						request(URL, JSON, "X-Acme-Signature",
								Base64.getEncoder()
									.encodeToString(mac("HmacSHA1", SECRET.getBytes(StandardCharsets.UTF_8), JSON))))
					.says("set 'signature.algorithm' to sha1 and 'signature.encoding' to base64"),
				refused("an expired secret",
						provider().with("secrets",
								List.of(Map.of("value", OTHER),
										Map.of("value", SECRET, "expires", "2026-02-01T00:00:00Z"))),
						signed(SECRET))
					.says("has expired at 2026-02-01T00:00:00Z", "'expires' of 'secrets[1].value'"),
				refused("no secret but an expired one of another",
						provider().with("secrets", List.of(Map.of("value", SECRET, "expires", "2026-02-01T00:00:00Z"))),
						signed(OTHER))
					.says("does not match, and all are expired"),
				refused("a secret with a line feed and a changed body at once", hmac(SECRET),
						new WebhookRequest(signed(SECRET + "\n").head(), JSON + " "))
					.says("more than one thing is wrong", "Tried in vain: the secret", "the body as other programs"));
	}

	static Stream<Case> urls() {
		return Stream.of(//
				refused("http for https", url(), called("https://app.internal/webhooks/acme", URL))
					.says("https://app.internal/webhooks/acme", "'https' in place of 'http'", "'public-url'")
					.omits("forward-headers-strategy"),
				refused("port 443", url(),
						called("https://app.internal:443/webhooks/acme", "https://app.internal/webhooks/acme"))
					.says("the port 443", "'public-url'"),
				refused("port 8443", url(),
						called("https://app.internal:8443/webhooks/acme", "https://app.internal/webhooks/acme"))
					.says("the port 8443", "'public-url'"),
				refused("a port that is ours alone", url(), called(URL, "http://app.internal:8080/webhooks/acme"))
					.says("no port", "'public-url'"),
				refused("a trailing slash", url(), called(URL + "/", URL)).says("a slash at its end", "'public-url'"),
				refused("a slash too many", url(), called(URL, URL + "/")).says("no slash at its end"),
				refused("a query string that is not signed", url(), called(URL, URL + "?token=hush"))
					.says("no query string")
					.omits("hush"),
				refused("a query string that was dropped", url(),
						called(URL + "?a=hush", URL, "X-Original-URI", "/webhooks/acme?a=hush"))
					.says("another query string", "pass that on")
					.omits("hush"),
				refused("the host of Host", url(),
						called("http://hooks.example.com/webhooks/acme", URL, "Host", "hooks.example.com"))
					.says("the host 'hooks.example.com' in place of 'app.internal'", "'public-url'"),
				refused("what the proxy forwards", url(),
						called("https://hooks.example.com/webhooks/acme", URL, "Host", "app.internal",
								"X-Forwarded-Host", "hooks.example.com", "X-Forwarded-Proto", "https"))
					.says("https://hooks.example.com/webhooks/acme", "'public-url'", "server.forward-headers-strategy"),
				refused("what two proxies forward", url(),
						called("https://hooks.example.com:8443/webhooks/acme", URL, "X-Forwarded-Host",
								"hooks.example.com, inner.example.com", "X-Forwarded-Port", "8443"))
					.says("https://hooks.example.com:8443/webhooks/acme"),
				refused("what Forwarded says", url(),
						called("https://hooks.example.com/webhooks/acme", URL, "Forwarded",
								"for=192.0.2.1;host=hooks.example.com;proto=https"))
					.says("https://hooks.example.com/webhooks/acme", "server.forward-headers-strategy"),
				refused("a prefix that the proxy cuts off", url(),
						called("http://app.internal/api/webhooks/acme", URL, "X-Forwarded-Prefix", "/api"))
					.says("http://app.internal/api/webhooks/acme", "'public-url'"),
				refused("Twilio behind a proxy", WebhookProvider.ofPreset("twilio").secret(SECRET), twilio())
					.says("'https' in place of 'http'", "'public-url'"));
	}

	static Stream<Case> bodies() {
		return Stream.of(//
				written("compact JSON", JSON,
						"{\n  \"id\": 7,\n  \"name\": \"Müller/Söhne\",\n  \"price\": 1.50,\n  \"tags\": [\"a\", \"b\"]\n}")
					.says("that of compact JSON", "writes it anew"),
				written("JSON of JavaScript",
						"{\n  \"id\": 7,\n  \"tags\": [\n    \"a\",\n    {}\n  ],\n  \"none\": []\n}",
						"{\"id\":7,\"tags\":[\"a\",{}],\"none\":[]}")
					.says("that of pretty-printed JSON"),
				written("JSON of PHP", "{\n    \"id\": 7,\n    \"at\": \"M\\u00fcller\\/S\\u00f6hne\"\n}",
						"{\"id\":7,\"at\":\"Müller/Söhne\"}")
					.says("pretty-printed JSON with slashes and all but ASCII escaped"),
				written("JSON of Jackson",
						"{\n  \"id\" : 7,\n  \"tags\" : [ \"a\", {\n    \"b\" : [ ]\n  } ],\n  \"none\" : { }\n}",
						"{\"id\":7,\"tags\":[\"a\",{\"b\":[]}],\"none\":{}}")
					.says("that of pretty-printed JSON"),
				written("JSON of Python", "{\"id\": 7, \"name\": \"M\\u00fcller\", \"tags\": [\"a\", \"b\"]}",
						"{\"id\":7,\"name\":\"Müller\",\"tags\":[\"a\",\"b\"]}")
					.says("JSON with a blank behind each colon and comma with all but ASCII escaped"),
				written("JSON of Go", "{\"a\":\"\\u003cb\\u003e \\u0026 c\"}", "{\"a\":\"<b> & c\"}")
					.says("compact JSON with the characters of HTML escaped"),
				written("JSON of .NET", "{\"name\":\"M\\u00FCller\"}", "{\"name\":\"Müller\"}")
					.says("compact JSON with all but ASCII escaped in upper case"),
				written("JSON with sorted names", "{\"a\":{\"b\":1,\"c\":2},\"d\":3}",
						"{\"d\":3,\"a\":{\"c\":2,\"b\":1}}")
					.says("compact JSON, with sorted names"),
				written("JSON without escapes", "{\"name\":\"Müller\"}", "{\"name\":\"M\\u00fcller\"}")
					.says("that of compact JSON"),
				written("numbers as they are", "{\"a\": 1.50, \"b\": 1e5, \"c\": -0.0}",
						"{\"a\":1.50,\"b\":1e5,\"c\":-0.0}")
					.says("a blank behind each colon and comma"),
				written("a body without line feed", JSON, JSON + "\n").says("without the white space at its end"),
				written("a body with a line feed", JSON + "\n", JSON).says("with a line feed at its end"),
				written("lines in CR LF", "{\r\n\"a\":1}", "{\n\"a\":1}").says("lines end in CR LF"),
				refused("a form with %20", hmac(SECRET), form("a=b%20c&d=e", "a=b+c&d=e")).says("a form with %20"),
				refused("a form in upper case", hmac(SECRET), form("a=%C3%BC", "a=%c3%bc"))
					.says("escapes in upper case"),
				refused("read as ISO 8859-1", hmac(SECRET),
						bytes(JSON.getBytes(StandardCharsets.UTF_8),
								new String(JSON.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
									.getBytes(StandardCharsets.UTF_8)))
					.says("read as ISO 8859-1"),
				refused("written as ISO 8859-1", hmac(SECRET),
						bytes(JSON.getBytes(StandardCharsets.UTF_8), JSON.getBytes(StandardCharsets.ISO_8859_1)))
					.says("written as ISO 8859-1"),
				refused("of another length than announced", hmac(SECRET),
						signed(SECRET, JSON, "{\"id\":8}", "Content-Length", "60"))
					.says("60 bytes are announced", "8 came", "the body was altered"),
				refused("a body that was read before", hmac(SECRET), signed(SECRET, JSON, "", "Content-Length", "20"))
					.says("20 bytes are announced", "none came", "something has read the body before", "logs requests"),
				refused("a form that was read before", hmac(SECRET),
						signed(SECRET, "a=b", "", "Content-Length", "20", "Content-Type",
								"application/x-www-form-urlencoded"))
					.says("20 bytes are announced", "getParameter", "HiddenHttpMethodFilter"),
				refused("a signature in a body that was read before",
						WebhookProvider.named("acme")
							.secret(SECRET)
							.with("signature.location", "body:/signature")
							.with("signature.content", "{body:/id}"),
						request(URL, "", "Content-Length", "20"))
					.says("something has read the body before"),
				refused("a body that is too large to be tried", hmac(SECRET),
						signed(SECRET, JSON, JSON + " ".repeat(65536)))
					.says("the secret does not match", "not all else could be tried", "either"));
	}

	static Stream<Case> headers() {
		return Stream.of(//
				refused("no header at all", hmac(SECRET), request(URL, JSON)).says(
						"the header X-Acme-Signature is missing", "the provider signs nothing before a secret is set"),
				refused("a header of another name", hmac(SECRET),
						request(URL, JSON, "X-Acme-Sign", "0123abcd", "X-Trace", "1"))
					.says("the header X-Acme-Signature is missing", "but there is X-Acme-Sign:", "'signature.header'")
					.omits("X-Trace", "0123abcd"),
				refused("a body that was lost, too", hmac(SECRET), request(URL, "", "Content-Length", "20"))
					.says("the header X-Acme-Signature is missing")
					.omits("read the body"),
				refused("GitHub at the path of Stripe", WebhookProvider.ofPreset("stripe").secret(SECRET),
						request(URL, JSON, "X-Hub-Signature-256", "sha256=0123abcd", "X-GitHub-Event", "push",
								"X-GitHub-Delivery", "1"))
					.says("the header Stripe-Signature is missing", "X-Hub-Signature-256, as of preset github:",
							"'preset' here")
					.omits("meta", "0123abcd"),
				refused("Stripe at the path of GitHub", WebhookProvider.ofPreset("github").secret(SECRET),
						request(URL, JSON, "Stripe-Signature", "t=1,v1=0123abcd"))
					.says("the header X-Hub-Signature-256 is missing", "Stripe-Signature, as of preset stripe"),
				refused("a signature of another form", WebhookProvider.ofPreset("stripe").secret(SECRET),
						request(URL, JSON, "Stripe-Signature", "0123abcd"))
					.says("not of the form t={timestamp},v1={signature}", "'signature.format'")
					.omits("as of preset", "0123abcd"),
				refused("no timestamp", WebhookProvider.ofPreset("slack").secret(SECRET),
						request(URL, JSON, "X-Slack-Signature", "v0=0123abcd"))
					.says("There is no timestamp", "'signature.timestamp'"),
				refused("a wrong version", hmac(SECRET).with("signature.require", "header:X-Version=1"),
						signed(SECRET, JSON, JSON, "X-Version", "2"))
					.says("header:X-Version", "'signature.require'"));
	}

	static Stream<Case> times() {
		return Stream.of(//
				refused("an hour ago", stripe(), stripe(SECRET, SECONDS - 3600)).says(
						"the signature is right but 3600 s behind this clock", "the clocks differ",
						"'signature.tolerance'"),
				refused("in an hour", stripe(), stripe(SECRET, SECONDS + 3600))
					.says("the signature is right but 3600 s ahead of this clock", "the clocks differ"),
				refused("an hour ago with a wrong secret", stripe(), stripe(OTHER, SECONDS - 3600))
					.says("3600 s behind this clock, and the signature does not match either")
					.omits("another endpoint"),
				refused("milliseconds",
						hmac(SECRET).with("signature.timestamp", "header:X-Time")
							.with("signature.timestamp-unit", "seconds")
							.with("signature.content", "{timestamp}{body}"),
						signed(SECRET, SECONDS * 1000 + JSON, JSON, "X-Time", String.valueOf(SECONDS * 1000)))
					.says("'signature.timestamp-unit'"));
	}

	static Stream<Case> otherSchemes() {
		return Stream.of(//
				refused("a wrong token", WebhookProvider.ofPreset("gitlab-token").secret(SECRET),
						request(URL, JSON, "X-Gitlab-Token", OTHER))
					.says("the token in the header X-Gitlab-Token is not the one in 'secret'")
					.omits("signed", "signature", "URL", "body"),
				refused("a token in quotation marks", WebhookProvider.ofPreset("gitlab-token").secret(SECRET),
						request(URL, JSON, "X-Gitlab-Token", '"' + SECRET + '"'))
					.says("it carries 'secret' in quotation marks")
					.omits("signed"),
				refused("a token with a body that was lost", WebhookProvider.ofPreset("gitlab-token").secret(SECRET),
						request(URL, "", "X-Gitlab-Token", OTHER, "Content-Length", "20"))
					.says("the token in the header X-Gitlab-Token")
					.omits("body"),
				refused("a wrong password", WebhookProvider.ofPreset("postmark").secret("post:" + SECRET),
						request(URL, JSON, "Authorization", basic("post:" + OTHER)))
					.says("the password of the request is not the one in 'secret'")
					.omits("signed", "URL", "body"),
				refused("a wrong user", WebhookProvider.ofPreset("postmark").secret("post:" + SECRET),
						request(URL, JSON, "Authorization", basic("mark:" + SECRET)))
					.says("the user name of the request is not the one in 'secret'"),
				refused("another public key",
						WebhookProvider.ofPreset("discord")
							.secret("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
						request(URL, JSON, "X-Signature-Ed25519", "ab".repeat(64), "X-Signature-Timestamp",
								String.valueOf(SECONDS)))
					.says("the public key does not match", "'secret'")
					.omits("the secret", "quotation"),
				refused("a certificate of elsewhere", WebhookProvider.ofPreset("paypal").secret("WH-0123456789abcdef"),
						request(URL, JSON, "PAYPAL-TRANSMISSION-SIG", "AAAA", "PAYPAL-TRANSMISSION-ID", "1",
								"PAYPAL-TRANSMISSION-TIME", "2026-03-01T12:00:00Z", "PAYPAL-AUTH-ALGO", "SHA256withRSA",
								"PAYPAL-CERT-URL", "https://paypal.example.com/v1/notifications/certs/1"))
					.says("The certificate is not at a configured host", "'signature.certificate.hosts'")
					.omits("another endpoint", "quotation"),
				refused("another topic",
						WebhookProvider.ofPreset("aws-sns").secret("arn:aws:sns:eu-central-1:123456789012:orders"),
						request(URL, "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:eu-central-1:1:x\"}"))
					.says("another topic", "'secret' is the ARN of the topic")
					.omits("another endpoint", "signature"),
				refused("a token for another URL", monday(), monday(SECRET, "https://app.internal/webhooks/acme"))
					.says("'https' in place of 'http'", "'public-url'")
					.omits("another endpoint"),
				refused("a token for quite another URL", monday(), monday(SECRET, "https://elsewhere.example.com/"))
					.says("The claim 'aud' does not match", "Tried in vain: the URL")
					.omits("another endpoint", "secret"),
				refused("a token of another secret", monday(), monday(OTHER, URL)).says("the secret does not match",
						"another endpoint"),
				refused("an expired token", monday(), jwt(SECRET, "{\"aud\":\"" + URL + "\",\"exp\":1772362800}"))
					.says("The token is expired, 3600 s ago", "a clock is wrong", "'signature.tolerance'")
					.omits("secret"),
				refused("a token without expiry", monday(), jwt(SECRET, "{\"aud\":\"" + URL + "\"}"))
					.says("The token has no exp", "'signature.jwt.required'"),
				refused("a token of another audience", monday().with("signature.jwt.claims", Map.of("aud", "orders")),
						monday(SECRET, "invoices"))
					.says("The claim 'aud' does not match", "'signature.jwt.claims[aud]'")
					.omits("another endpoint", "secret", "invoices"),
				refused("no token at all", monday(), request(URL, JSON, "Authorization", "Bearer"))
					.says("not a signed JSON Web Token", "'signature.header'"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "secrets", "urls", "bodies", "headers", "times", "otherSchemes" })
	void theCauseIsTold(Case refused) {
		WebhookProvider provider = refused.provider().build();
		String told = provider.diagnose(refused.request(), NOW);
		assertThat(told).contains(refused.said())
			.doesNotContain(refused.omitted())
			.doesNotContain(SECRET, OTHER, KEY_HEX, KEY_BASE64, "Söhne", "\n");
		if (!refused.allowsAnotherEndpoint()) {
			assertThat(told).doesNotContain("another endpoint");
		}
		request(refused.request()).forEach((value) -> assertThat(told).doesNotContain(value));
	}

	/** What could be a signature or a token. */
	private static List<String> request(WebhookRequest request) {
		List<String> values = new ArrayList<>();
		request.headers().forEach((name, value) -> {
			if (value.length() > 30 && !name.startsWith("X-Forwarded") && !name.equals("Forwarded")) {
				values.add(value);
			}
		});
		return values;
	}

	@Test
	void aRequestThatIsAuthenticHasNoDiagnosis() {
		assertThat(hmac(SECRET).build().diagnose(signed(SECRET), NOW)).isNull();
	}

	@Test
	void whatIsFoundMakesNothingAuthentic() {
		WebhookProvider provider = hmac(SECRET).build();
		WebhookRequest request = signed(SECRET + "\n");
		assertThat(provider.diagnose(request, NOW)).contains("a line feed behind it");
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> provider.verify(request, NOW));
		assertThat(provider.verify(signed(SECRET), NOW).secretIndex()).isZero();
	}

	@Test
	void aKeyThatTheProviderDoesNotHaveIsNoMatterOfSecrets() throws Exception {
		String keys = new JWKSet(new RSAKeyGenerator(2048).keyID("known").generate()).toString();
		ConfigurableProvider settings = WebhookProvider.named("acme")
			.secret(SECRET)
			.with("signature.scheme", "jwt")
			.with("signature.header", "Authorization")
			.with("signature.algorithm", "RS256")
			.with("signature.jwt.jwks-url", "https://keys.example.com/jwks");
		String token = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString("{\"alg\":\"RS256\",\"kid\":\"other\"}".getBytes(StandardCharsets.UTF_8)) + ".e30.AAAA";
		assertThat(fetching(keys, settings).diagnose(request(URL, JSON, "Authorization", token), NOW))
			.contains("There is no such key for tokens", "the key id in the token", "'signature.jwt.jwks-url'")
			.doesNotContain("another endpoint", "'secret'", "Tried");
	}

	@Test
	void aCertificateThatIsNotTrustedIsNoMatterOfSecrets() {
		WebhookRequest request = request(URL, JSON, "PAYPAL-TRANSMISSION-SIG", "AAAA", "PAYPAL-TRANSMISSION-ID", "1",
				"PAYPAL-TRANSMISSION-TIME", "2026-03-01T12:00:00Z", "PAYPAL-AUTH-ALGO", "SHA256withRSA",
				"PAYPAL-CERT-URL", "https://api.paypal.com/v1/notifications/certs/1");
		ConfigurableProvider settings = WebhookProvider.ofPreset("paypal").secret("WH-0123456789abcdef");
		assertThat(fetching(EXPIRED_CERTIFICATE, settings).diagnose(request, NOW))
			.contains("not valid or its issuer not trusted", "'signature.certificate.trust'", "a wrong clock")
			.doesNotContain("another endpoint", "'secret'", "Tried");
	}

	private static WebhookProvider fetching(String answer, ConfigurableProvider settings) {
		return ProviderFactory.builder()
			.fetcher((uri, json) -> answer.getBytes(StandardCharsets.UTF_8))
			.build()
			.create("acme", settings.settings())
			.build();
	}

	@Test
	void aTenantWithoutSecretIsNamed() {
		WebhookProvider provider = hmac(SECRET).build();
		provider.verifier().secrets().renew(List.of());
		WebhookRequest request = signed(SECRET);
		WebhookRequestHead head = request.head().mutate().pathVariables(Map.of("tenant", "ac\nme")).build();
		assertThat(provider.diagnose(new WebhookRequest(head, request.body()), NOW))
			.contains("no secret is known for the tenant 'ac\\u{a}me'", "WebhookSecretResolver")
			.doesNotContain("another endpoint");
	}

	@Test
	void aSchemeOfTheApplicationSpeaksForItself() {
		assertThat(own(new Refused(RejectionReason.SIGNATURE_MISMATCH, "The digest does not match"))
			.diagnose(request(URL, JSON), NOW)).contains("The digest does not match", "'signature.scheme'")
			.doesNotContain("secret", "another endpoint");
	}

	@Test
	void aSchemeOfTheApplicationMayGiveAdvice() {
		assertThat(own(new Refused(RejectionReason.SIGNATURE_MISSING, "There is no parcel", "ask the depot"))
			.diagnose(request(URL, JSON, "X-Hub-Signature-256", "sha256=0123", "X-GitHub-Event", "push"), NOW))
			.contains("There is no parcel: ask the depot", "as of preset github");
	}

	@Test
	void aSchemeOfTheApplicationIsAskedOnce() {
		List<WebhookRequest> asked = new ArrayList<>();
		own((recipe) -> (request, secrets, now) -> {
			asked.add(request);
			return new Refused(RejectionReason.SIGNATURE_MISMATCH, "No");
		}).diagnose(request(URL, JSON), NOW);
		assertThat(asked).hasSize(1);
	}

	private static WebhookProvider own(Refused refused) {
		return own((recipe) -> (request, secrets, now) -> refused);
	}

	private static WebhookProvider own(SignatureSchemeFactory factory) {
		return ProviderFactory.builder()
			.schemes(new SignatureSchemes(Map.of("parcel", factory)))
			.build()
			.create("acme", WebhookProvider.named("acme").secret(SECRET).with("signature.scheme", "parcel").settings())
			.build();
	}

	private static ConfigurableProvider provider() {
		return WebhookProvider.named("acme").with("signature.header", "X-Acme-Signature");
	}

	private static ConfigurableProvider hmac(String secret) {
		return provider().secret(secret);
	}

	private static ConfigurableProvider verbatim(String secret) {
		return provider().with("secrets", List.of(Map.of("value", secret, "verbatim", true)));
	}

	private static ConfigurableProvider url() {
		return hmac(SECRET).with("signature.content", "{url}{body}");
	}

	private static ConfigurableProvider stripe() {
		return WebhookProvider.ofPreset("stripe").secret(SECRET);
	}

	private static ConfigurableProvider monday() {
		return WebhookProvider.ofPreset("monday").secret(SECRET);
	}

	private static Case refused(String name, ConfigurableProvider provider, WebhookRequest request) {
		return new Case(name, provider, request, new String[0], new String[] { "nothing of this" });
	}

	/** A body that was signed as one text and came as another. */
	private static Case written(String name, String signed, String came) {
		return refused(name, hmac(SECRET), signed(SECRET, signed, came)).says("the body was altered on the way");
	}

	private static WebhookRequest signed(String secret) {
		return signed(secret, JSON, JSON);
	}

	private static WebhookRequest signed(byte[] key) {
		return request(URL, JSON, "X-Acme-Signature", hex(mac("HmacSHA256", key, JSON)));
	}

	private static WebhookRequest signed(String secret, String content, String body, String... headers) {
		String signature = hex(mac("HmacSHA256", secret.getBytes(StandardCharsets.UTF_8), content));
		return request(URL, body, headers).withHeader("X-Acme-Signature", signature);
	}

	private static WebhookRequest bytes(byte[] signed, byte[] came) {
		String signature = hex(
				mac("HmacSHA256", SECRET.getBytes(StandardCharsets.UTF_8), new String(signed, StandardCharsets.UTF_8)));
		return new WebhookRequest(request(URL, "", "X-Acme-Signature", signature).head(), came);
	}

	private static WebhookRequest form(String signed, String came) {
		return signed(SECRET, signed, came, "Content-Type", "application/x-www-form-urlencoded");
	}

	/** A request to one URL that came as if to another. */
	private static WebhookRequest called(String url, String came, String... headers) {
		String signature = hex(mac("HmacSHA256", SECRET.getBytes(StandardCharsets.UTF_8), url + JSON));
		return request(came, JSON, headers).withHeader("X-Acme-Signature", signature);
	}

	private static WebhookRequest twilio() {
		byte[] signature = mac("HmacSHA1", SECRET.getBytes(StandardCharsets.UTF_8),
				"https://app.internal/webhooks/acmeBodyHiSmsSidSM1");
		return request(URL, "SmsSid=SM1&Body=Hi", "Content-Type", "application/x-www-form-urlencoded",
				"X-Twilio-Signature", Base64.getEncoder().encodeToString(signature));
	}

	private static WebhookRequest stripe(String secret, long time) {
		String signature = hex(mac("HmacSHA256", secret.getBytes(StandardCharsets.UTF_8), time + "." + JSON));
		return request(URL, JSON, "Stripe-Signature", "t=%d,v1=%s".formatted(time, signature));
	}

	private static WebhookRequest monday(String secret, String audience) {
		return jwt(secret, "{\"aud\":\"%s\",\"exp\":%d}".formatted(audience, SECONDS + 60));
	}

	private static WebhookRequest jwt(String secret, String claims) {
		Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
		String signed = base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + '.'
				+ base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
		byte[] signature = mac("HmacSHA256", secret.getBytes(StandardCharsets.UTF_8), signed);
		return request(URL, JSON, "Authorization", signed + '.' + base64.encodeToString(signature));
	}

	private static String basic(String credentials) {
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	private static WebhookRequest request(String url, String body, String... headers) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", url)
			.from("192.0.2.1", true)
			.headers(WebhookHeaders.of(headers))
			.build(), body);
	}

	private static byte[] mac(String algorithm, byte[] key, String content) {
		try {
			Mac mac = Mac.getInstance(algorithm);
			mac.init(new SecretKeySpec(key, algorithm));
			return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	/**
	 * A request that is refused.
	 *
	 * @param name what is wrong
	 * @param provider the provider
	 * @param request the request
	 * @param said what has to be told
	 * @param omitted what must not be told
	 */
	record Case(String name, ConfigurableProvider provider, WebhookRequest request, String[] said, String[] omitted) {

		Case says(String... words) {
			return new Case(this.name, this.provider, this.request,
					Stream.concat(Stream.of(this.said), Stream.of(words)).toArray(String[]::new), this.omitted);
		}

		Case omits(String... words) {
			return new Case(this.name, this.provider, this.request, this.said, words);
		}

		/** Where nothing else explains the refusal. */
		boolean allowsAnotherEndpoint() {
			return Stream.of(this.said)
				.anyMatch((words) -> words.contains("does not match") || words.contains("none of 2")
						|| words.contains("more than one thing"))
					&& !List.of(this.omitted).contains("another endpoint");
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
