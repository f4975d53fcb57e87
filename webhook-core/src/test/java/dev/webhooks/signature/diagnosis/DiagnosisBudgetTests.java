package dev.webhooks.signature.diagnosis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.KeyedScheme;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.SchemeTraits;
import dev.webhooks.signature.SchemeTraits.Credential;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.signature.Verification;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what strangers can make a diagnosis cost, and for what they can put into it.
 */
class DiagnosisBudgetTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String MARK = "0123456789-never-to-be-told";

	private static final List<String> HEADERS = List.of("Host", "X-Forwarded-Host", "X-Forwarded-Proto",
			"X-Forwarded-Port", "X-Forwarded-Prefix", "Forwarded", "X-Original-URI", "X-Original-URL", "X-Rewrite-URL",
			"Content-Length", "Content-Type", "Content-Encoding", "Authorization", "X-Hub-Signature-256",
			"Stripe-Signature", "X-Twilio-Signature", "X-Slack-Request-Timestamp", "X-Slack-Signature", "webhook-id",
			"webhook-signature", "webhook-timestamp");

	private static final List<String> VALUES = List.of("", " ", ",", "\"", "host=", "host=\"", "99999", "a:b:c", "[::1",
			"[::1]:443", "-1", "20", "9".repeat(30), "/", "//", "?", "/?" + "a".repeat(5000), "../..", "%", "%zz",
			"\u0000", "\u202e", "ü€", "t=1,v1=", "t=9999999999999,v1=00", "sha256=", "v1,AAAA", "Bearer e30.e30.",
			"Basic Og==", "application/x-www-form-urlencoded", "application/json;charset=utf-7",
			"hooks.example.com\r\nX: y");

	private static final List<String> URLS = List.of("", "?", "http:", "http://", "https://[", "https://[::1]/a",
			"https://user@host/", "ftp://host/a", "https://hooks.example.com/" + "a/".repeat(4000), "/relative",
			"https://hooks.example.com:99999/a?b#c");

	private static final List<String> BODIES = List.of("", "{", "[", "{}", "null", "\"", "{\"a\":1}{", "\ufeff{}",
			"[".repeat(3000) + "]".repeat(3000), "{\"a\":".repeat(400) + "1" + "}".repeat(400), "\ud800", "a=b&%zz=+",
			"{\"a\":1" + "0".repeat(2000) + "}", MARK);

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 1000, 64 * 1024, 1024 * 1024, 5 * 1024 * 1024 })
	void noRequestCostsMoreThanTheBudget(int length) {
		CountingScheme scheme = new CountingScheme();
		String body = '{' + IntStream.range(0, length / 10)
			.mapToObj("\"%05d\":1,"::formatted)
			.reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
			.toString() + "\"a\":[]}";
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "http://app.internal:9090/a/b?c=d")
			.headers(WebhookHeaders.of("Host", "one.example.com:1", "X-Forwarded-Host", "two.example.com:2",
					"X-Forwarded-Port", "3", "Forwarded", "host=three.example.com:4", "X-Original-Host", "four:5",
					"X-Forwarded-Prefix", "/x", "X-Original-URI", "/y?z", "X-Rewrite-URL", "/z"))
			.build();
		List<Secret> secrets = IntStream.range(0, 20)
			.mapToObj((i) -> Secret.of(" \"0123456789abcdef0123456789abcdef" + i + "\" "))
			.toList();
		String told = new RefusalDiagnosis(new RequestVerifier(scheme, secrets), (headers) -> null)
			.explain(new WebhookRequest(head, body), NOW);
		assertThat(told).contains("none of 20 secrets matches");
		assertThat(scheme.calls).isBetween(2, 1 + Trials.MAX_TRIALS);
		long once = 20L * body.length();
		assertThat(scheme.bytes - once).isPositive().isLessThanOrEqualTo(Trials.MAX_BYTES);
	}

	static Stream<WebhookProvider> providers() {
		return Stream
			.of(WebhookProvider.ofPreset("stripe").secret("a secret of thirty-two bytes...."),
					WebhookProvider.ofPreset("github").secret("a secret of thirty-two bytes...."),
					WebhookProvider.ofPreset("twilio").secret("a secret of thirty-two bytes...."),
					WebhookProvider.ofPreset("slack").secret("a secret of thirty-two bytes...."),
					WebhookProvider.ofPreset("contentful").secret("a secret of thirty-two bytes...."),
					WebhookProvider.ofPreset("monday").secret("a secret of thirty-two bytes...."),
					WebhookProvider.ofPreset("standard-webhooks").secret("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"),
					WebhookProvider.ofPreset("gitlab-token").secret("a secret of thirty-two bytes...."),
					WebhookProvider.ofPreset("postmark").secret("user:password of the endpoint"),
					WebhookProvider.ofPreset("aws-sns").secret("arn:aws:sns:eu-central-1:123456789012:orders"),
					WebhookProvider.ofPreset("paypal").secret("WH-0123456789abcdef"))
			.map((provider) -> provider.build());
	}

	@ParameterizedTest
	@MethodSource("providers")
	void noRequestMakesItThrowOrTellWhatItHolds(WebhookProvider provider) {
		Random random = new Random(provider.name().hashCode());
		for (int i = 0; i < 300; i++) {
			WebhookRequest request = request(random);
			String told = provider.diagnose(request, NOW);
			if (told != null) {
				assertThat(told).doesNotContain(MARK, "a secret of", "password of the", "\n", "\r", "\u0000", "\u202e");
				assertThat(told.length()).isLessThan(3000);
			}
		}
	}

	private static WebhookRequest request(Random random) {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		for (int i = random.nextInt(12); i > 0; i--) {
			headers.add(any(HEADERS, random), random.nextInt(4) == 0 ? MARK : any(VALUES, random));
		}
		headers.add("X-Signature-" + any(VALUES, random), MARK);
		WebhookRequestHead head = WebhookRequestHead.builder("POST", any(URLS, random))
			.headers(headers.build())
			.build();
		byte[] body = any(BODIES, random).getBytes(StandardCharsets.UTF_8);
		if (random.nextInt(4) == 0) {
			body = new byte[random.nextInt(2000)];
			random.nextBytes(body);
		}
		return new WebhookRequest(head, body);
	}

	private static String any(List<String> list, Random random) {
		return list.get(random.nextInt(list.size()));
	}

	/**
	 * A scheme that refuses all, and counts what it would have signed.
	 */
	private static final class CountingScheme implements SignatureScheme {

		private int calls;

		private long bytes;

		@Override
		public Verification verify(WebhookRequest request, List<Secret> secrets, Instant now) {
			this.calls++;
			this.bytes += (long) request.body().length * secrets.size();
			return new Verification.Refused(RejectionReason.SIGNATURE_MISMATCH, KeyedScheme.MISMATCH);
		}

		@Override
		public SchemeTraits traits() {
			return new SchemeTraits(Credential.SECRET, List.of(), true, true);
		}

	}

}
