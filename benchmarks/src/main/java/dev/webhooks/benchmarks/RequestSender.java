package dev.webhooks.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends requests that were signed beforehand, over connections that stay open: it must
 * cost little, because it shares the machine with what is measured.
 */
final class RequestSender implements AutoCloseable {

	static final byte[] SECRET = "benchmark-secret-of-32-bytes-abc".getBytes(StandardCharsets.UTF_8);

	private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private final String path;

	private final int port;

	private final int connections;

	private final ExecutorService threads;

	RequestSender(int port, String path, int connections) {
		this.port = port;
		this.path = path;
		this.connections = connections;
		this.threads = Executors.newFixedThreadPool(connections);
	}

	/**
	 * Makes requests, each of an event of its own.
	 */
	List<byte[]> requests(int number) throws GeneralSecurityException, IOException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
		List<byte[]> requests = new ArrayList<>(number);
		for (int i = 0; i < number; i++) {
			byte[] body = ("{\"id\":\"" + UUID.randomUUID() + "\",\"type\":\"order.paid\",\"data\":{\"text\":\""
					+ "0123456789".repeat(100) + "\"}}")
				.getBytes(StandardCharsets.UTF_8);
			ByteArrayOutputStream request = new ByteArrayOutputStream();
			request.write(("POST " + this.path + " HTTP/1.1\r\nHost: hooks.example.com\r\nUser-Agent: Bench/1.0\r\n"
					+ "Accept: */*\r\nContent-Type: application/json\r\nX-Signature: "
					+ HexFormat.of().formatHex(mac.doFinal(body)) + "\r\nContent-Length: " + body.length + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			request.write(body);
			requests.add(request.toByteArray());
		}
		return requests;
	}

	/**
	 * Sends requests and waits for the answers, which must all be good.
	 */
	void send(List<byte[]> requests) throws Exception {
		AtomicInteger next = new AtomicInteger();
		Callable<Void> sender = () -> {
			sendOverOneConnection(requests, next);
			return null;
		};
		for (Future<Void> sent : this.threads.invokeAll(Collections.nCopies(this.connections, sender))) {
			sent.get();
		}
	}

	private void sendOverOneConnection(List<byte[]> requests, AtomicInteger next) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setTcpNoDelay(true);
			byte[] buffer = new byte[4096];
			for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
				socket.getOutputStream().write(requests.get(i));
				readAnswer(socket.getInputStream(), buffer);
			}
		}
	}

	/** The answers are short and state their length. */
	private static void readAnswer(InputStream input, byte[] buffer) throws IOException {
		int length = 0;
		int end = Integer.MAX_VALUE;
		while (length < end) {
			int read = input.read(buffer, length, buffer.length - length);
			if (read < 0) {
				throw new IOException("The connection was closed");
			}
			length += read;
			end = (end == Integer.MAX_VALUE) ? endOfAnswer(buffer, length) : end;
		}
	}

	private static int endOfAnswer(byte[] buffer, int length) throws IOException {
		for (int i = 0; i <= length - END_OF_HEAD.length; i++) {
			if (Arrays.equals(buffer, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
				String head = new String(buffer, 0, i + 2, StandardCharsets.US_ASCII);
				if (!head.startsWith("HTTP/1.1 200")) {
					throw new IOException("Answered " + head);
				}
				String afterName = head.substring(head.indexOf("Content-Length: ") + "Content-Length: ".length());
				return i + END_OF_HEAD.length + Integer.parseInt(afterName.substring(0, afterName.indexOf('\r')));
			}
		}
		return Integer.MAX_VALUE;
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
