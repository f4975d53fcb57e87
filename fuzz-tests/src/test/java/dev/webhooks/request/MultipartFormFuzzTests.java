package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test of {@link MultipartForm}: a form is refused, or has no more fields and files
 * than it has delimiters, and no more bytes in them than in its body.
 */
class MultipartFormFuzzTests {

	@FuzzTest
	void aFormHasNoMoreThanItsBody(byte[] input) {
		WebhookRequest request = FuzzedRequest.parse(input);
		String contentType = request.headers().first("Content-Type");
		if (contentType == null || !MultipartForm.isMultipart(contentType)) {
			return;
		}
		try {
			Map<String, List<String>> fields = MultipartForm.fields(contentType, request.body());
			List<WebhookFile> files = MultipartForm.files(contentType, request.body());
			int parts = fields.values().stream().mapToInt(List::size).sum() + files.size();
			int delimiters = new String(request.body(), StandardCharsets.ISO_8859_1).split("--", -1).length;
			assertThat(parts).isLessThan(delimiters);
			assertThat(files.stream().mapToInt(WebhookFile::size).sum()).isLessThanOrEqualTo(request.body().length);
			JsonFields.NONE.read(FormFields.toJson(fields));
		}
		catch (WebhookRejectedException ex) {
			FuzzedRequest.assertRefusal(ex);
		}
	}

}
