package dev.webhooks.sender.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.InvalidSettingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EndpointCredentials}.
 */
class EndpointCredentialsTests {

	private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

	private static final EndpointSecret NEW = EndpointSecret.of("whsec_bmV3", NOW);

	private static final EndpointSecret OLD = new EndpointSecret("whsec_b2xk", NOW.minusSeconds(60),
			NOW.plus(Duration.ofHours(24)));

	private static void assertInvalid(Map<String, String> headers, String key) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new EndpointCredentials(List.of(NEW), headers))
			.withMessageNotContaining("token-4711")
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(key));
	}

	@Test
	void anOldSecretIsHonouredUntilItExpires() {
		EndpointCredentials credentials = new EndpointCredentials(List.of(NEW, OLD), Map.of());
		assertThat(credentials.honoured(NOW.plus(Duration.ofHours(24)).minusNanos(1))).containsExactly(NEW, OLD);
		assertThat(credentials.honoured(NOW.plus(Duration.ofHours(24)))).containsExactly(NEW);
	}

	@Test
	void thereAreOneOrTwoSecrets() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new EndpointCredentials(List.of(), Map.of()));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new EndpointCredentials(List.of(NEW, OLD, OLD), Map.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "whsec bmV3", "whsec_\u00e4", "whsec_\n" })
	void isNoSecret(String value) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> EndpointSecret.of(value, NOW))
			.withMessageNotContaining("whsec")
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("secret"));
	}

	@Test
	void aSecretHasALimitOfCharacters() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> EndpointSecret.of("x".repeat(4097), NOW));
	}

	@Test
	void headersKeepTheirOrder() {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("X-B", "1");
		headers.put("Authorization", "Bearer token-4711");
		assertThat(new EndpointCredentials(List.of(NEW), headers).headers().keySet()).containsExactly("X-B",
				"Authorization");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host", "content-length", "Content-Type", "Transfer-Encoding", "CONNECTION", "Expect",
			"Proxy-Authorization", "Webhook-Id", "webhook-signature", "X-Forwarded-For", "Date" })
	void isAHeaderOfTheSenders(String name) {
		assertInvalid(Map.of(name, "token-4711"), "headers." + name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a:b", ":authority", "a\nb", "\u00e4", "a(b)" })
	void isNoNameOfAHeader(String name) {
		assertInvalid(Map.of(name, "token-4711"), "headers");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "token-4711\r\nHost: evil", "token-4711\n", "\u00e4", " token-4711",
			"token-4711\u0000" })
	void isNoValueOfAHeader(String value) {
		assertInvalid(Map.of("X-Token", value), "headers.X-Token");
	}

	@Test
	void headersHaveLimits() {
		Map<String, String> many = new HashMap<>();
		IntStream.range(0, 21).forEach((i) -> many.put("X-" + i, "a"));
		assertInvalid(many, "headers");
		Map<String, String> large = new HashMap<>();
		IntStream.range(0, 5).forEach((i) -> large.put("X-" + i, "x".repeat(2000)));
		assertInvalid(large, "headers");
		assertInvalid(Map.of("X-A", "x".repeat(2001)), "headers.X-A");
		assertInvalid(Map.of("X".repeat(101), "x"), "headers");
	}

	@Test
	void aHeaderIsThereOnce() {
		Map<String, String> twice = new LinkedHashMap<>();
		twice.put("X-A", "1");
		twice.put("x-a", "2");
		assertInvalid(twice, "headers.x-a");
	}

	@Test
	void nothingOfThemIsShown() {
		EndpointCredentials credentials = new EndpointCredentials(List.of(NEW), Map.of("X-Token", "token-4711"));
		EndpointDraft draft = new EndpointDraft("ep_1", null, null, EndpointSettings.of("https://example.com").build(),
				credentials);
		EndpointChange change = EndpointChange.of(draft.settings()).headers(credentials.headers());
		assertThat(List.of(credentials, NEW, draft, change).toString()).doesNotContain("4711", "whsec");
	}

}
