package dev.webhooks.listener;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.webhooks.provider.NamePatterns;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListenerSuggestion} and {@link UnmatchedEvents}.
 */
class ListenerSuggestionTests {

	@Test
	void codeCanBePasted() {
		assertThat(ListenerSuggestion.of("github", "issues.opened").code()).isEqualTo("""


				    @WebhookListener(provider = "github", events = "issues.opened")
				    void onIssuesOpened(WebhookEvent event) {
				    }
				""");
	}

	@Test
	void whenTypeHasControlCharactersTheyAreReplaced() {
		assertThat(ListenerSuggestion.of("acme", "a\r\nWARN forged").events()).isEqualTo("a*WARN forged");
	}

	@Test
	void whenTypeHasQuotesTheyAreReplaced() {
		assertThat(ListenerSuggestion.of("acme", "a\", id = \"${secret}\\").code())
			.contains("events = \"a* id * *secret*\")");
	}

	@Test
	void whenTypeIsVeryLongItIsCut() {
		assertThat(ListenerSuggestion.of("acme", "x".repeat(10_000)).events()).hasSize(101);
	}

	@Test
	void whenTypeIsReplacedThePatternStillMatchesIt() {
		String type = "käse\n.created" + "x".repeat(200);
		assertThat(NamePatterns.of(List.of(ListenerSuggestion.of("acme", type).events())).matches(type)).isTrue();
	}

	@Test
	void whenTypeHasNoLetterTheMethodHasANameNevertheless() {
		assertThat(ListenerSuggestion.of("acme", "***").code()).contains("void onEvent(WebhookEvent event)");
	}

	@Test
	void whenTypeIsBlankThePatternIsAny() {
		assertThat(ListenerSuggestion.of("acme", " ").events()).isEqualTo("*");
	}

}
