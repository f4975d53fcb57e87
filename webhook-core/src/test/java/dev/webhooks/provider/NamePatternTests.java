package dev.webhooks.provider;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link NamePattern}.
 */
class NamePatternTests {

	@ParameterizedTest
	@CsvSource({ "push,push", "*,push", "*,''", "**,push", "customer.*,customer.created", "customer.*,customer.",
			"customer.*,customer.subscription.created", "*.created,customer.created", "a*b*c,abc", "a*b*c,a-b-c",
			"a*b*c,a-b-b-c-c", "a*,a", "*a*,bab", "a*a,aa", "*ab*ab*,abab" })
	void matches(String pattern, String name) {
		assertThat(NamePattern.of(pattern).matches(name)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "push,pushed", "push,Push", "push,''", "customer.*,customer", "customer.*,xcustomer.created",
			"*.created,customer.created.x", "a*b*c,acb", "a*b*c,abcd", "a*a,a", "ab*ba,aba", "*ab*ab*,aba",
			"a*bc*c,abc" })
	void doesNotMatch(String pattern, String name) {
		assertThat(NamePattern.of(pattern).matches(name)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "customer.updated", "customerXcreated" })
	void whenPatternHasADotItIsNoWildcard(String name) {
		assertThat(NamePattern.of("customer.created").matches(name)).isFalse();
	}

	@Test
	void whenPatternIsBlankIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> NamePattern.of(" "))
			.withMessage("'pattern' must not be empty");
	}

	@Test
	void whenNameIsHostileDoesNotBacktrack() {
		NamePattern pattern = NamePattern.of("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b");
		String name = "a".repeat(100_000);
		assertThatNoException().isThrownBy(() -> assertTimeoutPreemptively(Duration.ofSeconds(2),
				() -> assertThat(pattern.matches(name)).isFalse()));
	}

	@Test
	void equalPatternsAreEqual() {
		assertThat(NamePattern.of("a.*")).isEqualTo(NamePattern.of("a.*")).hasSameHashCodeAs(NamePattern.of("a.*"));
	}

	@Test
	void toStringIsThePattern() {
		assertThat(NamePattern.of("a.**.b")).hasToString("a.**.b");
	}

}
