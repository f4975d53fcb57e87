package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;

/**
 * Fuzz test of {@link Template} and {@link Locator}: the first line of the input is a
 * template, which is refused or filled in from the request behind it.
 */
class TemplateFuzzTests {

	@FuzzTest
	void aTemplateIsRefusedOrFilledIn(byte[] input) {
		int end = 0;
		while (end < input.length && input[end] != '\n') {
			end++;
		}
		String text = new String(input, 0, end, StandardCharsets.UTF_8);
		WebhookRequest request = FuzzedRequest
			.parse(Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length));
		try {
			expand(Template.parse("signature.content", text), request);
			expand(Template.parseLocator("event.id", text), request);
		}
		catch (InvalidSettingException ex) {
			// The application does not start
		}
	}

	private static void expand(Template template, WebhookRequest request) {
		RequestValues values = new RequestValues(
				RequestParser.of(DocumentReader.AUTO, template.pointers()).parse(request));
		try {
			template.expand(values);
			template.write(values, (bytes) -> {
			});
		}
		catch (WebhookRejectedException ex) {
			FuzzedRequest.assertRefusal(ex);
		}
	}

}
