package dev.webhooks.sender.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

import org.jspecify.annotations.Nullable;

/**
 * A server that does with each connection what a test wants, and counts them.
 */
final class SocketServer implements AutoCloseable {

	private final ServerSocket listening;

	private final Talk talk;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "socket-server");
		thread.setDaemon(true);
		return thread;
	});

	private final AtomicInteger accepted = new AtomicInteger();

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private SocketServer(ServerSocket listening, Talk talk) {
		this.listening = listening;
		this.talk = talk;
		this.threads.execute(this::accept);
	}

	static SocketServer plain(String address, int port, Talk talk) {
		try {
			return new SocketServer(new ServerSocket(port, 500, InetAddress.getByName(address)), talk);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	static SocketServer plain(Talk talk) {
		return plain("127.0.0.1", 0, talk);
	}

	static SocketServer tls(SSLContext context, Talk talk, String... protocols) {
		try {
			SSLServerSocket socket = (SSLServerSocket) context.getServerSocketFactory()
				.createServerSocket(0, 500, InetAddress.getByName("127.0.0.1"));
			socket.setWantClientAuth(true);
			if (protocols.length > 0) {
				socket.setEnabledProtocols(protocols);
			}
			return new SocketServer(socket, talk);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private void accept() {
		while (!this.listening.isClosed()) {
			try {
				Socket socket = this.listening.accept();
				this.accepted.incrementAndGet();
				this.open.add(socket);
				this.threads.execute(() -> run(socket));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void run(Socket socket) {
		try (socket) {
			Connection connection = new Connection(socket);
			this.talk.with(connection);
			if (!socket.isClosed()) {
				// Until the client is gone
				socket.getInputStream().readAllBytes();
			}
		}
		catch (Exception ex) {
			// The client has gone in the middle
		}
		finally {
			this.open.remove(socket);
		}
	}

	int port() {
		return this.listening.getLocalPort();
	}

	/** Number of connections that were ever opened. */
	int accepted() {
		return this.accepted.get();
	}

	/** Number of connections that no side has closed. */
	int open() {
		return this.open.size();
	}

	List<Received> received() {
		return this.received;
	}

	@Override
	public void close() throws IOException {
		this.closed.countDown();
		this.listening.close();
		for (Socket socket : this.open) {
			socket.close();
		}
		this.threads.shutdownNow();
	}

	/**
	 * What is done with a connection.
	 */
	interface Talk {

		void with(Connection connection) throws Exception;

		/** Answers each request in the same way, as often as the connection lasts. */
		static Talk answering(String answer) {
			return (connection) -> {
				while (connection.read() != null) {
					connection.write(answer);
				}
			};
		}

		/** Answers each request with a status and an empty body. */
		static Talk status(int status) {
			return answering("HTTP/1.1 " + status + " Status\r\nContent-Length: 0\r\n\r\n");
		}

	}

	/**
	 * A request as it came.
	 */
	record Received(String head, byte[] body) {

		List<String> header(String name) {
			return this.head.lines()
				.filter((line) -> line.toLowerCase(java.util.Locale.ROOT)
					.startsWith(name.toLowerCase(java.util.Locale.ROOT) + ":"))
				.map((line) -> line.substring(name.length() + 1).strip())
				.toList();
		}

	}

	/**
	 * A connection from the side of the server.
	 */
	final class Connection {

		private final Socket socket;

		Connection(Socket socket) {
			this.socket = socket;
		}

		Socket socket() {
			return this.socket;
		}

		/** Reads a request, or nothing if the client has ended. */
		@Nullable Received read() throws IOException {
			InputStream input = this.socket.getInputStream();
			ByteArrayOutputStream head = new ByteArrayOutputStream();
			while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
				int next = input.read();
				if (next < 0) {
					return null;
				}
				head.write(next);
			}
			Received request = new Received(head.toString(StandardCharsets.ISO_8859_1), new byte[0]);
			List<String> length = request.header("Content-Length");
			byte[] body = input.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length.get(0)));
			Received whole = new Received(request.head(), body);
			SocketServer.this.received.add(whole);
			return whole;
		}

		void write(String text) throws IOException {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		}

		/** Writes a text byte by byte, slowly, again and again. */
		void drip(String text) throws IOException {
			while (true) {
				for (byte next : text.getBytes(StandardCharsets.ISO_8859_1)) {
					this.socket.getOutputStream().write(next);
					pause(20);
				}
			}
		}

		void pause(long millis) throws IOException {
			try {
				if (SocketServer.this.closed.await(millis, TimeUnit.MILLISECONDS)) {
					throw new IOException("The server is closed");
				}
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
		}

	}

}
