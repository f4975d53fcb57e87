package dev.webhooks.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.InvalidSettingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for the settings of providers that are asked whether they sent a request.
 */
class CallbackProvidersTests {

	private static final Map<String, Object> ASKED = Map.of("secret", "S8XGHLYDW9T3S", "signature.scheme", "token",
			"signature.location", "form:receiver_id", "signature.callback.url", "https://ipnpb.example.com/webscr",
			"signature.callback.body", "cmd=_notify-validate&{body}", "signature.callback.verified", "VERIFIED",
			"signature.callback.refused", "INVALID");

	static List<Arguments> mistakes() {
		return List.of(//
				mistake("url", "", "signature.callback.url", "Set the URL"),
				mistake("url", "http://ipnpb.example.com/webscr", "signature.callback.url", "https://"),
				mistake("url", "http://localhost.example.com/", "signature.callback.url", "https://"),
				mistake("url", "https://user:sesame@example.com/", "signature.callback.url", "https://"),
				mistake("url", "https://example.com/?pw=sesame", "signature.callback.url", "signature.callback.query"),
				mistake("url", "https://{form:host}/sesame", "signature.callback.url", "without placeholders"),
				mistake("url", "https://example.com/#a", "signature.callback.url", "https://"),
				mistake("query", "a b={form:a}", "signature.callback.query", "percent-encoded"),
				mistake("query", "a={form:a}#b", "signature.callback.query", "percent-encoded"),
				mistake("query", "a={nonsense}", "signature.callback.query", "docs/configuration.md"),
				mistake("body", "", "signature.callback.body", "{body}"),
				mistake("body", "key={secret}", "signature.callback.body", "{body}"),
				mistake("body", "{body}&key={value:none}", "signature.callback", "docs/configuration.md"),
				mistake("verified", "", "signature.callback.verified", "VERIFIED"),
				mistake("refused", "VERIFIED", "signature.callback.refused", "docs/configuration.md"),
				mistake("pointer", "status", "signature.callback.pointer", "docs/configuration.md"),
				mistake("matching", "/a=form:a", "signature.callback.pointer", "/status"),
				mistake("matching", "a", "signature.callback.matching", "docs/configuration.md"),
				mistake("unless", "nonsense", "signature.callback.unless", "docs/configuration.md"),
				mistake("timeout", "0s", "signature.callback.timeout", "docs/configuration.md"),
				mistake("timeout", "31s", "signature.callback.timeout", "docs/configuration.md"),
				mistake("calls-per-minute", "0", "signature.callback.calls-per-minute", "docs/configuration.md"),
				mistake("concurrency", "-1", "signature.callback.concurrency", "docs/configuration.md"));
	}

	private static Arguments mistake(String key, String value, String named, String fix) {
		return arguments(key, value, named, fix);
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void aMistakeStopsTheStartAndNamesTheKeyAndTheFix(String key, String value, String named, String fix) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> provider(Map.of("signature.callback." + key, value)))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(named))
			.satisfies((ex) -> assertThat(ex.fix()).contains(fix))
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.fix()).doesNotContain("sesame"));
	}

	@Test
	void aStandInOfThisMachineMayBeAskedInTheClear() {
		for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
			assertThat(provider(Map.of("signature.callback.url", "http://" + host + ":8080/verify"))).isNotNull();
		}
	}

	@Test
	void theNameOfTheSchemeSaysThatTheProviderIsAsked() {
		assertThat(provider(Map.of()).schemeName()).isEqualTo("token + callback");
	}

	@Test
	void aSecretIsNeededWhereTheSchemeNeedsOne() {
		Map<String, Object> settings = new HashMap<>(ASKED);
		settings.remove("secret");
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> of(settings))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("secret"));
		settings.put("signature.scheme", "none");
		assertThat(of(settings).verifier().scheme().needsSecret()).isFalse();
	}

	@Test
	void withoutAnotherSchemeThereIsNoSecretToAskWith() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(
				() -> provider(Map.of("signature.scheme", "none", "signature.callback.body", "{body}&key={secret}")))
			.withMessageContaining("{value:name}");
	}

	@Test
	void withoutAnotherSchemeNothingIsExempt() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> provider(Map.of("signature.scheme", "none", "signature.callback.unless", "form:a=b")))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("signature.callback.unless"));
	}

	@Test
	void aSecretWithoutTheNameThatIsAskedWithStopsTheStart() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> provider(Map.of("signature.callback.body", "{body}&id={key-id}")))
			.withMessageContaining("key-id");
		assertThat(provider(Map.of("signature.callback.body", "{body}&id={key-id}", "key-id", "testbox"))).isNotNull();
	}

	private static WebhookProvider provider(Map<String, Object> settings) {
		Map<String, Object> all = new HashMap<>(ASKED);
		all.putAll(settings);
		return of(all);
	}

	private static WebhookProvider of(Map<String, Object> settings) {
		ConfigurableProvider provider = WebhookProvider.named("acme");
		settings.forEach(provider::with);
		return provider.build();
	}

}
