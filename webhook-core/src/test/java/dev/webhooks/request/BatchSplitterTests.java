package dev.webhooks.request;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BatchSplitter}.
 */
class BatchSplitterTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "[{\"a\":1},{\"a\":2}]|{\"a\":1}|{\"a\":2}",
					"'  [ { \"a\" : 1 } ,\t{\"a\":2 } ] '|{ \"a\" : 1 }|{\"a\":2 }", "[[1,[2]],[]]|[1,[2]]|[]",
					"[1,-2.50e+1]|1|-2.50e+1", "[ 12 , 3 ]|12|3", "[true ,null]|true|null",
					"[\"a]b\",\"[{\"]|\"a]b\"|\"[{\"", "[\"a\\\"],[\",\"\\\\\"]|\"a\\\"],[\"|\"\\\\\"",
					"[{\"a\":\"}]\"},{\"]\":[{}]}]|{\"a\":\"}]\"}|{\"]\":[{}]}",
					"[\"\u00E4\u20AC\",\"\uD83C\uDF89\"]|\"\u00E4\u20AC\"|\"\uD83C\uDF89\"", "[\"\",{}]|\"\"|{}",
					"[{\"a\":1,\"a\":2},0]|{\"a\":1,\"a\":2}|0" })
	void itemsAreTheExactBytes(String document, String first, String second) {
		assertThat(split("", document)).containsExactly(first, second);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/events|{\"x\":[9],\"events\":[1,2],\"y\":{\"events\":[8]}}",
			"/a/b|{\"b\":[9],\"a\":{\"a\":[8],\"b\":[1,2],\"c\":[7]}}", "/a~1b|{\"a/b\":[1,2]}", "/|{\"\":[1,2]}",
			"/events|{\"events\":[9],\"events\":[1,2]}", "/events|{\"events\":9,\"events\":[1,2]}",
			"/a/b|{\"a\":{\"b\":[9]},\"a\":{\"b\":[1,2]}}", "/a/0|{\"a\":[[1,2],[3]]}" })
	void arrayIsFoundAtItsPointer(String pointer, String document) {
		assertThat(split(pointer, document)).containsExactly("1", "2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "''|\"x\"", "''|1", "/events|{}", "/events|[1,2]", "/events|{\"events\":null}",
					"/events|{\"a\":{\"events\":[1]}}", "/events|{\"events\":[1,2],\"events\":3}",
					"/a/b|{\"a\":{\"b\":[1]},\"a\":{}}", "/a/b|{\"a\":{\"b\":[1],\"b\":0}}", "/a/1|{\"a\":[[1]]}" })
	void documentWithoutTheArrayIsOneItem(String pointer, String document) {
		assertThat(split(pointer, document)).containsExactly(document);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "''| {\"a\":[1] } |{\"a\":[1] }", "/e|{\"e\":[1,2],\"e\":{ }}|{ }" })
	void objectInPlaceOfTheArrayIsItsOnlyItem(String pointer, String document, String expected) {
		assertThat(split(pointer, document)).containsExactly(expected);
	}

	@Test
	void lineBreaksAreNoPartOfAnItem() {
		assertThat(split("", "[\r\n{}\n,\n1\r\n]\n")).containsExactly("{}", "1");
	}

	@Test
	void emptyArrayHasNoItems() {
		assertThat(split("", "[ ]")).isEmpty();
	}

	@Test
	void byteOrderMarkIsNoPartOfAnItem() {
		assertThat(split("", "\uFEFF[1,{}]")).containsExactly("1", "{}");
	}

	@Test
	void itemThatIsLongerThanABufferIsExact() {
		String item = "\"" + "x\u00E4".repeat(50_000) + "\"";
		assertThat(split("", "[" + item + "," + item + "]")).containsExactly(item, item);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16BE", "UTF-16LE", "UTF-32BE" })
	void whatIsNotUtf8IsMalformed(String charset) {
		assertMalformed("[{},{}]".getBytes(Charset.forName(charset)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1,", "[{]", "[1}", "[\"a" })
	void whatIsNotJsonIsMalformed(String document) {
		assertMalformed(document.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void tenThousandItemsAreCut() {
		assertThat(split("", "[" + "1,".repeat(9_999) + "1]")).hasSize(10_000);
	}

	@Test
	void moreThanTenThousandItemsAreMalformed() {
		assertMalformed(("[" + "1,".repeat(10_000) + "1]").getBytes(StandardCharsets.UTF_8));
	}

	@RepeatedTest(20)
	void randomItemsAreCutAsTheyWereJoined(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		List<String> choices = List.of("{\"a\" : [1, \"]\"]}", "\"\u20AC\\u20ac,\"", "-0.0", "true", "[ [] ]", "1e5",
				"{}", "\"\\\\\"", "null");
		List<String> items = new ArrayList<>();
		StringBuilder document = new StringBuilder("{\"n\":[],\"e\": [");
		for (int i = 0; i < 200; i++) {
			String item = choices.get(random.nextInt(choices.size()));
			items.add(item);
			document.append((i > 0) ? "," : "").append(" ".repeat(random.nextInt(3))).append(item);
			document.append(" \n\t".substring(0, random.nextInt(3)));
		}
		assertThat(split("/e", document + "]}")).isEqualTo(items);
	}

	private static void assertMalformed(byte[] document) {
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> new BatchSplitter("").split(document))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD));
	}

	private static List<String> split(String pointer, String document) {
		return new BatchSplitter(pointer).split(document.getBytes(StandardCharsets.UTF_8))
			.stream()
			.map((item) -> new String(item, StandardCharsets.UTF_8))
			.toList();
	}

}
