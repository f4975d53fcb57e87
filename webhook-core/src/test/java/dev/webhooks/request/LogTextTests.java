package dev.webhooks.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogText}.
 */
class LogTextTests {

	@Test
	void whatIsVisibleAndShortStaysAsItIs() {
		assertThat(LogText.of("evt_1 \u00E9\u4E16\uD83D\uDE00")).isEqualTo("evt_1 \u00E9\u4E16\uD83D\uDE00");
	}

	@Test
	void whatIsLongIsCutAndItsLengthIsTold() {
		assertThat(LogText.of("a".repeat(70000))).isEqualTo("a".repeat(200) + "... (70000 characters)");
	}

	@Test
	void whatIsJustAsLongAsAllowedIsNotCut() {
		assertThat(LogText.of("a".repeat(200))).isEqualTo("a".repeat(200));
	}

	@Test
	void aCharacterOfTwoPartsIsNotCutInTwo() {
		assertThat(LogText.of("\uD83D\uDE00".repeat(201))).startsWith("\uD83D\uDE00".repeat(200) + "... (402");
	}

	@ParameterizedTest
	@CsvSource({ "000A, a", "000D, d", "0000, 0", "001B, 1b", "007F, 7f", "0085, 85", "2028, 2028", "202E, 202e",
			"D800, d800", "E000, e000" })
	void whatIsNotVisibleIsEscaped(String character, String escaped) {
		char hidden = (char) Integer.parseInt(character, 16);
		assertThat(LogText.of("a" + hidden + "b")).isEqualTo("a\\u{" + escaped + "}b");
	}

	@Test
	void theMessageOfAnExceptionIsCutAtAThousand() {
		assertThat(LogText.messageOf(new IllegalStateException("\n" + "b".repeat(70000))))
			.isEqualTo("\\u{a}" + "b".repeat(999) + "... (70001 characters)");
	}

	@Test
	void anExceptionMayHaveNoMessage() {
		assertThat(LogText.messageOf(new IllegalStateException())).isEqualTo("null");
	}

}
