package dev.webhooks.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookResponse;
import dev.webhooks.request.DocumentReader;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.request.Template;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseTemplate}.
 */
class ResponseTemplateTests {

	private static final String HOSTILE = "<a href='x'>\"&\\\n\u20AC";

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "application/json|{\"v\":\"<a href='x'>\\\"&\\\\\\n\u20AC\"}",
			"Application/Vnd.Acme+JSON|{\"v\":\"<a href='x'>\\\"&\\\\\\n\u20AC\"}" })
	void valueIsEscapedForJson(String contentType, String expected) {
		assertThat(render(contentType, "{\"v\":\"{body:/v}\"}", HOSTILE)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/xml", "application/xml", "text/html; charset=utf-8", "application/soap+xml" })
	void valueIsEscapedForMarkup(String contentType) {
		assertThat(render(contentType, "<v>{body:/v}</v>", HOSTILE))
			.isEqualTo("<v>&lt;a href=&#39;x&#39;&gt;&quot;&amp;\\\n\u20AC</v>");
	}

	@Test
	void valueStandsAsItIsInPlainText() {
		assertThat(render("text/plain", "{body:/v}", HOSTILE)).isEqualTo(HOSTILE);
	}

	@Test
	void literalTextIsNotEscaped() {
		assertThat(render("text/xml", "<Response/>", "")).isEqualTo("<Response/>");
	}

	@Test
	void answerWithoutABodyIsEmpty() {
		WebhookResponse response = new ResponseTemplate(204, null, Map.of(), null).render(values(""));
		assertThat(response).isEqualTo(WebhookResponse.of(204));
	}

	@Test
	void answerWhoseValueIsMissingIsNone() {
		ResponseTemplate template = new ResponseTemplate(200, "text/plain", Map.of(),
				Template.parse("response.body", "{header:X-Other}"));
		assertThat(template.render(values(""))).isNull();
	}

	@Test
	void answerWhoseHeaderIsMissingIsNone() {
		assertThat(header("{header:X-Other}", "")).isNull();
	}

	@Test
	void headerRepeatsAValue() {
		assertThat(header("a {body:/v}", "b").headers().first("X-Echo")).isEqualTo("a b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\u0000b", "\u007F" })
	void valueThatIsNoHeaderValueIsNotRepeated(String value) {
		assertThat(header("{body:/v}", value)).isNull();
	}

	private static @Nullable WebhookResponse header(String text, String value) {
		return new ResponseTemplate(200, null, Map.of("X-Echo", Template.parse("response.headers", text)), null)
			.render(values(value));
	}

	private static String render(String contentType, String body, String value) {
		WebhookResponse response = new ResponseTemplate(200, contentType, Map.of(),
				Template.parse("response.body", body))
			.render(values(value));
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	private static RequestValues values(String value) {
		String json = JsonNodeFactory.instance.objectNode().put("v", value).toString();
		WebhookRequest request = TestProviders.json(json);
		return new RequestValues(RequestParser.of(DocumentReader.AUTO, List.of("/v")).parse(request));
	}

}
