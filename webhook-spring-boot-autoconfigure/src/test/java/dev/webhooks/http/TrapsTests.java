package dev.webhooks.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What receivers of these providers are known to get wrong, each named after the trap.
 */
class TrapsTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String JSON = "application/json";

	private static final List<String> SECRET = List.of("secret=a secret of some length");

	private static final String ADYEN_ITEM = """
			{"NotificationRequestItem":{"pspReference":"%s","originalReference":"","merchantAccountCode":"Shop",\
			"merchantReference":"order-1","amount":{"value":1130,"currency":"EUR"},"eventCode":"AUTHORISATION",\
			"success":"true","additionalData":{"hmacSignature":""}}}""";

	private static final List<String> ADYEN_SECRET = List
		.of("secret=44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056");

	@ParameterizedTest
	@ValueSource(strings = { "https://shop.example/t?x=1", "https://shop.example:443/t?x=1" })
	void twilioSignsTheUrlWithOrWithoutTheUsualPort(String signedUrl) {
		PresetFixture.with("twilio", SECRET, (fixture) -> {
			WebhookRequest signed = fixture.sign(PresetFixture.request("POST", signedUrl, FORM, "CallSid=CA1"));
			WebhookRequest seen = at("https://shop.example/t?x=1", signed);
			assertThat(fixture.receive(seen).status()).isEqualTo(204);
		});
	}

	@Test
	void twilioSignsAnotherPortForItself() {
		PresetFixture.with("twilio", SECRET, (fixture) -> {
			WebhookRequest signed = fixture
				.sign(PresetFixture.request("POST", "https://shop.example:8443/t", FORM, "CallSid=CA1"));
			assertThat(fixture.receive(at("https://shop.example:9443/t", signed)).status()).isEqualTo(401);
		});
	}

	@Test
	void twilioJsonWithoutABodyHashIsRefusedThoughTheUrlIsSigned() {
		PresetFixture.with("twilio", SECRET, (fixture) -> {
			WebhookRequest signed = fixture.sign(PresetFixture.request("POST", "https://shop.example/t", FORM, ""));
			WebhookRequest json = PresetFixture.request("POST", "https://shop.example/t", JSON, "{\"forged\":true}")
				.withHeader("X-Twilio-Signature", signed.headers().first("X-Twilio-Signature"));
			assertThat(fixture.receive(json).status()).isEqualTo(401);
		});
	}

	@Test
	void twilioRepeatedFieldsAreSignedOnceEachInOrder() {
		PresetFixture.with("twilio", SECRET, (fixture) -> {
			WebhookRequest signed = fixture
				.sign(PresetFixture.request("POST", "https://shop.example/t", FORM, "b=2&b=1&b=2&a=0"));
			WebhookRequest reordered = new WebhookRequest(signed.head(), "a=0&b=1&b=2");
			assertThat(fixture.receive(reordered).status()).isEqualTo(204);
		});
	}

	@Test
	void twilioAsksForTheNextStepOfACallAgainAndAgain() {
		PresetFixture.with("twilio", SECRET, (fixture) -> {
			WebhookRequest digits = PresetFixture.request("POST", "https://shop.example/t", FORM,
					"CallSid=CA1&CallStatus=in-progress&Digits=1");
			fixture.receive(fixture.sign(digits));
			fixture.receive(fixture.sign(digits));
			assertThat(fixture.events()).hasSize(2);
		});
	}

	@Test
	void twilioNumbersTheChangesOfACallsStatus() {
		PresetFixture.with("twilio", SECRET, (fixture) -> {
			WebhookRequest completed = PresetFixture.request("POST", "https://shop.example/t", FORM,
					"CallSid=CA1&CallStatus=completed&SequenceNumber=3");
			fixture.receive(fixture.sign(completed));
			fixture.receive(fixture.sign(completed));
			assertThat(fixture.events()).extracting(WebhookEvent::id).containsExactly("CA1.completed.3");
		});
	}

	@Test
	void sendGridsLineEndsWithinTheBodyAreSigned() {
		Vector vector = Vector.all().stream().filter((each) -> each.id().equals("sendgrid-ok-batch")).findFirst().get();
		PresetFixture.with("sendgrid", List.of("secret=" + vector.text("secret")), (fixture) -> {
			assertThat(fixture.receive(vector.request()).status()).isEqualTo(200);
			assertThat(fixture.events()).hasSize(2);
			String trimmed = vector.text("body").replace("\r\n", "\n");
			assertThat(fixture.receive(new WebhookRequest(vector.request().head(), trimmed)).status()).isEqualTo(401);
		});
	}

	@Test
	void adyenItemTwoIsVerifiedToo() {
		PresetFixture.with("adyen", ADYEN_SECRET, (fixture) -> {
			WebhookRequest signed = fixture.sign(adyen(ADYEN_ITEM.formatted("1") + "," + ADYEN_ITEM.formatted("2")));
			assertThat(fixture.receive(signed).status()).isEqualTo(200);
			String forged = text(signed).replace("\"pspReference\":\"2\"", "\"pspReference\":\"3\"");
			assertThat(fixture.receive(new WebhookRequest(signed.head(), forged)).status()).isEqualTo(401);
			assertThat(fixture.events()).extracting(WebhookEvent::id)
				.containsExactly("1.AUTHORISATION.true", "2.AUTHORISATION.true");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"notificationItems\":[]}", "{}", "[]", "null" })
	void adyenWithoutAnItemIsNotSigned(String body) {
		PresetFixture.with("adyen", ADYEN_SECRET, (fixture) -> {
			WebhookRequest request = PresetFixture.request("POST", "https://shop.example/a", JSON, body);
			assertThat(fixture.receive(request).status()).isEqualTo(401);
		});
	}

	@Test
	void braintreesChallengeNeverPassesAsAPayload() {
		PresetFixture.with("braintree", List.of("secret=integration_private_key", "key-id=public"), (fixture) -> {
			String challenge = "20f9f8ed05f77439fe955c977e4c8a53";
			WebhookResponse answer = fixture
				.receive(PresetFixture.request("GET", "https://shop.example/b?bt_challenge=" + challenge, "", ""));
			assertThat(answer.status()).isEqualTo(200);
			String signature = new String(answer.body(), StandardCharsets.UTF_8);
			WebhookRequest forged = PresetFixture.request("POST", "https://shop.example/b", FORM,
					"bt_signature=" + signature.replace("|", "%7C") + "&bt_payload=" + challenge);
			assertThat(fixture.receive(forged).status()).isEqualTo(401);
		});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "PG5vdGlmaWNhdGlvbj4=", "20F9F8ED05F77439FE95", "20f9f8ed05f77439fe955c977e4c8a53%0A", "" })
	void braintreesChallengeIsSignedOnlyIfItIsOne(String challenge) {
		PresetFixture.with("braintree", List.of("secret=integration_private_key", "key-id=public"), (fixture) -> {
			WebhookRequest request = PresetFixture.request("GET", "https://shop.example/b?bt_challenge=" + challenge,
					"", "");
			assertThat(fixture.receive(request).status()).isEqualTo(403);
		});
	}

	@Test
	void discordsTwoPingsAreToldApart() {
		PresetFixture.with("discord", List.of("secret=" + "00".repeat(32), "signature.scheme=none"), (fixture) -> {
			assertThat(text(fixture.receive(discord("{\"type\":1}")))).isEqualTo("{\"type\":1}");
			assertThat(fixture.receive(discord("{\"type\":0}")).status()).isEqualTo(204);
			assertThat(fixture.events()).isEmpty();
			fixture.receive(discord("{\"type\":1,\"event\":{\"type\":\"ENTITLEMENT_CREATE\"}}"));
			assertThat(fixture.events()).singleElement()
				.satisfies((event) -> assertThat(event.types()).contains("ENTITLEMENT_CREATE"));
		});
	}

	@Test
	void salesforcesNotificationsAreEventsOfTheirOwn() {
		Vector vector = Vector.all()
			.stream()
			.filter((each) -> each.id().equals("salesforce-outbound-ok-batch-two"))
			.findFirst()
			.get();
		PresetFixture.with("salesforce", List.of("secret=" + vector.text("secret")), (fixture) -> {
			assertThat(fixture.receive(vector.request()).status()).isEqualTo(200);
			assertThat(fixture.events()).hasSize(2).allSatisfy((event) -> {
				assertThat(event.id()).startsWith("04l");
				assertThat(event.type()).isNotEqualTo(WebhookEvent.UNKNOWN_TYPE);
			});
		});
	}

	@Test
	void graphsClientStateIsComparedInEachNotification() {
		PresetFixture.with("microsoft-graph", SECRET, (fixture) -> {
			String good = "{\"clientState\":\"a secret of some length\",\"resource\":\"me/messages/1\",\"changeType\":\"created\"}";
			String bad = good.replace("some", "other");
			assertThat(fixture.receive(graph(good)).status()).isEqualTo(202);
			assertThat(fixture.receive(graph(good + "," + bad)).status()).isEqualTo(401);
			assertThat(fixture.receive(graph("")).status()).isEqualTo(401);
			assertThat(fixture.events()).hasSize(1);
		});
	}

	@Test
	void mandrillsEventsAreAJsonArrayInAForm() {
		PresetFixture.with("mandrill", SECRET, (fixture) -> {
			String events = "[{\"event\":\"send\",\"_id\":\"1\",\"ts\":1},{\"event\":\"open\",\"_id\":\"1\",\"ts\":2}]";
			WebhookRequest request = PresetFixture.request("POST", "https://shop.example/m", FORM,
					"mandrill_events=" + URLEncoder.encode(events, StandardCharsets.UTF_8));
			fixture.receive(fixture.sign(request));
			assertThat(fixture.events()).extracting(WebhookEvent::id).containsExactly("1.send.1", "1.open.2");
		});
	}

	private static WebhookRequest adyen(String items) {
		return PresetFixture.request("POST", "https://shop.example/a", JSON,
				"{\"live\":\"false\",\"notificationItems\":[" + items + "]}");
	}

	private static WebhookRequest discord(String body) {
		return PresetFixture.request("POST", "https://shop.example/d", JSON, body);
	}

	private static WebhookRequest graph(String notifications) {
		return PresetFixture.request("POST", "https://shop.example/g", JSON, "{\"value\":[" + notifications + "]}");
	}

	private static WebhookRequest at(String url, WebhookRequest request) {
		WebhookRequestHead head = WebhookRequestHead.builder(request.head().method(), url)
			.from("127.0.0.1", true)
			.headers(request.headers())
			.build();
		return new WebhookRequest(head, request.body());
	}

	private static String text(WebhookRequest request) {
		return new String(request.body(), StandardCharsets.UTF_8);
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

}
