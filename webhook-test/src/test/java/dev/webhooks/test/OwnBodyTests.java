package dev.webhooks.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WebhookRequestBuilder}: bodies of one's own, and changes of them.
 */
class OwnBodyTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	@ParameterizedTest
	@ValueSource(strings = { "twilio", "mailchimp", "mandrill", "mollie-classic", "paypal-ipn", "sslcommerz",
			"braintree", "slack" })
	void aFormIsSentAsOne(String preset) {
		SignedRequest signed = request(preset).body("command=%2Fweather&text=94070").unsigned().sign();
		assertThat(signed.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
	}

	@ParameterizedTest
	@CsvSource({ "slack,{},application/json", "salesforce,<a/>,text/xml; charset=utf-8",
			"stripe,{},application/json; charset=utf-8", "cloudevents,{},application/json",
			"mailgun,a=1,application/x-www-form-urlencoded", "shopify,<a/>,application/xml" })
	void aBodyHasTheTypeOfItsProviderThatItLooksLike(String preset, String body, String type) {
		assertThat(request(preset).body(body).unsigned().sign().header("Content-Type")).isEqualTo(type);
	}

	@Test
	void theTypeOfABodyCanBeNamed() {
		SignedRequest signed = request("twilio").body("application/json", "{}").unsigned().sign();
		assertThat(signed.header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void aFieldOfAnOwnFormIsSet() {
		ProviderRequest sms = request("twilio").body("MessageSid=SM1&From=1").set("/From", "2").at(NOW);
		assertThat(body(sms)).isEqualTo("MessageSid=SM1&From=2");
		assertThat(Received.events(sms.provider(), sms.sign(), NOW)).hasSize(1);
	}

	@Test
	void aListIsAFieldThatIsRepeated() {
		assertThat(body(request("twilio").body("From=1&To=2").set("/From", List.of("a", "b"))))
			.isEqualTo("From=a&From=b&To=2");
	}

	@Test
	void aFieldOfAFormIsRemoved() {
		assertThat(body(request("twilio").body("From=1&To=2").remove("/From"))).isEqualTo("To=2");
	}

	@Test
	void aValueThatIsSetIsNotSharedByRequests() {
		Map<String, Object> address = new LinkedHashMap<>(Map.of("tags", new ArrayList<>(List.of("a"))));
		ProviderRequest charge = request("stripe").body("{}").set("/address", address).add("/address/tags/-", "b");
		for (int i = 0; i < 3; i++) {
			assertThat(body(charge)).isEqualTo("{\"address\":{\"tags\":[\"a\",\"b\"]}}");
		}
	}

	@Test
	void aRequestWithoutASignatureIsNotTamperedWith() {
		ProviderRequest charge = request("stripe").tampered().unsigned();
		assertThatIllegalStateException().isThrownBy(charge::sign).withMessageContaining("without a signature");
	}

	@Test
	void anotherEventHasNotTheIdOfTheFormer() {
		ProviderRequest charge = request("stripe").id("evt_1").event("charge.succeeded");
		assertThat(id(charge)).isEqualTo("evt_1");
		assertThat(id(charge.event("charge.succeeded"))).isNotEqualTo("evt_1");
	}

	private static String id(ProviderRequest request) {
		return Received.events(request.provider(), request.sign(), Instant.now()).get(0).id();
	}

	private static ProviderRequest request(String preset) {
		return TestProviders.request(preset);
	}

	private static String body(ProviderRequest request) {
		return new String(request.sign().body(), StandardCharsets.UTF_8);
	}

}
