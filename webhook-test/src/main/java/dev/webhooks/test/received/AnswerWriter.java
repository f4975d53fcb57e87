package dev.webhooks.test.received;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import dev.webhooks.WebhookResponse;

/**
 * Writes one answer, as slowly as it is meant to be.
 */
final class AnswerWriter {

	private static final byte[] FILLING = new byte[8 * 1024];

	static {
		Arrays.fill(FILLING, (byte) '.');
	}

	private final OutputStream output;

	private final Pause pause;

	/**
	 * Creates a writer.
	 * @param output where the answer goes
	 * @param pause waits between bytes
	 */
	AnswerWriter(OutputStream output, Pause pause) {
		this.output = output;
		this.pause = pause;
	}

	/**
	 * Writes an answer.
	 * @param method the method of the request
	 * @param answer how to answer
	 * @param response what to answer
	 * @param last whether the connection is closed afterwards
	 * @throws IOException if the client does not take it
	 */
	void write(String method, WebhookAnswer answer, WebhookResponse response, boolean last) throws IOException {
		this.pause.of(answer.delay());
		if (answer.raw() != null) {
			drip(answer.raw().getBytes(StandardCharsets.ISO_8859_1), answer.headPause());
			return;
		}
		boolean bodiless = method.equals("HEAD") || response.status() == 204 || response.status() == 304;
		drip(head(answer, response, last).getBytes(StandardCharsets.ISO_8859_1), answer.headPause());
		if (bodiless) {
			return;
		}
		if (answer.isEndless()) {
			writeEndless(answer);
		}
		else if (answer.size() >= 0) {
			writeFilling(Math.min(answer.size(), answer.cut()), answer);
		}
		else {
			int length = (int) Math.min(response.body().length, answer.cut());
			drip(Arrays.copyOf(response.body(), length), answer.bodyPause());
		}
	}

	private static String head(WebhookAnswer answer, WebhookResponse response, boolean last) {
		StringBuilder head = new StringBuilder("HTTP/1.1 ").append(response.status()).append(" \r\n");
		response.headers()
			.forEach((name,
					value) -> head.append(name).append(": ").append(value.replaceAll("[\r\n]", " ")).append("\r\n"));
		if (response.contentType() != null) {
			head.append("Content-Type: ").append(response.contentType()).append("\r\n");
		}
		if (answer.isEndless()) {
			head.append("Transfer-Encoding: chunked\r\n");
		}
		else if (response.status() != 204 && response.headers().first("Content-Length") == null) {
			long length = (answer.size() >= 0) ? answer.size() : response.body().length;
			head.append("Content-Length: ").append(length).append("\r\n");
		}
		return head.append(last ? "Connection: close\r\n\r\n" : "\r\n").toString();
	}

	private void writeEndless(WebhookAnswer answer) throws IOException {
		byte[] size = (Integer.toHexString(FILLING.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
		for (long sent = 0; sent < answer.cut(); sent += FILLING.length) {
			this.output.write(size);
			drip(FILLING, answer.bodyPause());
			this.output.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
		}
	}

	private void writeFilling(long size, WebhookAnswer answer) throws IOException {
		for (long left = size; left > 0; left -= FILLING.length) {
			drip((left < FILLING.length) ? Arrays.copyOf(FILLING, (int) left) : FILLING, answer.bodyPause());
		}
	}

	private void drip(byte[] bytes, Duration between) throws IOException {
		if (between.isZero()) {
			this.output.write(bytes);
		}
		else {
			for (byte next : bytes) {
				this.pause.of(between);
				this.output.write(next);
				this.output.flush();
			}
		}
		this.output.flush();
	}

	/**
	 * Waits while a client is connected.
	 */
	@FunctionalInterface
	interface Pause {

		/**
		 * Waits.
		 * @param time the time to wait
		 * @throws IOException if the client leaves, or the receiver is closed
		 */
		void of(Duration time) throws IOException;

	}

}
