package dev.webhooks.test.received;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Input of a socket that has to be there within a time, however slowly it comes.
 */
final class TimedInput extends InputStream {

	private final Socket socket;

	private final InputStream input;

	private long deadline;

	TimedInput(Socket socket) throws IOException {
		this.socket = socket;
		this.input = socket.getInputStream();
	}

	/** Has all that is read from now on be there within a time. */
	void within(Duration time) {
		this.deadline = System.nanoTime() + time.toNanos();
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		long nanos = this.deadline - System.nanoTime();
		if (nanos <= 0) {
			throw new SocketTimeoutException("The time is over");
		}
		this.socket.setSoTimeout((int) Math.min(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, Integer.MAX_VALUE));
		return this.input.read(bytes, offset, length);
	}

	@Override
	public int available() throws IOException {
		return this.input.available();
	}

}
