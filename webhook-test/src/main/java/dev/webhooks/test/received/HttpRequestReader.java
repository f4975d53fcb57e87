package dev.webhooks.test.received;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookHeaders;

/**
 * Reads requests of HTTP/1.1 and 1.0 from a connection, of bounded size.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class HttpRequestReader {

	private static final int MAX_LINE = 16 * 1024;

	private static final int MAX_HEADERS = 200;

	private final InputStream input;

	private final OutputStream output;

	private final int maxBody;

	HttpRequestReader(InputStream input, OutputStream output, int maxBody) {
		this.input = input;
		this.output = output;
		this.maxBody = maxBody;
	}

	/**
	 * Reads the next request.
	 * @return the request, or {@code null} if the client has left
	 * @throws MalformedHttpException if it is none
	 */
	@Nullable HttpMessage read() throws IOException {
		String line = readLine(true);
		if (line == null) {
			return null;
		}
		String[] parts = line.split(" ", -1);
		if (parts.length != 3 || !parts[0].matches("[A-Z]+") || !parts[2].matches("HTTP/1\\.[01]")) {
			throw new MalformedHttpException("The first line is not that of a request");
		}
		parts[1] = HttpTarget.withoutAuthority(parts[1]);
		if (!parts[1].startsWith("/")) {
			throw new MalformedHttpException("The target is not a path");
		}
		WebhookHeaders headers = readHeaders();
		if (isChunked(headers)) {
			return message(parts, headers, readChunks(headers));
		}
		long length = contentLength(headers);
		return message(parts, headers, (length > this.maxBody) ? null : readBody(headers, (int) length));
	}

	private static HttpMessage message(String[] line, WebhookHeaders headers, byte @Nullable [] body) {
		return new HttpMessage(line[0], line[1], line[2], headers, (body != null) ? body : new byte[0], body == null);
	}

	private WebhookHeaders readHeaders() throws IOException {
		WebhookHeaders.Builder headers = WebhookHeaders.builder();
		for (int count = 0; count <= MAX_HEADERS; count++) {
			String line = requireLine();
			if (line.isEmpty()) {
				return headers.build();
			}
			int colon = line.indexOf(':');
			if (colon <= 0 || !line.substring(0, colon).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
				throw new MalformedHttpException("A line is not that of a header");
			}
			headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
		}
		throw new MalformedHttpException("There are too many headers");
	}

	private static boolean isChunked(WebhookHeaders headers) throws MalformedHttpException {
		List<String> codings = headers.all("Transfer-Encoding");
		if (codings.isEmpty()) {
			return false;
		}
		if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")
				|| headers.first("Content-Length") != null) {
			throw new MalformedHttpException("The length of the body is not clear");
		}
		return true;
	}

	private static long contentLength(WebhookHeaders headers) throws MalformedHttpException {
		List<String> lengths = headers.all("Content-Length");
		if (lengths.isEmpty()) {
			return 0;
		}
		if (lengths.size() > 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
			throw new MalformedHttpException("The length of the body is not clear");
		}
		return Long.parseLong(lengths.get(0));
	}

	private byte[] readBody(WebhookHeaders headers, int length) throws IOException {
		if (length > 0) {
			letContinue(headers);
		}
		byte[] body = this.input.readNBytes(length);
		if (body.length < length) {
			throw new MalformedHttpException("The body ends early");
		}
		return body;
	}

	private byte @Nullable [] readChunks(WebhookHeaders headers) throws IOException {
		letContinue(headers);
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int size = chunkSize(); size > 0; size = chunkSize()) {
			if (size > this.maxBody - body.size()) {
				return null;
			}
			body.write(readBody(WebhookHeaders.of(), size));
			if (!requireLine().isEmpty()) {
				throw new MalformedHttpException("A chunk is longer than it says");
			}
		}
		readHeaders();
		return body.toByteArray();
	}

	private int chunkSize() throws IOException {
		String size = requireLine().split(";", 2)[0].strip();
		if (!size.matches("0{0,50}[0-9A-Fa-f]{1,7}")) {
			throw new MalformedHttpException("The size of a chunk is not a number, or too large");
		}
		return Integer.parseInt(size, 16);
	}

	private void letContinue(WebhookHeaders headers) throws IOException {
		if ("100-continue".equalsIgnoreCase(headers.first("Expect"))) {
			this.output.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			this.output.flush();
		}
	}

	private String requireLine() throws IOException {
		String line = readLine(false);
		if (line == null) {
			throw new MalformedHttpException("The request ends early");
		}
		return line;
	}

	private @Nullable String readLine(boolean first) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream(128);
		for (int next = this.input.read(); next >= 0; next = this.input.read()) {
			if (next == '\n') {
				String text = line.toString(StandardCharsets.ISO_8859_1);
				return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
			}
			if (line.size() == MAX_LINE) {
				throw new MalformedHttpException("A line is too long");
			}
			line.write(next);
		}
		if (first && line.size() == 0) {
			return null;
		}
		throw new MalformedHttpException("The request ends early");
	}

}
