package dev.webhooks.sender.endpoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.sender.filter.EndpointFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link EndpointSettings}.
 */
class EndpointSettingsTests {

	private static EndpointSettings.Builder settings() {
		return EndpointSettings.of("https://example.com/webhooks");
	}

	private static void assertInvalid(EndpointSettings.Builder settings, String key) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(settings::build)
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(key));
	}

	private static Map<String, String> texts(int count) {
		Map<String, String> texts = new HashMap<>();
		IntStream.range(0, count).forEach((i) -> texts.put("name" + i, "value"));
		return texts;
	}

	@Test
	void anAddressIsEnough() {
		EndpointSettings settings = settings().build();
		assertThat(settings.events()).containsExactly("*");
		assertThat(settings.signature()).isEqualTo(EndpointSignature.V1);
		assertThat(settings.ordered()).isFalse();
	}

	@Test
	void aCopyHasAllSettings() {
		EndpointSettings settings = settings().description("orders")
			.events("order.*", "invoice.paid")
			.filter(EndpointFilter.parse("{\"on\":\"/amount\",\"gt\":1}"))
			.signature(EndpointSignature.V1A)
			.ratePerMinute(60)
			.sslBundle("erp")
			.metadata(Map.of("owner", "team"))
			.ordered(true)
			.build();
		assertThat(settings.mutate().build()).isEqualTo(settings);
		assertThat(settings.mutate().url("https://example.org").build().url()).isEqualTo("https://example.org");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "example.com", "/path", "ftp://example.com", "https:", "https://",
			"https:///path", "https://user:secret@example.com", "https://user@example.com",
			"https://example.com/#fragment", "https://exa mple.com", "https://ex\u00e4mple.com",
			"https://example.com/\u0000", "mailto:a@example.com", "https://example.com\n", "javascript://example.com",
			"https://[::1", "https://a_b.com:port" })
	void isNoAddress(String url) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> EndpointSettings.of(url).build())
			.withMessageNotContaining("secret@")
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("url"));
	}

	@Test
	void anAddressHasALimitOfCharacters() {
		assertInvalid(EndpointSettings.of("https://example.com/" + "x".repeat(2000)), "url");
	}

	@Test
	void patternsAreTakenOnceEach() {
		assertThat(settings().events("a.*", "b", "a.*").build().events()).containsExactly("a.*", "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a\n", "\u00e4", "a*b*c*d*e*f*" })
	void isNoPattern(String pattern) {
		assertInvalid(settings().events("order.*", pattern), "events[1]");
	}

	@Test
	void patternsHaveALimitOfNumberAndLength() {
		assertInvalid(settings().events(Collections.nCopies(101, "a")), "events");
		assertInvalid(settings().events("x".repeat(256)), "events[0]");
		assertThatNoException().isThrownBy(() -> settings().events("x".repeat(255)).build());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "\u0000", "\ud800", "\u2028" })
	void aDescriptionIsText(String description) {
		assertInvalid(settings().description(description), "description");
	}

	@Test
	void aDescriptionMayBeInAnyLanguage() {
		String text = "Bestellungen für Łódź – 注文 \ud83d\ude9a";
		assertThat(settings().description(text).build().description()).isEqualTo(text);
	}

	@Test
	void textsHaveLimits() {
		assertInvalid(settings().description("x".repeat(501)), "description");
		assertInvalid(settings().sslBundle("x".repeat(101)), "ssl-bundle");
		assertInvalid(settings().metadata(texts(51)), "metadata");
		assertInvalid(settings().metadata(Map.of("x".repeat(101), "")), "metadata");
		assertInvalid(settings().metadata(Map.of("a b", "")), "metadata");
		assertInvalid(settings().metadata(Map.of("a", "x".repeat(501))), "metadata.a");
		assertInvalid(settings().metadata(Map.of("a", "\u0000")), "metadata.a");
		assertThatNoException().isThrownBy(() -> settings().metadata(texts(50)).build());
	}

	@Test
	void aRateIsPositive() {
		assertInvalid(settings().ratePerMinute(0), "rate-per-minute");
		assertInvalid(settings().ratePerMinute(1_000_001), "rate-per-minute");
	}

	@Test
	void laterChangesOfWhatWasGivenChangeNothing() {
		Map<String, String> metadata = texts(1);
		List<String> events = new ArrayList<>(List.of("a"));
		EndpointSettings settings = settings().metadata(metadata).events(events).build();
		metadata.clear();
		events.clear();
		assertThat(settings.metadata()).hasSize(1);
		assertThat(settings.events()).containsExactly("a");
	}

}
