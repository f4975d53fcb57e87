package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.webhooks.WebhookRejectedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test of {@link FormFields}: a body is refused, or has a field at most for each of
 * its pairs.
 */
class FormFieldsFuzzTests {

	@FuzzTest
	void aBodyHasNoMoreFieldsThanPairs(byte[] body) {
		try {
			Map<String, List<String>> fields = FormFields.parse(body);
			int pairs = new String(body, StandardCharsets.UTF_8).split("&").length;
			assertThat(fields.values().stream().mapToInt(List::size).sum()).isLessThanOrEqualTo(pairs);
		}
		catch (WebhookRejectedException ex) {
			FuzzedRequest.assertRefusal(ex);
		}
	}

}
