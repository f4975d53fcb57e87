package dev.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.request.RequestParser;
import dev.webhooks.request.RequestValues;
import dev.webhooks.signature.HeaderFormat.Candidate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test of {@link HeaderFormat}: a value has the form or not, and what is taken for a
 * signature stands in it.
 */
class HeaderFormatFuzzTests {

	private static final List<HeaderFormat> FORMATS = Stream
		.of("{signature}", "sha256={signature}", "t={timestamp},v1={signature}", "v1,{signature} ...",
				"{key-id}:{signature}", "Basic {signature}", "ts={timestamp};h1={signature}",
				"{key-id}|{signature}&...")
		.map((format) -> HeaderFormat.parse("signature.format", format))
		.toList();

	private static final WebhookRequest REQUEST = new WebhookRequest(
			WebhookRequestHead.builder("POST", "https://hooks.example.com/in/acme").build(), new byte[0]);

	@FuzzTest
	void signaturesArePartsOfTheValue(byte[] input) {
		String value = new String(input, StandardCharsets.ISO_8859_1);
		for (HeaderFormat format : FORMATS) {
			List<Candidate> signatures = new ArrayList<>();
			if (format.read(value, signatures, new RequestValues(RequestParser.NONE.parse(REQUEST)))) {
				assertThat(signatures).isNotEmpty()
					.hasSizeLessThanOrEqualTo(16)
					.allMatch((signature) -> !signature.text().isEmpty() && value.contains(signature.text()));
			}
		}
	}

}
