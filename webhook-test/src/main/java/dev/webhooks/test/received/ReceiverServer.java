package dev.webhooks.test.received;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Listens on a port and has a thread for each connection. All of its threads are daemons,
 * and have ended when {@link #close()} returns.
 */
final class ReceiverServer implements AutoCloseable {

	private static final int MAX_CONNECTIONS = 2000;

	private static final Duration LAST_WORDS = Duration.ofSeconds(10);

	private final ServerSocket server;

	private final ReceiverTls tls;

	private final RequestHandler handler;

	private final int maxBody;

	private final Semaphore free = new Semaphore(MAX_CONNECTIONS);

	private final AtomicInteger accepted = new AtomicInteger();

	private final AtomicInteger answering = new AtomicInteger();

	private final ConcurrentHashMap<ReceiverConnection, Thread> connections = new ConcurrentHashMap<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Thread acceptor;

	private volatile boolean closed;

	ReceiverServer(InetSocketAddress address, ReceiverTls tls, RequestHandler handler, int maxBody) {
		this.tls = tls;
		this.handler = handler;
		this.maxBody = maxBody;
		try {
			this.server = new ServerSocket();
			this.server.bind(address, 1000);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The receiver cannot listen on " + address, ex);
		}
		this.acceptor = daemon("acceptor", this::accept);
	}

	void start() {
		this.acceptor.start();
	}

	private Thread daemon(String name, Runnable task) {
		Thread thread = new Thread(task, "received-webhooks-" + port() + "-" + name);
		thread.setDaemon(true);
		return thread;
	}

	int port() {
		return this.server.getLocalPort();
	}

	InetAddress address() {
		return this.server.getInetAddress();
	}

	int accepted() {
		return this.accepted.get();
	}

	int open() {
		return this.connections.size();
	}

	boolean awaitNoneOpen(Duration timeout) {
		return await(this.connections::isEmpty, timeout);
	}

	boolean awaitNoneAnswering(Duration timeout) {
		return await(() -> this.answering.get() == 0, timeout);
	}

	private boolean await(BooleanSupplier condition, Duration timeout) {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			while (!condition.getAsBoolean() && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return condition.getAsBoolean();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for a receiver", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void signal(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Has a request answered, and tells those who wait for that. */
	private void answer(Answering answering) throws IOException {
		this.answering.incrementAndGet();
		try {
			answering.run();
		}
		finally {
			signal(this.answering::decrementAndGet);
		}
	}

	private void accept() {
		while (!this.closed) {
			try {
				this.free.acquire();
				serve(this.server.accept());
			}
			catch (IOException ex) {
				// Either this is closed, or one client was gone before it was accepted
				this.free.release();
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		ReceiverConnection connection = new ReceiverConnection(this.accepted.incrementAndGet(), socket, this.tls,
				this.handler, this::answer, this.maxBody);
		Thread thread = daemon("connection-" + connection.number(), () -> run(connection));
		this.connections.put(connection, thread);
		thread.start();
		if (this.closed) {
			end(connection, thread);
		}
	}

	private void run(ReceiverConnection connection) {
		try {
			connection.run();
		}
		finally {
			signal(() -> this.connections.remove(connection));
			this.free.release();
		}
	}

	void closeConnections() {
		this.connections.forEach(ReceiverServer::end);
	}

	private static void end(ReceiverConnection connection, Thread thread) {
		close(connection);
		thread.interrupt();
	}

	private static void close(AutoCloseable resource) {
		try {
			resource.close();
		}
		catch (Exception ex) {
			// It is of no use any more
		}
	}

	@Override
	public void close() {
		this.closed = true;
		close(this.server);
		this.acceptor.interrupt();
		long end = System.nanoTime() + LAST_WORDS.toNanos();
		join(this.acceptor, end);
		List<Thread> threads = new ArrayList<>(this.connections.values());
		closeConnections();
		threads.forEach((thread) -> join(thread, end));
	}

	private static void join(Thread thread, long end) {
		if (thread == Thread.currentThread()) {
			return;
		}
		try {
			thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Answering of one request.
	 */
	@FunctionalInterface
	interface Answering {

		void run() throws IOException;

	}

	/**
	 * Follows requests being answered.
	 */
	@FunctionalInterface
	interface Attendant {

		void attend(Answering answering) throws IOException;

	}

}
