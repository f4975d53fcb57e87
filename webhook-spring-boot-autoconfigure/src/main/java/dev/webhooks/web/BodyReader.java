package dev.webhooks.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * Reads the body of a request into one array, and counts while it reads: what the sender
 * says of the length is only a hint.
 */
final class BodyReader {

	/** A stranger's word for the length is worth no more memory than this. */
	private static final int MAX_TRUSTED_LENGTH = 64 * 1024;

	private static final int UNKNOWN_LENGTH = 4 * 1024;

	private BodyReader() {
	}

	static byte[] read(HttpServletRequest request, int limit) throws IOException {
		long announced = request.getContentLengthLong();
		if (announced > limit) {
			throw tooLarge();
		}
		int initial = (announced < 0) ? UNKNOWN_LENGTH : (int) Math.min(announced, MAX_TRUSTED_LENGTH);
		return read(request.getInputStream(), initial, limit);
	}

	private static byte[] read(InputStream input, int initial, int limit) throws IOException {
		byte[] body = new byte[Math.min(initial, limit)];
		int length = 0;
		while (true) {
			length += input.readNBytes(body, length, body.length - length);
			int next = (length < body.length) ? -1 : input.read();
			if (next < 0) {
				return (length == body.length) ? body : Arrays.copyOf(body, length);
			}
			if (length == limit) {
				throw tooLarge();
			}
			body = Arrays.copyOf(body, (int) Math.min(limit, Math.max(64, body.length * 2L)));
			body[length++] = (byte) next;
		}
	}

	private static WebhookRejectedException tooLarge() {
		return new WebhookRejectedException(RejectionReason.BODY_TOO_LARGE, "The body is too large");
	}

}
