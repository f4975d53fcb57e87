package dev.webhooks.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;

/**
 * A connection to what is measured, on which the next request follows the answer to the
 * one before.
 */
final class SenderConnection {

	private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private final SocketChannel channel;

	private final ByteBuffer answer = ByteBuffer.allocate(4096);

	private SenderConnection(SocketChannel channel) {
		this.channel = channel;
	}

	static SenderConnection open(int port, Selector selector) throws IOException {
		SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		channel.configureBlocking(false);
		SenderConnection connection = new SenderConnection(channel);
		channel.register(selector, SelectionKey.OP_READ, connection);
		return connection;
	}

	static SenderConnection of(SelectionKey key) {
		return (SenderConnection) key.attachment();
	}

	void send(byte[] request) throws IOException {
		ByteBuffer rest = ByteBuffer.wrap(request);
		while (rest.hasRemaining()) {
			this.channel.write(rest);
		}
	}

	/**
	 * Reads what has come of the answer, and where that is all of it, sends the next
	 * request.
	 * @return whether an answer is still to come; if none is, the connection is closed
	 * @throws IOException if the answer is not a good one
	 */
	boolean receive(Iterator<byte[]> unsent) throws IOException {
		if (this.channel.read(this.answer) < 0) {
			throw new IOException("The connection was closed");
		}
		if (!isWhole()) {
			return true;
		}
		this.answer.clear();
		if (unsent.hasNext()) {
			send(unsent.next());
			return true;
		}
		this.channel.close();
		return false;
	}

	/** The answers are short and state their length. */
	private boolean isWhole() throws IOException {
		return this.answer.position() >= endOfAnswer(this.answer.array(), this.answer.position());
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

}
