package dev.webhooks.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends requests that were signed beforehand, over connections that stay open, in one
 * thread: it must cost little, because it shares the machine with what is measured.
 */
final class RequestSender {

	static final byte[] SECRET = "benchmark-secret-of-32-bytes-abc".getBytes(StandardCharsets.UTF_8);

	private final String path;

	private final int port;

	private final int connections;

	RequestSender(int port, String path, int connections) {
		this.port = port;
		this.path = path;
		this.connections = connections;
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
	void send(List<byte[]> requests) throws IOException {
		Iterator<byte[]> unsent = requests.iterator();
		try (Selector selector = Selector.open()) {
			int open = Math.min(this.connections, requests.size());
			for (int i = 0; i < open; i++) {
				SenderConnection.open(this.port, selector).send(unsent.next());
			}
			while (open > 0) {
				selector.select();
				for (SelectionKey key : selector.selectedKeys()) {
					open -= SenderConnection.of(key).receive(unsent) ? 0 : 1;
				}
				selector.selectedKeys().clear();
			}
		}
	}

}
