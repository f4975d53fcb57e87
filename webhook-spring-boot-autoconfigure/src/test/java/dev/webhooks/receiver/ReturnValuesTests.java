package dev.webhooks.receiver;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import dev.webhooks.WebhookResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReturnValues}.
 */
class ReturnValuesTests {

	private static final WebhookResponse TWIML = WebhookResponse.of(204, "text/xml", new byte[0]);

	private final ReturnValues returnValues = new ReturnValues(new JsonMapper());

	@Test
	void textIsWrittenAsItIs() {
		assertAnswer(this.returnValues.toResponse("\u00E4\"", null), 200, "text/plain;charset=UTF-8", "\u00E4\"");
	}

	@Test
	void bytesAreWrittenAsTheyAre() {
		assertAnswer(this.returnValues.toResponse(new byte[] { 'a' }, null), 200, "application/octet-stream", "a");
	}

	@Test
	void objectIsWrittenAsJson() {
		assertAnswer(this.returnValues.toResponse(Map.of("a", List.of(1)), null), 200, "application/json",
				"{\"a\":[1]}");
	}

	@Test
	void textHasTheContentTypeThatTheProviderWants() {
		assertAnswer(this.returnValues.toResponse("<Response/>", TWIML), 200, "text/xml", "<Response/>");
	}

	@Test
	void objectIsJsonWhateverTheProviderWants() {
		assertAnswer(this.returnValues.toResponse(Map.of(), TWIML), 200, "application/json", "{}");
	}

	@Test
	void entitySetsStatusHeadersAndContentType() {
		WebhookResponse answer = this.returnValues.toResponse(
				ResponseEntity.status(202).header("X-A", "1", "2").contentType(MediaType.TEXT_HTML).body("<b>"), TWIML);
		assertAnswer(answer, 202, "text/html", "<b>");
		assertThat(answer.headers().all("X-A")).containsExactly("1", "2");
		assertThat(answer.headers().first("Content-Type")).isNull();
	}

	@Test
	void entityWithoutABodyIsEmpty() {
		assertThat(this.returnValues.toResponse(ResponseEntity.noContent().build(), TWIML))
			.isEqualTo(WebhookResponse.of(204));
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 503 })
	void entityWithAServerErrorAsksForRedelivery(int status) {
		assertThat(ReturnValues.isServerError(ResponseEntity.status(status).build())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 302, 400, 429 })
	void entityWithAnotherStatusDoesNot(int status) {
		assertThat(ReturnValues.isServerError(ResponseEntity.status(status).build())).isFalse();
	}

	@Test
	void nothingAndOtherValuesDoNot() {
		assertThat(ReturnValues.isServerError(null)).isFalse();
		assertThat(ReturnValues.isServerError(503)).isFalse();
	}

	private static void assertAnswer(WebhookResponse answer, int status, String contentType, String body) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.contentType()).isEqualTo(contentType);
		assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(body);
	}

}
