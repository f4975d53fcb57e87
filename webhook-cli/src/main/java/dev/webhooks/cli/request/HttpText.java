package dev.webhooks.cli.request;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.terminal.CommandFailure;

/**
 * Requests as HTTP/1.1 writes them: a request line, headers, an empty line, and the bytes
 * of the body.
 */
public final class HttpText {

	private static final String REMEDY = "Write it as HTTP does (POST /path HTTP/1.1, headers, an empty line, the body) or as "
			+ "JSON with method, url, headers and body.";

	private HttpText() {
	}

	/**
	 * Reads a request. Lines may end with or without carriage return; a body that is
	 * longer than its Content-Length ends there.
	 * @param text the bytes
	 * @return the request
	 */
	public static RecordedRequest read(byte[] text) {
		int end = endOfHead(text);
		Iterator<String> lines = new String(text, 0, end, StandardCharsets.UTF_8).lines().iterator();
		String[] first = lines.hasNext() ? lines.next().strip().split("\\s+") : new String[0];
		if (first.length < 2 || first.length > 3 || !first[0].matches("[A-Z]+")) {
			throw CommandFailure.usage("The request does not begin with a request line.", REMEDY);
		}
		HeaderList headers = new HeaderList();
		lines.forEachRemaining((line) -> {
			if (!line.isBlank()) {
				headers.addLine(line);
			}
		});
		RecordedRequest head = new RecordedRequest(first[0], first[1], headers.list(), new byte[0]);
		byte[] body = Arrays.copyOfRange(text, end, text.length);
		return new RecordedRequest(first[0], url(first[1], head), head.headers(), announced(body, head));
	}

	private static int endOfHead(byte[] text) {
		for (int i = 0; i < text.length; i++) {
			if (text[i] == '\n') {
				if (i + 1 < text.length && text[i + 1] == '\n') {
					return i + 2;
				}
				if (i + 2 < text.length && text[i + 1] == '\r' && text[i + 2] == '\n') {
					return i + 3;
				}
			}
		}
		return text.length;
	}

	/**
	 * A server knows its URL by the Host header, and one behind a proxy by what that
	 * adds.
	 */
	static String url(String target, RecordedRequest head) {
		if (!target.startsWith("/")) {
			return target;
		}
		String host = head.header("Host");
		String protocol = head.header("X-Forwarded-Proto");
		boolean clear = "http".equals(protocol) || (protocol == null && isLocal(host));
		return (clear ? "http://" : "https://") + ((host != null) ? host : "localhost") + target;
	}

	private static boolean isLocal(@Nullable String host) {
		return host == null || host.matches("(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])(:\\d+)?");
	}

	/** An editor puts a line break at the end of a file, which is none of the body. */
	private static byte[] announced(byte[] body, RecordedRequest head) {
		String length = head.header("Content-Length");
		boolean known = length != null && length.matches("\\d{1,9}");
		return (known && Integer.parseInt(length) < body.length) ? Arrays.copyOf(body, Integer.parseInt(length)) : body;
	}

	/**
	 * Writes a request so that it can be read again, byte for byte.
	 * @param request the request
	 * @return the bytes
	 */
	public static byte[] write(RecordedRequest request) {
		StringBuilder head = new StringBuilder(request.method()).append(' ')
			.append(request.url())
			.append(" HTTP/1.1\r\n");
		if (request.header("Host") == null) {
			head.append("Host: ").append(URI.create(request.url()).getRawAuthority()).append("\r\n");
		}
		for (Map.Entry<String, String> header : request.headers()) {
			head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
		}
		if (request.header("Content-Length") == null) {
			head.append("Content-Length: ").append(request.body().length).append("\r\n");
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
		bytes.writeBytes(request.body());
		return bytes.toByteArray();
	}

}
