package dev.webhooks.request;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JsonFields}.
 */
class JsonFieldsTests {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private static final List<String> NAMES = List.of("a", "b", "0", "1", "a/b", "m~n", "");

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/a|{\"a\":\"x\"}|x", "/a/b|{\"z\":[{\"a\":1}],\"a\":{\"b\":\"x\"}}|x",
			"/a/1|{\"a\":[0,\"x\"]}|x", "/a/0/b|{\"a\":[{\"b\":\"x\"}]}|x", "/0|[\"x\"]|x", "/0|{\"0\":\"x\"}|x",
			"/a~1b|{\"a/b\":\"x\"}|x", "/m~0n|{\"m~n\":\"x\"}|x", "/~01|{\"~1\":\"x\"}|x", "/|{\"\":\"x\"}|x",
			"''|\"x\"|x", "''|12|12", "/a|{\"a\":false}|false", "/a|{\"a\":\"\"}|''", "/a|{\"\\u0061\":\"x\"}|x" })
	void findsTheValueAtAPointer(String pointer, String document, String expected) {
		assertThat(read(pointer, document)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/a|{}", "/a|{\"a\":null}", "/a|{\"a\":{}}", "/a|{\"a\":[]}",
			"/a/b|{\"a\":\"x\"}", "/01|[0,1]", "/-|[0]", "/2|[0,1]", "''|{\"\":1}", "''|null", "/a|{\"b\":{\"a\":1}}" })
	void findsNothingWhereThereIsNoScalar(String pointer, String document) {
		assertThat(read(pointer, document)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/a|{\"a\":1,\"a\":2}|2", "/a/b|{\"a\":{\"b\":1,\"b\":2}}|2",
					"/a/b|{\"a\":{\"b\":1},\"a\":{\"b\":2}}|2", "/a/b|{\"a\":1,\"a\":{\"b\":2}}|2",
					"/a|{\"a\":1,\"\\u0061\":2}|2" })
	void lastOfSeveralPropertiesWithOneNameCounts(String pointer, String document, String expected) {
		assertThat(read(pointer, document)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/a|{\"a\":1,\"a\":null}", "/a/b|{\"a\":{\"b\":1},\"a\":{}}",
					"/a/b|{\"a\":{\"b\":1},\"a\":{\"c\":2}}", "/a/b|{\"a\":{\"b\":1},\"a\":null}",
					"/a/b/c|{\"a\":{\"b\":{\"c\":1}},\"a\":[]}", "/a/1|{\"a\":[1,2],\"a\":[3]}" })
	void whatAnEarlierPropertyOfThatNameHeldIsForgotten(String pointer, String document) {
		assertThat(read(pointer, document)).isNull();
	}

	/**
	 * Compares with the tree, in which a listener may look for the same value.
	 */
	@RepeatedTest(50)
	void readsRandomDocumentsAsATreeDoes(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		List<String> pointers = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			pointers.add(randomPointer(random));
		}
		JsonFields fields = JsonFields.of(pointers);
		for (int i = 0; i < 40; i++) {
			String document = randomJson(random, 4);
			JsonFields.Values values = fields.read(document.getBytes(StandardCharsets.UTF_8));
			JsonNode tree = MAPPER.readTree(document);
			for (String pointer : pointers) {
				assertThat(values.get(pointer)).as("%s in %s", pointer, document)
					.isEqualTo(scalarText(tree.at(JsonPointer.compile(pointer))));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "12345678901234567890123456789", "0.10", "1.00000000000000000000000001", "-0", "1E+2",
			"9007199254740993" })
	void numbersAreKeptAsTheyStand(String number) {
		assertThat(read("/n", "{\"n\":" + number + "}")).isEqualTo(number);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "{\"a\":1", "[1,", "{}x", "{}{}", "1 2", "nul", "{'a':1}", "{a:1}", "[1,]",
			"{\"a\":01}", "NaN", "// x\n{}", "\"\u0001\"", "{\"a\":\"\\x\"}" })
	void whatIsNotOneJsonValueIsMalformed(String document) {
		assertMalformed(document.getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@ValueSource(strings = { "7B2261223A22FF227D", "7B2261223A22C328227D", "7B2261223A22E28228227D", "7B22C3223A317D",
			"22C0AF22", "22C1BF22", "22E0809F22", "22EDA08022", "22EDBFBF22", "22F080808022", "22F490808022",
			"22F580808022" })
	void invalidUtf8IsMalformed(String hex) {
		assertMalformed(HexFormat.of().parseHex(hex));
	}

	@ParameterizedTest
	@ValueSource(strings = { "C280", "DFBF", "E0A080", "ED9FBF", "EE8080", "EFBFBF", "F0908080", "F48FBFBF" })
	void utf8IsReadToItsLimits(String hex) {
		byte[] document = HexFormat.of().parseHex("22" + hex + "22");
		assertThat(JsonFields.of(List.of("")).read(document).get(""))
			.isEqualTo(new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1_000, 100_000 })
	void deepNestingIsMalformed(int levels) {
		assertMalformed(("[".repeat(levels) + "]".repeat(levels)).getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void deepNestingOnTheWayToAValueIsMalformed() {
		byte[] document = ("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
		assertMalformed(document);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16BE", "UTF-16LE" })
	void unicodeEncodingIsFoundAsATreeFindsIt(String charset) {
		byte[] document = "{\"a\":\"\u00E4\"}".getBytes(Charset.forName(charset));
		assertThat(JsonFields.of(List.of("/a")).read(document).get("/a"))
			.isEqualTo(MAPPER.readTree(document).path("a").asString());
	}

	@Test
	void messageNeverShowsTheDocument() {
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> read("/a", "{\"a\":\"4242424242424242\" card}"))
			.satisfies((
					ex) -> assertThat(ex).hasMessageNotContaining("4242").hasMessageNotContaining("card").hasNoCause());
	}

	@Test
	void pointerThatWasNotPreparedIsNotFound() {
		assertThat(JsonFields.of(List.of("/a")).read("{\"b\":1}".getBytes(StandardCharsets.UTF_8)).get("/b")).isNull();
	}

	@Test
	void noFieldsCheckThatTheDocumentIsWellFormed() {
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> JsonFields.NONE.read("{".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void whatIsNoPointerIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> JsonFields.of(List.of("a")));
	}

	private static void assertMalformed(byte[] document) {
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> JsonFields.of(List.of("/a", "/a/a/a")).read(document))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD));
	}

	private static @Nullable String read(String pointer, String document) {
		return JsonFields.of(List.of(pointer)).read(document.getBytes(StandardCharsets.UTF_8)).get(pointer);
	}

	private static @Nullable String scalarText(JsonNode node) {
		return (node.isValueNode() && !node.isNull()) ? node.asString() : null;
	}

	private static String randomPointer(Random random) {
		StringBuilder pointer = new StringBuilder();
		for (int i = random.nextInt(4); i >= 0; i--) {
			String name = NAMES.get(random.nextInt(NAMES.size()));
			pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
		}
		return pointer.toString();
	}

	private static String randomJson(Random random, int depth) {
		List<String> parts = new ArrayList<>();
		int kind = random.nextInt((depth > 0) ? 8 : 4);
		int size = random.nextInt(5);
		return switch (kind) {
			case 0 -> "\"s" + random.nextInt(100) + "\"";
			case 1 -> Integer.toString(random.nextInt(1000) - 500);
			case 2 -> "true";
			case 3 -> "null";
			case 4, 5, 6 -> {
				for (int i = 0; i < size; i++) {
					parts.add("\"" + NAMES.get(random.nextInt(NAMES.size())) + "\" : " + randomJson(random, depth - 1));
				}
				yield "{" + String.join(" , ", parts) + "}";
			}
			default -> {
				for (int i = 0; i < size; i++) {
					parts.add(randomJson(random, depth - 1));
				}
				yield "[" + String.join(",", parts) + "]";
			}
		};
	}

}
