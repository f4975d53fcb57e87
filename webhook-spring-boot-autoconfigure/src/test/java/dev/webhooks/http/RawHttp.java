package dev.webhooks.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;

import dev.webhooks.test.SignedRequest;

/**
 * Sends requests byte for byte over a socket of its own, so that nothing on the way
 * corrects or completes them.
 */
public final class RawHttp {

	private static final int TIMEOUT_MILLIS = 20_000;

	private RawHttp() {
	}

	/**
	 * Sends requests to an application.
	 */
	static SignedRequest.Client<Response> to(ApplicationContext context) {
		return (method, target, headers, body) -> send(port(context), method, target,
				headers.stream().map((header) -> new String[] { header.getKey(), header.getValue() }).toList(), body);
	}

	static int port(ApplicationContext context) {
		return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
	}

	/**
	 * Sends a request with a content length.
	 */
	public static Response send(int port, String method, String target, List<String[]> headers, byte[] body)
			throws IOException {
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		List<String> lines = new ArrayList<>(
				List.of(method + " " + target + " HTTP/1.1", "Host: localhost", "Connection: close"));
		headers.forEach((header) -> lines.add(header[0] + ": " + header[1]));
		if (body.length > 0 || method.equals("POST")) {
			lines.add("Content-Length: " + body.length);
		}
		request.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
		request.write(body);
		return exchange(port, request.toByteArray());
	}

	/**
	 * Sends bytes as they are and reads the answer.
	 */
	public static Response exchange(int port, byte[] request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			try {
				socket.getOutputStream().write(request);
				socket.getOutputStream().flush();
			}
			catch (IOException ex) {
				// The server may answer and close before it has read all of it
			}
			return Response.read(socket.getInputStream());
		}
	}

	/**
	 * What the server answered.
	 */
	public record Response(int status, Map<String, String> headers, String body) {

		public static Response read(InputStream input) throws IOException {
			byte[] bytes = readAll(input);
			String text = new String(bytes, StandardCharsets.UTF_8);
			int end = text.indexOf("\r\n\r\n");
			if (end < 0) {
				throw new IOException("There was no answer");
			}
			String[] lines = text.substring(0, end).split("\r\n");
			Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			for (int i = 1; i < lines.length; i++) {
				int colon = lines[i].indexOf(':');
				headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
			}
			return new Response(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
		}

		private static byte[] readAll(InputStream input) throws IOException {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try {
				input.transferTo(bytes);
			}
			catch (IOException ex) {
				// A reset after the answer: the server did not read all that was sent
			}
			return bytes.toByteArray();
		}

	}

}
