package dev.webhooks.vendor.receivers.sendgrid;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.webhooks.vendor.receivers.ReceiverPair;
import dev.webhooks.vendor.receivers.VendorRequest;

/**
 * SendGrid's Inbound Parse, which passes on mails as forms with files, and whose URL has
 * a token in it.
 *
 * @see <a href=
 * "https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook">Its
 * documents</a>
 */
class SendGridReceiverTests {

	private static final String TOKEN = "a-token-in-the-url";

	private static final List<Object> PDF = List.of("attach", "invoice \u00e4.pdf", "application/pdf",
			"%PDF-1.4\u0000FF");

	private static final List<Object> NOTE = List.of("attach", "note.txt", "text/plain", "a note");

	@RegisterExtension
	static final ReceiverPair receivers = ReceiverPair.of(Before.class, After.class)
		.with("INBOUND_TOKEN", TOKEN)
		.with("server.tomcat.max-http-form-post-size", "30MB")
		.with("spring.servlet.multipart.max-request-size", "30MB")
		.with("spring.servlet.multipart.max-file-size", "30MB");

	@Test
	void aMailWithFilesOpensATicket() {
		receivers.send(mail("1", "Hello", TOKEN))
			.answer(200, "")
			.andDoAll(List.of("open", "Ada <ada@example.com>", "Hello \u2603", "One\r\n--two\r\n", 2), PDF, NOTE);
	}

	@Test
	void aLargeMailOpensATicketToo() {
		receivers.send(mail("2", "x".repeat(3_000_000), TOKEN))
			.answer(200, "")
			.andDoAll(List.of("open", "Ada <ada@example.com>", "Hello \u2603", "One\r\n--two\r\n", 2), PDF, NOTE);
	}

	@Test
	void aMailWithAnotherTokenIsRefused() {
		receivers.send(mail("3", "Hello", "another-token")).answer(401, "").andDoNothing();
	}

	@Test
	void afterwardsTheSameMailOpensOneTicket() {
		receivers.sendAfter(mail("4", "Hello", TOKEN)).answer(200, "");
		receivers.sendAfter(mail("4", "Hello", TOKEN)).answer(200, "").andDoNothing();
	}

	/** The controller reads all of it as UTF-8. */
	@Test
	void afterwardsTextIsReadInTheCharacterSetThatSendGridNames() {
		VendorRequest mail = mail("5", "Hello", TOKEN).with("\"text\":\"UTF-8\"", "\"text\":\"iso-8859-1\"")
			.with("--two", "caf_");
		byte[] body = mail.body().clone();
		body[new String(body, StandardCharsets.ISO_8859_1).indexOf("caf_") + 3] = (byte) 0xe9;
		receivers.sendAfter(new VendorRequest(mail.method(), mail.target(), mail.headers(), body))
			.answer(200, "")
			.andDoAll(List.of("open", "Ada <ada@example.com>", "Hello \u2603", "One\r\ncaf\u00e9\r\n", 2), PDF, NOTE);
	}

	private static VendorRequest mail(String id, String html, String token) {
		String body = """
				--xYzZY
				Content-Disposition: form-data; name="headers"

				Message-ID: <%s@example.com>

				--xYzZY
				Content-Disposition: form-data; name="from"

				Ada <ada@example.com>
				--xYzZY
				Content-Disposition: form-data; name="subject"

				Hello \u2603
				--xYzZY
				Content-Disposition: form-data; name="text"

				One
				--two

				--xYzZY
				Content-Disposition: form-data; name="html"

				%s
				--xYzZY
				Content-Disposition: form-data; name="charsets"

				{"to":"UTF-8","from":"UTF-8","subject":"UTF-8","text":"UTF-8","html":"UTF-8"}
				--xYzZY
				Content-Disposition: form-data; name="attachment1"; filename="invoice \u00e4.pdf"
				Content-Type: application/pdf

				%%PDF-1.4\u0000FF
				--xYzZY
				Content-Disposition: form-data; name="attachment2"; filename="note.txt"
				Content-Type: text/plain

				a note
				--xYzZY--
				""".replace("\n", "\r\n").formatted(id, html);
		return VendorRequest.post("/mail/inbound?token=" + token, "multipart/form-data; boundary=xYzZY", body);
	}

}
