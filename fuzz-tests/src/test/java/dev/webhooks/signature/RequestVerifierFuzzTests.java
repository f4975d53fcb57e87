package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.provider.KeySettings;
import dev.webhooks.provider.SignatureSchemes;
import dev.webhooks.request.FuzzedRequest;
import dev.webhooks.secret.Secret;
import dev.webhooks.secret.SecretEncoding;
import dev.webhooks.signature.certificate.CertificateSettings;
import dev.webhooks.signature.certificate.CertificateTrust;
import dev.webhooks.signature.jwt.JwtSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test of {@link RequestVerifier}: the known answers of the corpus are turned into
 * requests that are refused, or whose body is one that the provider signed.
 */
class RequestVerifierFuzzTests {

	private static final List<String> SIGNED = List.of("Hello, World!", "{\"test\": 2432232314}",
			"{\"id\":\"evt_test_1\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\","
					+ "\"data\":{\"object\":{\"id\":\"pi_1\",\"amount\":1099}}}",
			"{\"token\":\"Jhj5dZrVaK7ZwHHjRyZWjbDl\","
					+ "\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\","
					+ "\"type\":\"url_verification\"}",
			"{\"sys\":{\"type\":\"Entry\",\"id\":\"e1\"}}");

	private static final List<Known> KNOWN = List.of(
			new Known("hmac", recipe("X-Hub-Signature-256", "sha256={signature}", SignatureEncoding.HEX),
					"It's a Secret to Everybody", SecretEncoding.TEXT, 1700000000),
			new Known("hmac",
					recipe("webhook-signature", "v1,{signature} ...", SignatureEncoding.BASE64)
						.contents(List.of("{id}.{timestamp}.{body}"))
						.ids(List.of("header:webhook-id"))
						.timestamps(List.of("header:webhook-timestamp"), TimestampUnit.SECONDS, Duration.ofMinutes(5)),
					"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", SecretEncoding.WHSEC, 1614265330),
			new Known("hmac",
					recipe("Stripe-Signature", "t={timestamp},v1={signature}", SignatureEncoding.HEX)
						.contents(List.of("{timestamp}.{body}")),
					"whsec_test_secret", SecretEncoding.TEXT, 1700000000),
			new Known("hmac", recipe("X-Slack-Signature", "v0={signature}", SignatureEncoding.HEX)
				.contents(List.of("v0:{timestamp}:{body}"))
				.timestamps(List.of("header:X-Slack-Request-Timestamp"), TimestampUnit.SECONDS, Duration.ofMinutes(5)),
					"8f742231b10e8888abcd99yyyzzz85a5", SecretEncoding.TEXT, 1531420618),
			new Known("contentful", SignatureRecipe.builder(),
					"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", SecretEncoding.TEXT,
					1700000000));

	/** Schemes whose signatures cover no more of a body than its fields, or less. */
	private static final List<Known> OTHERS = List.of(
			new Known("hmac",
					recipe("X-Twilio-Signature", "{signature}", SignatureEncoding.BASE64).algorithm("sha1")
						.contents(List.of("{url}{form-sorted}", "{url-without-port}{form-sorted}",
								"{url-with-port}{form-sorted}"))
						.bodyHash("query:bodySHA256"),
					"12345", SecretEncoding.TEXT, 1700000000),
			new Known("hmac", recipe("X-Signature", "{signature}", SignatureEncoding.HEX).each("/events"),
					"it's a secret", SecretEncoding.TEXT, 1700000000),
			new Known("hmac",
					SignatureRecipe.builder().locations(List.of("body:/signature")).contents(List.of("{body:/id}")),
					"it's a secret", SecretEncoding.TEXT, 1700000000),
			new Known("jwt", recipe("Authorization", "Bearer {signature}", SignatureEncoding.HEX).algorithm("HS256"),
					"it's a secret of thirty-two bytes", SecretEncoding.TEXT, 1700000000),
			new Known("sns", SignatureRecipe.builder(), "arn:aws:sns:us-east-1:1:topic", SecretEncoding.TEXT,
					1700000000),
			new Known("basic", SignatureRecipe.builder(), "user:password", SecretEncoding.TEXT, 1700000000));

	private static SignatureRecipeBuilder recipe(String header, String format, SignatureEncoding encoding) {
		return SignatureRecipe.builder().headers(List.of(header)).format(format, encoding);
	}

	@FuzzTest
	void onlyWhatWasSignedIsVerified(byte[] input) {
		WebhookRequest request = FuzzedRequest.parse(input);
		for (Known known : KNOWN) {
			if (known.verifies(request)) {
				assertThat(SIGNED).contains(new String(request.body(), StandardCharsets.UTF_8));
			}
		}
		OTHERS.forEach((known) -> known.verifies(request));
	}

	/**
	 * How a provider signs, what it shares and when it signed.
	 */
	private record Known(RequestVerifier verifier, Instant now) {

		Known(String scheme, SignatureRecipeBuilder recipe, String secret, SecretEncoding encoding, long now) {
			this(new RequestVerifier(schemes().create(scheme, recipe.build(), keys()),
					List.of(Secret.of(secret, encoding, null, null))), Instant.ofEpochSecond(now));
		}

		private static SignatureSchemes schemes() {
			return new SignatureSchemes(Map.of(), (uri, json) -> {
				throw new AssertionError("Something was fetched");
			});
		}

		private static KeySettings keys() {
			return new KeySettings(
					new CertificateSettings(null, List.of("certificates.example.com"), null, null, null, null),
					CertificateTrust.host(), JwtSettings.NONE);
		}

		boolean verifies(WebhookRequest request) {
			try {
				this.verifier.verify(request, this.now);
				return true;
			}
			catch (WebhookRejectedException ex) {
				FuzzedRequest.assertRefusal(ex);
				return false;
			}
		}

	}

}
