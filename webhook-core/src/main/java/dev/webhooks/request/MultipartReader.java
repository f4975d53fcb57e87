package dev.webhooks.request;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.apache.commons.fileupload2.core.MultipartInput;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * Reads a form in parts. Parts are not looked into, should they be made of parts
 * themselves, and nothing is written to disk.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class MultipartReader {

	private static final int MAX_PARTS = 1000;

	private static final int MAX_HEAD = 4096;

	/** More characters than RFC 2046 has, because some senders use others. */
	private static final Pattern BOUNDARY = Pattern.compile("[\\x20-\\x7E]{0,69}[\\x21-\\x7E]");

	private final byte[] body;

	private final byte[] boundary;

	private final MultipartInput input;

	private MultipartReader(String contentType, byte[] body) throws IOException {
		this.body = body;
		this.boundary = boundary(contentType);
		this.input = MultipartInput.builder()
			.setInputStream(new ByteArrayInputStream(body))
			.setBoundary(this.boundary)
			.setMaxPartHeaderSize(MAX_HEAD)
			.get();
		this.input.setHeaderCharset(StandardCharsets.UTF_8);
	}

	/**
	 * Reads the parts of a body.
	 * @param contentType the content type, which names the boundary between the parts
	 * @param wanted tells which parts are kept
	 * @throws WebhookRejectedException if the form is malformed or has too many parts
	 */
	static List<FormPart> read(String contentType, byte[] body, Predicate<PartHead> wanted) {
		try {
			return new MultipartReader(contentType, body).parts(wanted);
		}
		catch (WebhookRejectedException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			throw malformed("The form in parts is not well-formed");
		}
	}

	private List<FormPart> parts(Predicate<PartHead> wanted) throws IOException {
		List<FormPart> parts = new ArrayList<>();
		boolean more = this.input.skipPreamble();
		if (!more && !isEmpty()) {
			throw malformed("The form has no part");
		}
		for (int count = 0; more; count++) {
			if (count == MAX_PARTS) {
				throw malformed("The form has more than " + MAX_PARTS + " parts");
			}
			PartHead head = PartHead.parse(this.input.readHeaders());
			ByteArrayOutputStream content = new ByteArrayOutputStream();
			if (wanted.test(head)) {
				this.input.readBodyData(content);
				parts.add(new FormPart(head, content.toByteArray()));
			}
			else {
				this.input.discardBodyData();
			}
			more = this.input.readBoundary();
		}
		return parts;
	}

	/**
	 * Tells a form without parts from what is none.
	 */
	private boolean isEmpty() {
		byte[] end = ("--" + new String(this.boundary, StandardCharsets.US_ASCII) + "--")
			.getBytes(StandardCharsets.US_ASCII);
		return this.body.length >= end.length && Arrays.equals(this.body, 0, end.length, end, 0, end.length);
	}

	/**
	 * Reads what stands between the parts.
	 * @throws WebhookRejectedException if the content type does not name it
	 */
	static byte[] boundary(String contentType) {
		String boundary = PartHead.parameters(contentType).get("boundary");
		if (boundary == null || !BOUNDARY.matcher(boundary).matches()) {
			throw malformed("The content type has no boundary, or none of up to 70 characters");
		}
		return boundary.getBytes(StandardCharsets.US_ASCII);
	}

	private static WebhookRejectedException malformed(String detail) {
		return new WebhookRejectedException(RejectionReason.MALFORMED_PAYLOAD, detail);
	}

}
