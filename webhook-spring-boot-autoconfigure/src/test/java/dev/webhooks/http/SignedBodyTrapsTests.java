package dev.webhooks.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.test.Hmac;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What receivers of providers that sign the body are known to get wrong, each named after
 * the trap. The signatures are made without any code of the library.
 */
class SignedBodyTrapsTests {

	private static final String SECRET = "a secret of some length";

	private static final List<String> CONFIGURED = List.of("secret=" + SECRET);

	private static final String URL = "https://hooks.example.com/in";

	private static final long SECONDS = PresetFixture.NOW.getEpochSecond();

	@Test
	void shopifysIdsOf64BitsStayAsTheyAre() {
		String body = "{\"id\":9007199254740993,\"total_price\":\"254.90\"}";
		PresetFixture.with("shopify", CONFIGURED, (fixture) -> {
			WebhookRequest request = json(body).withHeader("X-Shopify-Topic", "orders/create")
				.withHeader("X-Shopify-Hmac-Sha256", base64(SECRET, body));
			assertThat(fixture.receive(request).status()).isEqualTo(200);
			assertThat(fixture.events()).extracting(WebhookEvent::bodyAsText).containsExactly(body);
			String rounded = body.replace("9007199254740993", "9007199254740992");
			assertThat(fixture.receive(new WebhookRequest(request.head(), rounded)).status()).isEqualTo(401);
		});
	}

	@Test
	void hubSpotDecodesTwelveEscapesAndNoOther() {
		String url = "https://hooks.example.com/h?a=%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B%20%2B%23%25";
		String signed = "https://hooks.example.com/h?a=:/?@!$'()*,;%20%2B%23%25";
		String timestamp = Long.toString(PresetFixture.NOW.toEpochMilli());
		PresetFixture.with("hubspot", CONFIGURED, (fixture) -> {
			WebhookRequest request = PresetFixture.request("POST", url, "application/json", "[]")
				.withHeader("X-HubSpot-Request-Timestamp", timestamp)
				.withHeader("X-HubSpot-Signature-v3", base64(SECRET, "POST" + signed + "[]" + timestamp));
			assertThat(fixture.receive(request).status()).isEqualTo(200);
		});
	}

	@Test
	void hubSpotsTimestampIsInMilliseconds() {
		PresetFixture.with("hubspot", CONFIGURED, (fixture) -> {
			WebhookRequest request = json("[]").withHeader("X-HubSpot-Request-Timestamp", "" + SECONDS)
				.withHeader("X-HubSpot-Signature-v3", base64(SECRET, "POST" + URL + "[]" + SECONDS));
			assertThat(fixture.receive(request).status()).isEqualTo(401);
		});
	}

	@Test
	void boxEscapesTheBodyBeforeItSigns() {
		String body = "{\"trigger\":\"FILE.UPLOADED\",\"source\":{\"name\":\"a/\u65e5.txt\"}}";
		String escaped = "{\"trigger\":\"FILE.UPLOADED\",\"source\":{\"name\":\"a\\/\\u65e5.txt\"}}";
		PresetFixture.with("box", CONFIGURED, (fixture) -> {
			WebhookRequest request = json(body).withHeader("BOX-DELIVERY-TIMESTAMP", PresetFixture.NOW.toString())
				.withHeader("BOX-SIGNATURE-VERSION", "1")
				.withHeader("BOX-SIGNATURE-ALGORITHM", "HmacSHA256")
				.withHeader("BOX-SIGNATURE-SECONDARY", base64(SECRET, escaped + PresetFixture.NOW));
			assertThat(fixture.receive(request).status()).isEqualTo(200);
		});
	}

	@Test
	void salesforceEscapesThePayloadBeforeItSigns() {
		String body = "{\"events\":[\"\u00e9/\"]}";
		String escaped = "{\\\"events\\\":[\\\"\\u00E9\\/\\\"]}";
		PresetFixture.with("salesforce-data-360", CONFIGURED,
				(fixture) -> assertThat(
						fixture.receive(json(body).withHeader("x-signature", base64(SECRET, escaped))).status())
					.isEqualTo(200));
	}

	@Test
	void whsecIsTextForStripeAndBase64ForSvix() {
		String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
		byte[] decoded = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
		PresetFixture.with("stripe", List.of("secret=" + secret), (fixture) -> {
			String text = hex(secret, SECONDS + ".{}");
			String bytes = Hmac.hex(decoded, SECONDS + ".{}");
			assertThat(fixture.receive(stripe(text)).status()).isEqualTo(200);
			assertThat(fixture.receive(stripe(bytes)).status()).isEqualTo(401);
		});
		PresetFixture.with("svix", List.of("secret=" + secret), (fixture) -> {
			String bytes = Hmac.base64(decoded, "msg_1." + SECONDS + ".{}");
			String text = base64(secret, "msg_1." + SECONDS + ".{}");
			assertThat(fixture.receive(standard("svix", bytes)).status()).isEqualTo(200);
			assertThat(fixture.receive(standard("svix", text)).status()).isEqualTo(401);
		});
	}

