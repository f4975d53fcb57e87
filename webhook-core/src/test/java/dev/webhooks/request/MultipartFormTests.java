package dev.webhooks.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.apache.commons.fileupload2.core.MultipartInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MultipartForm}.
 */
class MultipartFormTests {

	private static final String TYPE = "multipart/form-data; boundary=xYzZY";

	private static final String FIELD = "Content-Disposition: form-data; name=\"a\"";

	private static final String FILE = FIELD + "; filename=\"b.txt\"";

	@Test
	void fieldsAndFilesAreToldApart() {
		String form = form(part(FIELD, "1"), part(FILE + "\r\nContent-Type: text/plain", "2"));
		assertThat(fields(form)).containsExactly(Map.entry("a", List.of("1")));
		assertThat(files(form)).singleElement().satisfies((file) -> {
			assertThat(file.name()).isEqualTo("a");
			assertThat(file.filename()).isEqualTo("b.txt");
			assertThat(file.contentType()).isEqualTo("text/plain");
			assertThat(file.bytes()).containsExactly('2');
		});
	}

	/** From RFC 7578, section 4.2, and with the files of RFC 2388. */
	@Test
	void theFormOfTheSpecificationIsRead() {
		String form = "--AaB03x\r\ncontent-disposition: form-data; name=\"field1\"\r\n"
				+ "content-type: text/plain;charset=windows-1250\r\ncontent-transfer-encoding: 8bit\r\n\r\n"
				+ "Joe owes \u00801.\r\n--AaB03x--\r\n";
		assertThat(
				MultipartForm.fields("multipart/form-data;boundary=AaB03x", form.getBytes(StandardCharsets.ISO_8859_1)))
			.containsExactly(Map.entry("field1", List.of("Joe owes \u20AC1.")));
	}

	@Test
	void valuesOfARepeatedFieldAreKeptInOrder() {
		assertThat(fields(form(part(FIELD, "2"), part(FIELD, "1"), part(FIELD, "2")))).containsOnlyKeys("a")
			.containsValue(List.of("2", "1", "2"));
	}

	@Test
	void filesOfOneFieldAreKeptInOrder() {
		assertThat(files(form(part(FILE, "2"), part(FILE, "1"))).stream().map(MultipartFormTests::text))
			.containsExactly("2", "1");
	}

