package dev.webhooks.cli.listen;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.cli.terminal.Terminal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link BodyText}.
 */
class BodyTextTests {

	private final BodyText bodies = new BodyText(Terminal.builder().build(), false);

	@Test
	void laysOutJson() {
		assertThat(lines("{\"a\":[1, 2.50,{}],\"b\":{\"c\":null,\"d\":[]}}")).containsExactly("{", "  \"a\": [",
				"    1,", "    2.50,", "    {}", "  ],", "  \"b\": {", "    \"c\": null,", "    \"d\": []", "  }", "}");
	}

	@Test
	void keepsNumbersAndTextsAsTheyAre() {
		assertThat(lines("[1e400, 0.10, \"a\\\\\", \"\\u00e4 , {\"]")).containsExactly("[", "  1e400,", "  0.10,",
				"  \"a\\\\\",", "  \"\\u00e4 , {\"", "]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{} \"abc", "{\"a\":", "[", "{\"a\":1} x", "\"", "<a/>", "a=b" })
	void showsAllElseAsItIs(String text) {
		assertThat(lines(text)).containsExactly(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "\"text\"", "true", "{}", "[]" })
	void showsWhatIsHardlyADocument(String json) {
		assertThat(lines(json)).containsExactly(json);
	}

	@Test
	void cutsLongTexts() {
		assertThat(lines("{\"a\":\"" + "x".repeat(5000) + "\"}").get(1)).hasSizeLessThan(2100)
			.endsWith("... (3002 characters more)");
	}

	@Test
	void cutsNothingForThoseWhoWantAll() {
		String all = "{\"a\":\"" + "x".repeat(5000) + "\"}";
		assertThat(
				new BodyText(Terminal.builder().build(), true).lines(all.getBytes(StandardCharsets.UTF_8), null).get(1))
			.hasSize(5009);
	}

	@Test
	void cutsALongLine() {
		assertThat(String.join("", lines("x".repeat(1_000_000)))).hasSizeLessThan(100_000);
	}

	@Test
	void showsFormsThatAreBroken() {
		assertThat(this.bodies.lines("a=%zz&b".getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded"))
			.containsExactly("a = %zz", "b = ");
	}

	private List<String> lines(String body) {
		return this.bodies.lines(body.getBytes(StandardCharsets.UTF_8), "application/json");
	}

}
