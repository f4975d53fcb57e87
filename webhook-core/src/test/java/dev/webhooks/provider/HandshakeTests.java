package dev.webhooks.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.request.ParsedRequest;
import dev.webhooks.request.RequestCondition;
import dev.webhooks.request.Template;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Handshake} and {@link RequestCondition}.
 */
class HandshakeTests {

	private static final ResponseTemplate ECHO = new ResponseTemplate(200, "text/plain", Map.of(),
			Template.parse("response.body", "{body:/challenge}"));

	@Test
	void challengeIsEchoedAsItStands() {
		WebhookResponse answer = answer(signed("body:/type=url_verification"),
				TestProviders.json("{\"type\":\"url_verification\",\"challenge\":\"a\\\"b\"}"));
		assertThat(text(answer)).isEqualTo("a\"b");
		assertThat(answer.contentType()).isEqualTo("text/plain");
	}

	@Test
	void answerIsNotToBeSniffed() {
		WebhookResponse answer = answer(signed("body:/challenge"), TestProviders.json("{\"challenge\":\"<b>\"}"));
		assertThat(answer.headers().first("X-Content-Type-Options")).isEqualTo("nosniff");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"type\":\"other\",\"challenge\":\"x\"}", "{\"type\":\"url_verification\"}",
			"{\"type\":\"URL_VERIFICATION\",\"challenge\":\"x\"}", "[]" })
	void otherRequestIsNoHandshake(String body) {
		assertThat(answer(signed("body:/type=url_verification"), TestProviders.json(body))).isNull();
	}

	@Test
	void allConditionsHaveToBeMet() {
		Handshake handshake = new Handshake("handshakes[0]", "POST", true, List.of("header:X-Test", "body:/challenge"),
				List.of(), ECHO);
		assertThat(answer(handshake, TestProviders.json("{\"challenge\":\"x\"}"))).isNull();
		assertThat(text(answer(handshake, TestProviders.json("{\"challenge\":\"x\"}", "X-Test", "")))).isEqualTo("x");
	}

	@Test
	void otherMethodIsNoHandshake() {
		Handshake handshake = new Handshake("handshakes[0]", "GET", false, List.of(), List.of(), ECHO);
		assertThat(provider(handshake).handshakes()
			.answer(values(handshake, TestProviders.json("{\"challenge\":\"x\"}")), false)).isNull();
	}

	@Test
	void signedHandshakeIsNotAnsweredUnverified() {
		Handshake handshake = signed("body:/challenge");
		assertThat(provider(handshake).handshakes()
			.answer(values(handshake, TestProviders.json("{\"challenge\":\"x\"}")), false)).isNull();
	}

	@Test
	void unsignedHandshakeIsNotAnsweredAfterVerification() {
		Handshake handshake = new Handshake("handshakes[0]", "POST", false, List.of(), List.of(), ECHO);
		assertThat(provider(handshake).handshakes()
			.answer(values(handshake, TestProviders.json("{\"challenge\":\"x\"}")), true)).isNull();
	}

	@Test
	void headerMayRepeatAFieldOfTheBody() {
		Handshake handshake = new Handshake("handshakes[0]", "POST", true, List.of(), List.of(), new ResponseTemplate(
				204, null, Map.of("X-Echo", Template.parse("response.headers", "{body:/challenge}")), null));
		assertThat(answer(handshake, TestProviders.json("{\"challenge\":\"x\"}")).headers().first("X-Echo"))
			.isEqualTo("x");
	}

	@Test
	void methodsOfHandshakesAreAllowed() {
		assertThat(
				provider(new Handshake("handshakes[0]", "GET", false, List.of(), List.of(), ECHO)).endpoint().methods())
			.containsExactlyInAnyOrder("GET", "POST");
	}

	@Test
	void expectedValueMayHoldAnEqualsSign() {
		Handshake handshake = signed("header:X-Mode=a=b");
		assertThat(answer(handshake,
				TestProviders.request("POST", WebhookHeaders.of("X-Mode", "a=b"), "{\"challenge\":\"x\"}")))
			.isNotNull();
	}

	private static Handshake signed(String when) {
		return new Handshake("handshakes[0]", "POST", true, List.of(when), List.of(), ECHO);
	}

	private static WebhookProvider provider(Handshake handshake) {
		return TestProviders.builder().handshakes(List.of(handshake)).build();
	}

	private static ParsedRequest values(Handshake handshake, WebhookRequest request) {
		return provider(handshake).parse(request);
	}

	private static @Nullable WebhookResponse answer(Handshake handshake, WebhookRequest request) {
		return provider(handshake).handshakes().answer(values(handshake, request), true);
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

}