	@Test
	void aFileIsReadByteForByte() {
		byte[] content = new byte[100_000];
		new Random(7).nextBytes(content);
		ByteArrayOutputStream form = new ByteArrayOutputStream();
		form.writeBytes(("--xYzZY\r\n" + FILE + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
		form.writeBytes(content);
		form.writeBytes("\r\n--xYzZY--".getBytes(StandardCharsets.US_ASCII));
		assertThat(MultipartForm.files(TYPE, form.toByteArray())).singleElement()
			.satisfies((file) -> assertThat(file.bytes()).isEqualTo(content));
	}

	@Test
	void anEmptyFileIsThere() {
		assertThat(files(form(part(FILE, "")))).singleElement().satisfies((file) -> assertThat(file.size()).isZero());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "b.txt|b.txt", "../../etc/passwd|../../etc/passwd",
			"C:\\a\\b.txt|C:\\a\\b.txt", "a\\\"b.txt|a\"b.txt", "%22|%22", "\u00E4;=.txt|\u00E4;=.txt", "|''" })
	void aFilenameIsWhatTheSenderSays(String filename, String expected) {
		assertThat(files(form(part(FIELD + "; filename=\"" + ((filename != null) ? filename : "") + "\"", "1"))))
			.singleElement()
			.satisfies((file) -> assertThat(file.filename()).isEqualTo(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/octet-stream", "image/png", "multipart/mixed; boundary=b" })
	void aPartThatIsNoTextIsAFileWithoutAName(String contentType) {
		String form = form(part(FIELD + "\r\nContent-Type: " + contentType, "--b\r\n\r\n1\r\n--b--"));
		assertThat(fields(form)).isEmpty();
		assertThat(files(form)).singleElement().satisfies((file) -> {
			assertThat(file.filename()).isNull();
			assertThat(text(file)).isEqualTo("--b\r\n\r\n1\r\n--b--");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "text/html", "application/json", "application/atom+xml", "" })
	void aPartThatIsTextIsAField(String contentType) {
		assertThat(fields(form(part(FIELD + "\r\nContent-Type: " + contentType, "1")))).containsOnlyKeys("a");
	}

	@Test
	void withoutACharacterSetFieldsAreInUtf8() {
		assertThat(decoded(part(FIELD, "\u00C3\u00A4"))).isEqualTo("\u00E4");
	}

	@Test
	void aPartNamesItsCharacterSet() {
		assertThat(decoded(part(FIELD + "\r\nContent-Type: text/plain; charset=\"iso-8859-1\"", "\u00E4")))
			.isEqualTo("\u00E4");
	}

	@Test
	void aFieldNamesTheCharacterSetOfAll() {
		assertThat(decoded(part(FIELD, "\u00E4"), named("_charset_", "iso-8859-1"))).isEqualTo("\u00E4");
	}

	/** As SendGrid's Inbound Parse sends it. */
	@Test
	void aFieldNamesTheCharacterSetOfEach() {
		assertThat(decoded(part(FIELD, "\u00E4"), named("charsets", "{\"to\":\"UTF-8\",\"a\":\"iso-8859-1\"}")))
			.isEqualTo("\u00E4");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "iso-8859-1", "{\"a\":7}", "{\"a\":\"nonsense\"}", "[", "[\"a\"]", "{\"a\":\"\u0001\"}" })
	void aFieldThatNamesNoCharacterSetsIsOneLikeOthers(String charsets) {
		assertThat(decoded(part(FIELD, "\u00C3\u00A4"), named("charsets", charsets))).isEqualTo("\u00E4");
	}

	@Test
	void whateverTheCharacterSetADocumentCanBeMade() {
		byte[] content = new byte[4096];
		new Random(7).nextBytes(content);
		String bytes = new String(content, StandardCharsets.ISO_8859_1);
		for (String charset : Charset.availableCharsets().keySet()) {
			String form = form(part(FIELD + "\r\nContent-Type: text/plain; charset=" + charset, bytes));
			byte[] document = FormFields.toJson(fields(form));
			assertThat(new JsonMapper().readTree(document).path("a").isString()).as(charset).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data; boundary=xYzZY",
			"Multipart/Form-Data;charset=utf-8; Boundary=\"xYzZY\"" })
	void theContentTypeNamesTheBoundary(String contentType) {
		assertThat(MultipartForm.isMultipart(contentType)).isTrue();
		assertThat(MultipartForm.fields(contentType, bytes(form(part(FIELD, "1"))))).containsOnlyKeys("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/mixed; boundary=x", "multipart/form-data-x", "application/json", "" })
	void otherContentTypesAreNoFormInParts(String contentType) {
		assertThat(MultipartForm.isMultipart(contentType)).isFalse();
	}

	@Test
	void aBoundaryHasUpToSeventyCharacters() {
		String boundary = "b".repeat(70);
		String form = form(part(FIELD, "1")).replace("xYzZY", boundary);
		assertThat(MultipartForm.fields("multipart/form-data; boundary=" + boundary, bytes(form)))
			.containsOnlyKeys("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data", "multipart/form-data; boundary=",
			"multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\u00E4",
			"multipart/form-data; boundary=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" })
	void withoutAUsableBoundaryItIsMalformed(String contentType) {
		assertMalformed(contentType, form(part(FIELD, "1")));
	}

	static Stream<String> malformed() {
		String part = part(FIELD, "1");
		return Stream.of("", "x", "--xYzZY", "--xYzZY\r\n", part, part + "--xYzZY", part + "--xYzZ--\r\n",
				part + "--xYzZYy\r\n" + FIELD + "\r\n\r\n1\r\n--xYzZY--", form(part("X-Other: 1", "1")),
				form(part("", "1")), form(part("Content-Disposition: form-data", "1")),
				form(part("Content-Disposition: attachment; name=\"a\"", "1")),
				form(part(FIELD + "\r\n" + FIELD.replace("\"a\"", "\"b\""), "1")),
				form(part(FIELD + "\r\nContent-Type: text/plain\r\nContent-Type: image/png", "1")),
				form(part(FIELD + "\r\nX-Long: " + "y".repeat(4096), "1")),
				form(part("Content-Disposition: form-data; name*=utf-8''%zz%", "1")).replace("--xYzZY--", ""));
	}

	@ParameterizedTest
	@MethodSource
	void malformed(String form) {
		assertMalformed(TYPE, form);
	}

	@Test
	void aFormMayHaveNoParts() {
		assertThat(fields("--xYzZY--\r\n")).isEmpty();
	}

	@Test
	void whatStandsAroundThePartsIsNotRead() {
		assertThat(fields("preamble\r\n" + form(part(FIELD, "1")) + "epilogue")).containsOnlyKeys("a");
	}

	@Test
	void thousandPartsAreRead() {
		assertThat(fields(form(part(FIELD, "1").repeat(1000))).get("a")).hasSize(1000);
	}

	@Test
	void moreThanAThousandPartsAreMalformed() {
		assertMalformed(TYPE, form(part(FIELD, "1").repeat(500), part(FILE, "1").repeat(501)));
	}

	@Test
	void noMessageShowsWhatIsInTheForm() {
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> fields(form(part("Content-Disposition: form-data; card=4242", "4242"))))
			.satisfies((ex) -> assertThat(ex).hasMessageNotContaining("4242").hasNoCause());
	}

	@Test
	void theVersionThatIsNamedIsTheOneThatIsTested() {
		String[] library = MultipartForm.LIBRARY.split(":");
		assertThat(MultipartInput.class.getProtectionDomain().getCodeSource().getLocation().getPath())
			.endsWith(library[1] + "-" + library[2] + ".jar");
	}

	@Test
	void aFieldCanBeAdded() {
		byte[] form = MultipartForm.append(TYPE, bytes(form(part(FIELD, "1"))), "signature", "abc=");
		assertThat(MultipartForm.fields(TYPE, form)).containsEntry("a", List.of("1"))
			.containsEntry("signature", List.of("abc="));
	}

	private static String decoded(String... parts) {
		return fields(form(parts)).get("a").get(0);
	}

	private static Map<String, List<String>> fields(String form) {
		return MultipartForm.fields(TYPE, bytes(form));
	}

	private static List<WebhookFile> files(String form) {
		return MultipartForm.files(TYPE, bytes(form));
	}

	private static String text(WebhookFile file) {
		return new String(file.bytes(), StandardCharsets.US_ASCII);
	}

	private static byte[] bytes(String form) {
		boolean latin = form.chars().allMatch((character) -> character <= 0xFF);
		return form
			.getBytes(latin && !form.contains("filename") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
	}

	private static String named(String name, String value) {
		return part(FIELD.replace("\"a\"", "\"" + name + "\""), value);
	}

	private static String part(String headers, String value) {
		return "--xYzZY\r\n" + headers + "\r\n\r\n" + value + "\r\n";
	}

	private static String form(String... parts) {
		return String.join("", parts) + "--xYzZY--\r\n";
	}

	private static void assertMalformed(String contentType, String form) {
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> MultipartForm.fields(contentType, bytes(form)))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD));
	}

}
