package dev.webhooks.request;

import java.io.ByteArrayOutputStream;

import dev.webhooks.WebhookRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Locator}.
 */
class LocatorTests {

	private static final WebhookRequest REQUEST = TestRequests.post("{\"a/b\":\"\u00e4\"}", "X-Event", "push");

	@ParameterizedTest
	@CsvSource({ "url,https://hooks.example.com/in/acme", "url-with-port,https://hooks.example.com:443/in/acme",
			"url-without-port,https://hooks.example.com/in/acme", "url-decoded,https://hooks.example.com/in/acme",
			"body-crc32,1947459478", "body-escaped,'{\"a\\/b\":\"\\u00e4\"}'", "form-sorted,''",
			"jira-qsh,687e22273d334e45e224c160c80940ee341ca4de334c94277102f269500de640" })
	void eachKindFindsItsValue(String locator, String expected) {
		assertThat(resolve(locator)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "header:X-Event?,push", "header:X-Other?,''", "header:X-Event=push,''", "header:X-Event=*,''",
			"header:X-Other?=,''", "header:X-Event=push?,''", "header:X-Event=pull?,''" })
	void whatStandsBehindAPlaceMakesAnotherValueOfIt(String locator, String expected) {
		assertThat(resolve(locator)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "header:X-Event=pull", "header:X-Other=*", "header:X-Event?=", "jira-qsh:/other" })
	void aConditionThatDoesNotHoldIsNoValue(String locator) {
		assertThat(resolve(locator)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "url:", "method:x", "jira-qsh:", "jira-qsh:in", "timestamp:1", "?", "=a", "nonce" })
	void whatItsKindDoesNotTakeIsNoLocator(String text) {
		assertThat(Locator.parse(text)).isNull();
	}

	@Test
	void aHeaderThatMayBeMissingIsSignedInTheBytesThatCame() {
		Template template = Template.parse("signature.content", "{header:X-Id?}");
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		template.write(TestRequests.values(TestRequests.post("", "X-Id", "\u00C3\u00A4")), written::writeBytes);
		assertThat(written.toByteArray()).containsExactly(0xC3, 0xA4);
	}

	private static @Nullable String resolve(String text) {
		Locator locator = Locator.parse(text);
		assertThat(locator).isNotNull();
		return locator.resolve(TestRequests.values(REQUEST));
	}

}
