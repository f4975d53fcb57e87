package dev.webhooks.test.received;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connection of a client, served by the thread that runs it until either side closes
 * it.
 */
final class ReceiverConnection implements Runnable, Closeable {

	private static final Duration IDLE = Duration.ofMinutes(2);

	private static final Duration REQUEST = Duration.ofSeconds(30);

	private static final int DRAINED = 16 * 1024 * 1024;

	private final int number;

	private final Socket accepted;

	private final ReceiverTls tls;

	private final RequestHandler handler;

	private final ReceiverServer.Attendant attendant;

	private final int maxBody;

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile Socket socket;

	ReceiverConnection(int number, Socket accepted, ReceiverTls tls, RequestHandler handler,
			ReceiverServer.Attendant attendant, int maxBody) {
		this.number = number;
		this.accepted = accepted;
		this.socket = accepted;
		this.tls = tls;
		this.handler = handler;
		this.attendant = attendant;
		this.maxBody = maxBody;
	}

	int number() {
		return this.number;
	}

	@Override
	public void run() {
		try (Closeable connection = this) {
			this.accepted.setTcpNoDelay(true);
			this.accepted.setSoTimeout((int) REQUEST.toMillis());
			this.socket = this.tls.handshake(this.accepted);
			serve();
		}
		catch (IOException ex) {
			// The client has left, or speaks another language: nothing was received
		}
	}

	private void serve() throws IOException {
		TimedInput timed = new TimedInput(this.socket);
		PushbackInputStream input = new PushbackInputStream(new BufferedInputStream(timed));
		OutputStream output = new BufferedOutputStream(this.socket.getOutputStream());
		HttpRequestReader reader = new HttpRequestReader(input, output, this.maxBody);
		AnswerWriter writer = new AnswerWriter(output, (time) -> pause(timed, input, time));
		boolean open = true;
		while (open && isThere(timed, input)) {
			HttpMessage message;
			try {
				message = reader.read();
			}
			catch (MalformedHttpException ex) {
				output.write("HTTP/1.1 400 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.ISO_8859_1));
				output.flush();
				throw ex;
			}
			open = message != null && answer(message, writer);
			if (message != null && message.tooLarge()) {
				drain(timed, input);
			}
		}
	}

	/** Waits for the next request. */
	private static boolean isThere(TimedInput timed, PushbackInputStream input) throws IOException {
		timed.within(IDLE);
		int first = input.read();
		if (first < 0) {
			return false;
		}
		input.unread(first);
		timed.within(REQUEST);
		return true;
	}

	private boolean answer(HttpMessage message, AnswerWriter writer) throws IOException {
		AtomicBoolean last = new AtomicBoolean(true);
		this.attendant.attend(() -> {
			RequestHandler.Answered answered = this.handler.handle(message, this.socket, this.number);
			WebhookAnswer answer = answered.answer();
			if (answer.resets()) {
				this.accepted.setSoLinger(true, 0);
				this.accepted.close();
				return;
			}
			last.set(answer.closes() || !message.keepsAlive());
			writer.write(message.method(), answer, answered.response(), last.get());
		});
		return !last.get();
	}

	/**
	 * A client that still sends would not see the answer if the connection were closed at
	 * once.
	 */
	private void drain(TimedInput timed, PushbackInputStream input) throws IOException {
		this.socket.shutdownOutput();
		timed.within(Duration.ofSeconds(2));
		input.skipNBytes(DRAINED);
	}

	/**
	 * Waits, and reads the while, as nothing else tells that a client leaves.
	 */
	private void pause(TimedInput timed, PushbackInputStream input, Duration time) throws IOException {
		if (time.isZero() || time.isNegative()) {
			return;
		}
		long end = System.nanoTime() + time.toNanos();
		if (input.available() == 0) {
			timed.within(time);
			try {
				int next = input.read();
				if (next < 0) {
					throw new EOFException("The client has left");
				}
				input.unread(next);
			}
			catch (SocketTimeoutException ex) {
				return;
			}
		}
		await(end);
	}

	private void await(long end) throws IOException {
		try {
			if (this.closed.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
				throw new EOFException("The receiver is closed");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("The receiver is closed");
		}
	}

	@Override
	public void close() throws IOException {
		this.closed.countDown();
		// Closing the one around it would wait for a handshake or a write to end
		this.accepted.close();
	}

}
