package dev.webhooks.request;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request as the files of the corpus hold it: method and URL on a line, then headers on
 * a line each, an empty line, and the body. What does not have this form is read as far
 * as it goes.
 */
public final class FuzzedRequest {

	private FuzzedRequest() {
	}

	/**
	 * Reads a request.
	 * @param input the text of a file of the corpus, or what was made of it
	 * @return the request
	 */
	public static WebhookRequest parse(byte[] input) {
		int end = endOfHead(input);
		String[] lines = new String(input, 0, end, StandardCharsets.ISO_8859_1).split("\n", -1);
		int space = lines[0].indexOf(' ');
		String method = lines[0].substring(0, Math.max(0, space));
		WebhookRequestHead.Builder head = WebhookRequestHead
			.builder(method.isBlank() ? "POST" : method, lines[0].substring(space + 1))
			.from("127.0.0.1", true);
		for (int i = 1; i < lines.length; i++) {
			int colon = lines[i].indexOf(':');
			if (colon > 0) {
				head.header(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
			}
		}
		return new WebhookRequest(head.build(),
				Arrays.copyOfRange(input, Math.min(end + 2, input.length), input.length));
	}

	private static int endOfHead(byte[] input) {
		for (int i = 1; i < input.length; i++) {
			if (input[i] == '\n' && input[i - 1] == '\n') {
				return i - 1;
			}
		}
		return input.length;
	}

	/**
	 * What a stranger sends is never taken for a failure of this side.
	 */
	public static void assertRefusal(WebhookRejectedException ex) {
		assertThat(ex.reason()).isNotIn(RejectionReason.VERDICT_UNKNOWN, RejectionReason.UNEXPECTED_FAILURE);
	}

}
