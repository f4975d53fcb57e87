package dev.webhooks.request;

import java.io.ByteArrayOutputStream;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Template} and {@link Locator}.
 */
class TemplateTests {

	private static final WebhookRequest REQUEST = new WebhookRequest(
			WebhookRequestHead.builder("POST", "https://hooks.example.com/in/acme?a=%2F+b&c=")
				.headers(WebhookHeaders.of("X-Event", "push", "X-Empty", ""))
				.pathVariables(Map.of("tenant", "t1"))
				.build(),
			"{\"type\":\"x\",\"n\":1.10,\"yes\":true,\"none\":null,\"list\":[\"a\",{\"b\":2}]}");

	private static final WebhookRequest FORM = TestRequests.post("payload=%7B%7D&text=a+b", "Content-Type",
			"application/x-www-form-urlencoded");

	@ParameterizedTest
	@CsvSource({ "header:X-Event,push", "header:x-event,push", "header:X-Empty,''", "query:a,/ b", "query:c,''",
			"path:tenant,t1", "body:/type,x", "body:/n,1.10", "body:/yes,true", "body:/list/0,a", "body:/list/1/b,2",
			"method,POST", "url,https://hooks.example.com/in/acme?a=%2F+b&c=" })
	void locatorFindsItsValue(String locator, String expected) {
		assertThat(expand(locator, REQUEST)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "header:X-Other", "query:b", "path:other", "body:/other", "body:/none", "body:/list",
			"body:/list/2", "body:/list/00", "body:/type/0", "body:", "form:payload", "timestamp", "id" })
	void locatorOfWhatIsNotThereFindsNothing(String locator) {
		assertThat(expand(locator, REQUEST)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "{header:X-Event=push}pushed,pushed", "pushed{header:X-Event=*},pushed", "{method=POST}{body:/type},x",
			"{header:X-Event=push}{body:/n=1.10}both,both", "document:/type,x" })
	void aConditionThatHoldsStandsForNothing(String template, String expected) {
		assertThat(expand(template, REQUEST)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{header:X-Event=pull}pulled", "pulled{header:X-Other=*}", "{method=GET}{body:/type}",
			"{header:X-Event=Push}pushed", "{body:/none=*}null" })
	void aConditionThatDoesNotHoldLeavesTheTemplateWithoutAValue(String template) {
		assertThat(expand(template, REQUEST)).isNull();
	}

	@Test
	void quotedBodyIsTheTextOfAJsonString() {
		assertThat(expand("body-quoted", TestRequests.post("{\"a\":\"\u00e4/\\n\"}\n")))
			.isEqualTo("{\\\"a\\\":\\\"\\u00E4\\/\\\\n\\\"}\\n");
	}

	@Test
	void uniqueIsNeverTheSame() {
		assertThat(expand("unique", REQUEST)).isNotEqualTo(expand("unique", REQUEST));
	}

	@Test
	void formFieldIsDecoded() {
		assertThat(expand("{form:text}={form:payload}", FORM)).isEqualTo("a b={}");
	}

	@Test
	void bodyHashIsThatOfTheSecureHashStandard() {
		assertThat(expand("body-hash", TestRequests.post("abc")))
			.isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "X-Event", "headers:X-Event", "header:", "query:", "form:", "path:", "body:type",
			"body", "jsonpath:$.x", "Header:X" })
	void whatIsNoLocatorIsRefused(String text) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> Template.parseLocator("event.id", text))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("event.id"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{bod}", "{timestamp}.{body}.{nonce}", "{header:}", "{body:type}" })
	void unknownPlaceholderIsRefused(String text) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> Template.parse("signature.content", text));
	}

	@Test
	void templateFillsInPlaceholders() {
		assertThat(expand("{header:X-Event}.{body:/type}", REQUEST)).isEqualTo("push.x");
	}

	@Test
	void templateWithAMissingValueIsMissing() {
		assertThat(expand("{header:X-Event}.{body:/action}", REQUEST)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{\"challenge\":\"{body:/type}\"}|{\"challenge\":\"x\"}", "{}|{}",
			"{{body:/type}}|{x}", "{ body }|{ body }", "{1}|{1}" })
	void bracesAroundAnythingButANameStandForThemselves(String text, String expected) {
		assertThat(Template.parse("response.body", text).expand(values(Template.parse("response.body", text), REQUEST)))
			.isEqualTo(expected);
	}

	@Test
	void valueIsNotExpandedAgain() {
		WebhookRequest request = TestRequests.post("{}", "X-Event", "{header:X-Secret}", "X-Secret", "s");
		assertThat(expand("{header:X-Event}", request)).isEqualTo("{header:X-Secret}");
	}

	@Test
	void bodyIsWrittenByteForByte() {
		byte[] body = { 0, (byte) 0xFF, '{', (byte) 0xC3, '\r', '\n' };
		assertThat(write("{body}", TestRequests.post(body))).isEqualTo(body);
	}

	@Test
	void headerIsWrittenInTheBytesThatCame() {
		WebhookRequest request = TestRequests.post("", "X-Id", "\u00C3\u00A4\u00FF");
		assertThat(write("{header:X-Id}", request)).containsExactly(0xC3, 0xA4, 0xFF);
	}

	@Test
	void literalAndJsonValueAreWrittenAsUtf8() {
		assertThat(write("\u00E4{body:/a}", TestRequests.post("{\"a\":\"\\u00e4\"}"))).containsExactly(0xC3, 0xA4, 0xC3,
				0xA4);
	}

	@Test
	void writingSaysWhatIsMissing() {
		Template template = Template.parse("signature.content", "{header:X-Id}.{body}");
		assertThat(template.write(values(template, REQUEST), (bytes) -> {
		})).hasToString("header:X-Id");
	}

	@ParameterizedTest
	@CsvSource({ "header:X-Id,X-Id,x-id", "header:X-Id,x-id,X-ID" })
	void repeatedHeaderIsRefused(String locator, String first, String second) {
		assertRefused(locator, TestRequests.post("{}", first, "1", second, "1"));
	}

	@Test
	void repeatedQueryParameterIsRefused() {
		assertRefused("query:a",
				new WebhookRequest(WebhookRequestHead.builder("POST", "https://x/?a=1&b=2&a=1").build(), ""));
	}

	@Test
	void repeatedFormFieldIsRefused() {
		assertRefused("form:a", TestRequests.post("a=1&a=1", "Content-Type", "application/x-www-form-urlencoded"));
	}

	private static void assertRefused(String locator, WebhookRequest request) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> expand(locator, request))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.MALFORMED_PAYLOAD));
	}

	private static @Nullable String expand(String text, WebhookRequest request) {
		Template template = Template.parseLocator("event.id", text);
		return template.expand(values(template, request));
	}

	private static byte[] write(String text, WebhookRequest request) {
		Template template = Template.parse("signature.content", text);
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		assertThat(template.write(values(template, request), written::writeBytes)).isNull();
		return written.toByteArray();
	}

	private static RequestValues values(Template template, WebhookRequest request) {
		return new RequestValues(RequestParser.of(DocumentReader.AUTO, template.pointers()).parse(request));
	}

}
