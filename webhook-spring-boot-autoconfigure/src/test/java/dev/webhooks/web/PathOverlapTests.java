package dev.webhooks.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PathOverlap}.
 */
class PathOverlapTests {

	@ParameterizedTest
	@CsvSource({ "/webhooks/stripe, /webhooks/stripe", "/webhooks/stripe, /webhooks/stripe/",
			"/webhooks/stripe, /webhooks/{name}", "/webhooks/stripe, /webhooks/*", "/webhooks/stripe, /*/str?pe",
			"/webhooks/stripe, /webhooks/**", "/webhooks/stripe, '/webhooks/{*rest}'",
			"/in/{tenant}/github, /in/acme/github", "/in/{tenant}/github, /in/acme/{name}",
			"/in/{tenant}/github, /in/**" })
	void findsPathsThatBothMatch(String provider, String pattern) {
		assertThat(PathOverlap.of(provider, pattern)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "/webhooks/stripe, /webhooks/github", "/webhooks/stripe, /webhooks",
			"/webhooks/stripe, /webhooks/stripe/events", "/webhooks/stripe, /webhooks/{name}/events",
			"/webhooks/stripe, /webhooks/Stripe", "/webhooks/stripe, '/webhooks/{id:[0-9]+}'",
			"/in/{tenant}/github, /in/acme/stripe", "/in/{tenant}/github, /out/**", "/webhooks/stripe, ''" })
	void pathsThatDifferAreNoOverlap(String provider, String pattern) {
		assertThat(PathOverlap.of(provider, pattern)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "/**", "**", "'/{*path}'" })
	void whatMatchesAllPathsIsNoOverlap(String pattern) {
		assertThat(PathOverlap.of("/webhooks/stripe", pattern)).isFalse();
	}

}
