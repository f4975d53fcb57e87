package dev.webhooks.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Verified;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContentfulScheme}.
 */
class ContentfulSchemeTests {

	private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

	private static final Secret SECRET = Secret.of("0123456789abcdef".repeat(4));

	private static final String LIST = "content-type,x-contentful-signed-headers,x-contentful-timestamp,x-contentful-topic";

	private final ContentfulScheme scheme = new ContentfulScheme(
			SignatureRecipe.builder().timestamps(List.of(), TimestampUnit.MILLIS, Duration.ofSeconds(30)).build());

	private static WebhookRequest request(String url, String... headers) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", url).headers(WebhookHeaders.of(headers)).build(),
				"{}");
	}

	/**
	 * Signed by Contentful's own library, node-apps-toolkit 3.16.1.
	 */
	private static WebhookRequest known() {
		return new WebhookRequest(
				request("https://hooks.example.com/webhook/contentful", "Content-Type",
						"application/vnd.contentful.management.v1+json", "X-Contentful-Topic",
						"ContentManagement.Entry.publish", "X-Contentful-Timestamp", "1700000000000",
						"X-Contentful-Signed-Headers", LIST, "X-Contentful-Signature",
						"689da30599138577606e2b20d9e2c3b1097ab060ae5c50d79ee1d0fa9748cbe5")
					.head(),
				"{\"sys\":{\"type\":\"Entry\",\"id\":\"e1\"}}");
	}

	private Verification verify(WebhookRequest request) {
		return this.scheme.verify(request, List.of(SECRET), NOW);
	}

	private static void assertRefused(Verification verification, RejectionReason reason) {
		assertThat(verification).isInstanceOfSatisfying(Refused.class,
				(refused) -> assertThat(refused.reason()).isEqualTo(reason));
	}

	@Test
	void acceptsWhatContentfulsLibrarySigned() {
		assertThat(verify(known())).isInstanceOf(Verified.class);
	}

	@Test
	void signsAsContentfulsLibraryDoes() {
		WebhookRequest unsigned = new WebhookRequest(request("https://hooks.example.com/webhook/contentful",
				"Content-Type", "application/vnd.contentful.management.v1+json", "X-Contentful-Topic",
				"ContentManagement.Entry.publish")
			.head(), known().body());
		WebhookRequest signed = this.scheme.signer(SECRET).orElseThrow().sign(unsigned, NOW);
		assertThat(signed.headers().first("x-contentful-signature"))
			.isEqualTo(known().headers().first("x-contentful-signature"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://h.example/", "https://h.example/a%20b/c", "https://h.example/a?b=c&d=e%2F",
			"https://h.example/\u00e4?\u00f6=1" })
	void acceptsWhatItSignsItself(String url) {
		WebhookRequest signed = this.scheme.signer(SECRET)
			.orElseThrow()
			.sign(request(url, "X-Contentful-Topic", "t"), NOW);
		assertThat(verify(signed)).isInstanceOf(Verified.class);
	}

	@Test
	void pathIsEncodedOnceMoreAndTheQueryTwice() {
		RequestValues values = new RequestValues(
				RequestParser.NONE.parse(request("https://h.example/a%20b?c=d&e", "a", " 1 ", "b", "2")));
		assertThat(new String(CanonicalRequest.headOf(values, new java.util.TreeSet<>(List.of("a", "b"))),
				java.nio.charset.StandardCharsets.UTF_8))
			.isEqualTo("POST\n/a%2520b?c%253Dd%2526e\na:1;b:2\n");
	}

	@Test
	void timeIsCheckedInBothDirections() {
		assertThat(this.scheme.verify(known(), List.of(SECRET), NOW.plusSeconds(30))).isInstanceOf(Verified.class);
		assertRefused(this.scheme.verify(known(), List.of(SECRET), NOW.plusSeconds(31)),
				RejectionReason.TIMESTAMP_TOO_OLD);
		assertRefused(this.scheme.verify(known(), List.of(SECRET), NOW.minusSeconds(31)),
				RejectionReason.TIMESTAMP_IN_FUTURE);
		assertRefused(verify(known().withHeader("x-contentful-timestamp", "1700000000001")),
				RejectionReason.SIGNATURE_MISMATCH);
		assertRefused(verify(known().withHeader("x-contentful-timestamp", "1700000000000.0")),
				RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void signedHeadersCannotBeChanged() {
		assertRefused(verify(known().withHeader("x-contentful-topic", "ContentManagement.Entry.delete")),
				RejectionReason.SIGNATURE_MISMATCH);
		assertRefused(verify(known().withHeader("content-type", "application/json")),
				RejectionReason.SIGNATURE_MISMATCH);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x-contentful-timestamp", "x-contentful-signed-headers",
			"x-contentful-signed-headers,x-contentful-timestamp,x-contentful-timestamp",
			"x-contentful-signed-headers,x-contentful-timestamp,X-Contentful-Timestamp",
			"x-contentful-signed-headers,x-contentful-timestamp,x-contentful-signature" })
	void listThatLacksItselfOrHasOneTwiceIsRefused(String list) {
		assertRefused(verify(known().withHeader("x-contentful-signed-headers", list)),
				RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void listIsBounded() {
		StringBuilder list = new StringBuilder(LIST);
		for (int i = 0; i < 100; i++) {
			list.append(",h").append(i);
		}
		assertRefused(verify(known().withHeader("x-contentful-signed-headers", list.toString())),
				RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void signedHeaderThatIsMissingIsRefused() {
		assertRefused(verify(known().withHeader("x-contentful-signed-headers", LIST + ",x-other")),
				RejectionReason.SIGNATURE_MISSING);
	}

	@Test
	void repeatedHeaderIsRefused() {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		known().headers().forEach(headers::add);
		headers.add("X-Contentful-Topic", "ContentManagement.Entry.delete");
		WebhookRequest repeated = new WebhookRequest(known().head().mutate().headers(headers.build()).build(),
				known().body());
		assertRefused(verify(repeated), RejectionReason.SIGNATURE_MALFORMED);
	}

	@Test
	void secondQuestionMarkIsRefused() {
		WebhookRequest changed = new WebhookRequest(known().head().mutate().query("a?b").build(), known().body());
		assertRefused(verify(changed), RejectionReason.SIGNATURE_MALFORMED);
	}

}
