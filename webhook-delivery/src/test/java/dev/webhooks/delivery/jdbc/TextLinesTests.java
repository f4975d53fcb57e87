package dev.webhooks.delivery.jdbc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.webhooks.delivery.jdbc.database.TextLines;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TextLines}.
 */
class TextLinesTests {

	@Test
	void textsAreLines() {
		assertThat(TextLines.of(List.of("issues.opened", "issues"))).isEqualTo("issues.opened\nissues\n");
	}

	@Test
	void textsComeBackWhateverIsInThem() {
		List<String> texts = List.of("a\nb", "c\\nd", "\r", "\\", "\u2028", "a: b");
		assertThat(TextLines.texts(TextLines.of(texts))).isEqualTo(texts);
	}

	@Test
	void valuesComeBackWhateverIsInThem() {
		Map<String, String> values = Map.of("a", "b\r\nc: d", "e\\n", "");
		Map<String, String> read = new HashMap<>();
		TextLines.read(TextLines.of(values), read::put);
		assertThat(read).isEqualTo(values);
	}

}
