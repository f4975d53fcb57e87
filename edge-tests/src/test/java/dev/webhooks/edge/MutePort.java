package dev.webhooks.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port that accepts connections, reads what comes and never says a word.
 */
final class MutePort implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final AtomicInteger accepted = new AtomicInteger();

	private final AtomicInteger open = new AtomicInteger();

	private final AtomicInteger mostOpen = new AtomicInteger();

	MutePort() throws IOException {
		start(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * How many connections there were.
	 */
	int accepted() {
		return this.accepted.get();
	}

	/**
	 * How many connections there were at the same time at the most.
	 */
	int mostOpen() {
		return this.mostOpen.get();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				this.accepted.incrementAndGet();
				this.mostOpen.accumulateAndGet(this.open.incrementAndGet(), Math::max);
				start(() -> listen(socket));
			}
		}
		catch (IOException ex) {
			// The port was closed
		}
	}

	private void listen(Socket socket) {
		try (socket; InputStream input = socket.getInputStream()) {
			input.skipNBytes(Long.MAX_VALUE);
		}
		catch (IOException ex) {
			// The other side closed the connection
		}
		finally {
			this.open.decrementAndGet();
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "mute-port");
		thread.setDaemon(true);
		thread.start();
	}

}
