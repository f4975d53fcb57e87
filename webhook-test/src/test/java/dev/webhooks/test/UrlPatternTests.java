package dev.webhooks.test;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UrlPattern}.
 */
class UrlPatternTests {

	@ParameterizedTest
	@CsvSource({ "/in/{a},ab,/in/ab", "'/in/{a:[a-z]{2}}/x',ab,/in/ab/x", "/in/{*a},/a b/c,/in/a%20b/c",
			"/in/{a},a/b,/in/a%2Fb", "/in,,/in" })
	void aVariableHasItsValue(String pattern, String value, String filled) {
		assertThat(new UrlPattern(pattern).filled(Map.of("a", String.valueOf(value)))).isEqualTo(filled);
	}

	@ParameterizedTest
	@CsvSource({ "/in/{a}", "'/in/{a:[a-z]{2}}/x'", "/in/{*a}" })
	void aVariableHasItsName(String pattern) {
		assertThat(new UrlPattern(pattern).names()).containsExactly("a");
	}

}