	@Test
	void polarsKeyIsTheTextOfTheSecret() {
		String secret = "polar_whs_ovyN6cPrTv56AApvzCaJno08SSmGJmgbWilb33N2JuK";
		PresetFixture.with("polar", List.of("secret=" + secret), (fixture) -> {
			WebhookRequest request = standard("webhook", base64(secret, "msg_1." + SECONDS + ".{}"));
			assertThat(fixture.receive(request).status()).isEqualTo(200);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "v2=%s", "v1=0000,v2=%s", "v2=%s,v1=", "v0=%s" })
	void circleCisOtherVersionsAreNoSignatures(String format) {
		PresetFixture.with("circleci", CONFIGURED, (fixture) -> {
			WebhookRequest request = json("{}").withHeader("circleci-signature", format.formatted(hex(SECRET, "{}")));
			assertThat(fixture.receive(request).status()).isEqualTo(401);
		});
	}

	@Test
	void headersOfOneNameAreNotOfOneScheme() {
		String sha256 = "sha256=" + hex(SECRET, "{}");
		PresetFixture.with("bitbucket", CONFIGURED,
				(fixture) -> assertThat(status(fixture, "X-Hub-Signature", sha256)).isEqualTo(200));
		PresetFixture.with("intercom", CONFIGURED,
				(fixture) -> assertThat(status(fixture, "X-Hub-Signature", sha256)).isEqualTo(401));
		PresetFixture.with("github", CONFIGURED,
				(fixture) -> assertThat(status(fixture, "X-Hub-Signature", sha256)).isEqualTo(401));
		PresetFixture.with("cloudflare-stream", CONFIGURED, (fixture) -> {
			String standard = "v1," + base64(SECRET, "msg_1." + SECONDS + ".{}");
			assertThat(status(fixture, "webhook-signature", standard)).isEqualTo(401);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/x-www-form-urlencoded" })
	void molliesUnsignedRequestIsNotTakenForAnOldOne(String contentType) {
		PresetFixture.with("mollie", CONFIGURED, (fixture) -> {
			WebhookRequest request = PresetFixture.request("POST", URL, contentType, "{\"id\":\"tr_1\"}");
			assertThat(fixture.receive(request).status()).isIn(401, 415);
			assertThat(fixture.events()).isEmpty();
		});
	}

	@Test
	void molliesHeaderComesTwiceDuringARotation() {
		PresetFixture.with("mollie", CONFIGURED, (fixture) -> {
			WebhookRequest request = withHeaders(json("{}"), "X-Mollie-Signature", "sha256=" + hex("the old", "{}"),
					"X-Mollie-Signature", "sha256=" + hex(SECRET, "{}"));
			assertThat(fixture.receive(request).status()).isEqualTo(200);
		});
	}

	@Test
	void linearsTimestampHeaderIsNotBelieved() {
		long now = PresetFixture.NOW.toEpochMilli();
		PresetFixture.with("linear", CONFIGURED, (fixture) -> {
			assertThat(fixture.receive(linear(now, now - 3_600_000)).status()).isEqualTo(200);
			assertThat(fixture.receive(linear(now - 61_000, now)).status()).isEqualTo(401);
		});
	}

	private static WebhookRequest linear(long inBody, long inHeader) {
		String body = "{\"type\":\"Issue\",\"webhookTimestamp\":" + inBody + "}";
		return json(body).withHeader("Linear-Timestamp", "" + inHeader)
			.withHeader("Linear-Signature", hex(SECRET, body));
	}

	@Test
	void wooCommerceDecodesEntitiesInTheSecret() {
		PresetFixture.with("woocommerce", List.of("secret=a &amp; b &lt;c&gt; &quot;d&quot; &#039;e&#039;"),
				(fixture) -> assertThat(status(fixture, "X-WC-Webhook-Signature", base64("a & b <c> \"d\" 'e'", "{}")))
					.isEqualTo(200));
	}

	@Test
	void wooCommercesPingIsAnsweredAndMakesNoEvent() {
		PresetFixture.with("woocommerce", CONFIGURED, (fixture) -> {
			WebhookRequest ping = PresetFixture.request("POST", URL, "application/x-www-form-urlencoded",
					"webhook_id=1");
			assertThat(fixture.receive(ping).status()).isEqualTo(200);
			assertThat(fixture.events()).isEmpty();
		});
	}

	@Test
	void squaresTrailingSlashIsSigned() {
		PresetFixture.with("square", CONFIGURED, (fixture) -> {
			String name = "x-square-hmacsha256-signature";
			assertThat(status(fixture, name, base64(SECRET, URL + "/{}"))).isEqualTo(401);
			assertThat(status(fixture, name, base64(SECRET, URL + "{}"))).isEqualTo(200);
		});
	}

	@Test
	void zoomIsNoOracleForSignatures() {
		PresetFixture.with("zoom", CONFIGURED, (fixture) -> {
			WebhookResponse answer = fixture.receive(zoom("qgg8vlvZRS6UYooatFL8Aw"));
			assertThat(new String(answer.body(), StandardCharsets.UTF_8))
				.contains(hex(SECRET, "qgg8vlvZRS6UYooatFL8Aw"));
			assertThat(fixture.receive(zoom("v0:" + SECONDS + ":{}")).status()).isEqualTo(403);
			assertThat(fixture.receive(json(zoomBody("qgg8vlvZRS6UYooatFL8Aw"))).status()).isEqualTo(401);
			assertThat(fixture.events()).isEmpty();
		});
	}

	private static WebhookRequest zoom(String token) {
		return json(zoomBody(token)).withHeader("x-zm-request-timestamp", "" + SECONDS)
			.withHeader("x-zm-signature", "v0=" + hex(SECRET, "v0:" + SECONDS + ":" + zoomBody(token)));
	}

	private static String zoomBody(String token) {
		return "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"" + token + "\"}}";
	}

	@Test
	void metaSignsTheBodyWithItsEscapes() {
		String body = "{\"object\":\"page\",\"entry\":[{\"id\":\"\\u00e4\",\"changes\":[{\"field\":\"feed\"}]}]}";
		PresetFixture.with("meta", CONFIGURED, (fixture) -> {
			WebhookRequest request = json(body).withHeader("X-Hub-Signature-256", "sha256=" + hex(SECRET, body));
			assertThat(fixture.receive(request).status()).isEqualTo(200);
			assertThat(fixture.events()).extracting(WebhookEvent::types).containsExactly(List.of("page.feed", "page"));
			String decoded = body.replace("\\u00e4", "\u00e4");
			assertThat(fixture.receive(new WebhookRequest(request.head(), decoded)).status()).isEqualTo(401);
		});
	}

	@Test
	void docuSignsHeadersAreNumbered() {
		PresetFixture.with("docusign", CONFIGURED, (fixture) -> {
			WebhookRequest request = withHeaders(json("{}"), "X-DocuSign-Signature-1", base64("another key", "{}"),
					"X-DocuSign-Signature-7", base64(SECRET, "{}"));
			assertThat(fixture.receive(request).status()).isEqualTo(200);
		});
	}

	@Test
	void gitHubsRedeliveryHasTheIdOfTheFirst() {
		PresetFixture.with("github", CONFIGURED, (fixture) -> {
			WebhookRequest request = json("{}").withHeader("X-GitHub-Event", "push")
				.withHeader("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958")
				.withHeader("X-Hub-Signature-256", "sha256=" + hex(SECRET, "{}"));
			assertThat(fixture.receive(request).status()).isEqualTo(200);
			assertThat(fixture.receive(request).status()).isEqualTo(200);
			assertThat(fixture.events()).hasSize(1);
		});
	}

	@Test
	void xerosIntentToReceiveMakesNoEvent() {
		String body = "{\"events\":[],\"entropy\":\"S0m3r4Nd0mt3xt\"}";
		PresetFixture.with("xero", CONFIGURED, (fixture) -> {
			WebhookResponse right = fixture.receive(json(body).withHeader("x-xero-signature", base64(SECRET, body)));
			WebhookResponse wrong = fixture.receive(json(body).withHeader("x-xero-signature", base64("other", body)));
			assertThat(right.status()).isEqualTo(200);
			assertThat(wrong.status()).isEqualTo(401);
			assertThat(List.of(right.body().length, wrong.body().length)).containsOnly(0);
			assertThat(fixture.events()).isEmpty();
		});
	}

	@Test
	void asanasSecretIsNotTakenFromAnybody() {
		PresetFixture.with("asana", CONFIGURED,
				(fixture) -> assertThat(status(fixture, "X-Hook-Secret", "b537207f20cbfa02")).isEqualTo(401));
	}

	@Test
	void asanasHeartbeatMakesNoEvent() {
		String body = "{\"events\":[]}";
		PresetFixture.with("asana", CONFIGURED, (fixture) -> {
			assertThat(fixture.receive(json(body).withHeader("X-Hook-Signature", hex(SECRET, body))).status())
				.isEqualTo(200);
			assertThat(fixture.events()).isEmpty();
		});
	}

	@Test
	void dropboxsRequestsThatAreAlikeAreNoDuplicates() {
		String body = "{\"list_folder\":{\"accounts\":[\"dbid:AAH4f99T0taONIb\"]}}";
		PresetFixture.with("dropbox", CONFIGURED, (fixture) -> {
			WebhookRequest request = json(body).withHeader("X-Dropbox-Signature", hex(SECRET, body));
			fixture.receive(request);
			fixture.receive(request);
			assertThat(fixture.events()).hasSize(2);
		});
	}

	@Test
	void twitchsRevocationIsNoNotification() {
		PresetFixture.with("twitch", CONFIGURED, (fixture) -> {
			WebhookRequest request = json("{}").withHeader("Twitch-Eventsub-Message-Id", "1")
				.withHeader("Twitch-Eventsub-Message-Timestamp", PresetFixture.NOW.toString())
				.withHeader("Twitch-Eventsub-Message-Type", "revocation")
				.withHeader("Twitch-Eventsub-Subscription-Type", "channel.follow")
				.withHeader("Twitch-Eventsub-Message-Signature",
						"sha256=" + hex(SECRET, "1" + PresetFixture.NOW + "{}"));
			assertThat(fixture.receive(request).status()).isEqualTo(200);
			assertThat(fixture.events()).extracting(WebhookEvent::types)
				.containsExactly(List.of("revocation.channel.follow", "revocation"));
		});
	}

	@Test
	void zendesksOwnPayloadsAreNotKnownByTheirFieldId() {
		String body = "{\"id\":\"35436\",\"type\":\"incident\"}";
		PresetFixture.with("zendesk", CONFIGURED, (fixture) -> {
			WebhookRequest request = json(body)
				.withHeader("X-Zendesk-Webhook-Signature-Timestamp", PresetFixture.NOW.toString())
				.withHeader("X-Zendesk-Webhook-Invocation-Id", "01F1KRFQ6BG29CNWFR60NK5FNY")
				.withHeader("X-Zendesk-Webhook-Signature", base64(SECRET, PresetFixture.NOW + body));
			assertThat(fixture.receive(request).status()).isEqualTo(200);
			assertThat(fixture.events()).extracting(WebhookEvent::id).containsExactly("01F1KRFQ6BG29CNWFR60NK5FNY");
			assertThat(fixture.events()).extracting(WebhookEvent::type).containsExactly(WebhookEvent.UNKNOWN_TYPE);
		});
	}

	@Test
	void mailgunsTokenIsGoodForFiveMinutes() {
		String token = "a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0";
		PresetFixture.with("mailgun", CONFIGURED, (fixture) -> {
			assertThat(fixture.receive(mailgun(SECONDS - 300, token)).status()).isEqualTo(200);
			assertThat(fixture.receive(mailgun(SECONDS - 301, token)).status()).isEqualTo(401);
		});
	}

	private static WebhookRequest mailgun(long timestamp, String token) {
		return json("{\"signature\":{\"timestamp\":\"%d\",\"token\":\"%s\",\"signature\":\"%s\"}}".formatted(timestamp,
				token, hex(SECRET, timestamp + token)));
	}

	@Test
	void telegramsUpdateIsNamedByWhatIsInIt() {
		PresetFixture.with("telegram", CONFIGURED, (fixture) -> {
			String body = "{\"update_id\":1,\"callback_query\":{\"id\":\"4382bfdwdsb323b2d9\",\"message\":{\"date\":1}}}";
			WebhookRequest request = json(body).withHeader("X-Telegram-Bot-Api-Secret-Token", SECRET);
			assertThat(fixture.receive(request).status()).isEqualTo(200);
			assertThat(fixture.events()).extracting(WebhookEvent::types).containsExactly(List.of("callback_query"));
		});
	}

	private static int status(PresetFixture fixture, String header, String value) {
		return fixture.receive(json("{}").withHeader(header, value)).status();
	}

	private static WebhookRequest stripe(String signature) {
		return json("{}").withHeader("Stripe-Signature", "t=" + SECONDS + ",v1=" + signature);
	}

	private static WebhookRequest standard(String family, String signature) {
		return json("{}").withHeader(family + "-id", "msg_1")
			.withHeader(family + "-timestamp", "" + SECONDS)
			.withHeader(family + "-signature", "v1," + signature);
	}

	private static WebhookRequest json(String body) {
		return PresetFixture.request("POST", URL, "application/json", body);
	}

	private static WebhookRequest withHeaders(WebhookRequest request, String... namesAndValues) {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		request.headers().forEach(headers::add);
		for (int i = 0; i < namesAndValues.length; i += 2) {
			headers.add(namesAndValues[i], namesAndValues[i + 1]);
		}
		return new WebhookRequest(request.head().mutate().headers(headers.build()).build(), request.body());
	}

	private static String hex(String secret, String signed) {
		return Hmac.hex(secret.getBytes(StandardCharsets.UTF_8), signed);
	}

	private static String base64(String secret, String signed) {
		return Hmac.base64(secret.getBytes(StandardCharsets.UTF_8), signed);
	}

}
