package dev.webhooks.test.received;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A client that says exactly what a test wants it to say.
 */
final class RawClient implements AutoCloseable {

	private static final int PATIENCE = 10_000;

	private final Socket socket;

	RawClient(ReceivedWebhooks received) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), received.port());
		this.socket.setSoTimeout(PATIENCE);
	}

	RawClient say(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		this.socket.getOutputStream().flush();
		return this;
	}

	/** Reads until so much has arrived. */
	String hear(int bytes) throws IOException {
		return new String(this.socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
	}

	/** Reads until a text has arrived. */
	String hearUntil(String end) throws IOException {
		StringBuilder heard = new StringBuilder();
		while (heard.indexOf(end) < 0) {
			int next = this.socket.getInputStream().read();
			if (next < 0) {
				throw new IOException("The receiver has closed the connection after '" + heard + "'");
			}
			heard.append((char) next);
		}
		return heard.toString();
	}

	/** Reads until the receiver closes the connection. */
	String hearAll() throws IOException {
		return new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
