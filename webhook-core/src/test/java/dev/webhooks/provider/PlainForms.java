package dev.webhooks.provider;

import java.time.Instant;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;

/**
 * A program that makes a provider whose requests are forms with files, and one that only
 * happens to get such a request.
 */
final class PlainForms {

	private PlainForms() {
	}

	public static void main(String[] arguments) {
		try {
			System.out.println(WebhookProvider.named("mail")
				.with("signature.scheme", "none")
				.with("event.format", "multipart")
				.build());
		}
		catch (InvalidSettingException ex) {
			System.out.println(ex.key() + ": " + ex.fix());
		}
		WebhookProvider other = WebhookProvider.named("other")
			.secret("a secret of thirty-two bytes....")
			.with("signature.location", "form:signature")
			.build();
		WebhookRequest request = new WebhookRequest(
				WebhookRequestHead.builder("POST", "https://localhost/webhooks/other")
					.header("Content-Type", "multipart/form-data; boundary=x")
					.build(),
				"--x--\r\n");
		try {
			other.verify(request, Instant.EPOCH);
		}
		catch (WebhookRejectedException ex) {
			System.out.println(ex.reason() + ": " + ex.getMessage());
		}
	}

}
