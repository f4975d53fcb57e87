package dev.webhooks.provider;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link NamePatterns}.
 */
class NamePatternsTests {

	private final NamePatterns patterns = NamePatterns.of(List.of("push", "issues.*"));

	@Test
	void matchesWhatOneOfThePatternsMatches() {
		assertThat(this.patterns.matches("issues.opened")).isTrue();
	}

	@Test
	void doesNotMatchWhatNoPatternMatches() {
		assertThat(this.patterns.matches("issues")).isFalse();
	}

	@Test
	void matchesAnyWhenOneOfTheNamesMatches() {
		assertThat(this.patterns.matchesAny(List.of("push.forced", "push"))).isTrue();
	}

	@Test
	void matchesAnyIsFalseWhenNoNameMatches() {
		assertThat(this.patterns.matchesAny(List.of("ping", "pong"))).isFalse();
	}

	@Test
	void whenThereIsNoPatternIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> NamePatterns.of(List.of()));
	}

}
