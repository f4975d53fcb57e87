package dev.webhooks.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * Reads the body of a request into one array, and counts bytes and time while it reads:
 * what the sender says of the length is only a hint, and each byte may come just before
 * the container has waited long enough. Used for one body.
 */
final class BodyReader {

	/** A stranger's word for the length is worth no more memory than this. */
	private static final int MAX_TRUSTED_LENGTH = 64 * 1024;

	private static final int UNKNOWN_LENGTH = 4 * 1024;

	/** Name of the attribute of a request whose body was not waited for any longer. */
	static final String CUT_OFF = BodyReader.class.getName() + ".cutOff";

	private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(50);

	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

	private final int limit;

	private final Duration timeout;

	private final LongSupplier nanoTime;

	private long start;

	BodyReader(int limit, Duration timeout) {
		this(limit, timeout, System::nanoTime);
	}

	BodyReader(int limit, Duration timeout, LongSupplier nanoTime) {
		this.limit = limit;
		this.timeout = timeout;
		this.nanoTime = nanoTime;
	}

	byte[] read(HttpServletRequest request) throws IOException {
		long announced = request.getContentLengthLong();
		if (announced > this.limit) {
			throw tooLarge();
		}
		int first = (announced < 0) ? UNKNOWN_LENGTH : (int) Math.min(announced, MAX_TRUSTED_LENGTH);
		this.start = this.nanoTime.getAsLong();
		try {
			return read(request, new BodyPieces(first, MAX_TRUSTED_LENGTH, this.limit, announced));
		}
		catch (IOException ex) {
			if (isTimeout(ex) || isOver()) {
				throw tooSlow(request, ex);
			}
			throw ex;
		}
	}

	private byte[] read(HttpServletRequest request, BodyPieces pieces) throws IOException {
		InputStream input = request.getInputStream();
		while (awaitArrival((BodyArrival) request.getAttribute(BodyArrival.ATTRIBUTE))) {
			int count = pieces.isFull() ? readOne(input, pieces) : pieces.readFrom(input);
			if (count < 0) {
				return pieces.join();
			}
			if (isOver()) {
				break;
			}
		}
		throw tooSlow(request, null);
	}

	/**
	 * Waits until there is something to read. Where nobody tells, the read itself waits.
	 * @return whether it is still time
	 */
	private boolean awaitArrival(@Nullable BodyArrival arrival) {
		long waiting = this.nanoTime.getAsLong();
		long pause = SHORTEST_PAUSE;
		while (arrival != null && !arrival.hasArrived() && !Thread.currentThread().isInterrupted()) {
			if (isOver() || isOver(waiting, arrival.readTimeout())) {
				return false;
			}
			LockSupport.parkNanos(pause);
			pause = Math.min(2 * pause, LONGEST_PAUSE);
		}
		return true;
	}

	/**
	 * Finds out whether there is more before any memory is taken for it.
	 */
	private static int readOne(InputStream input, BodyPieces pieces) throws IOException {
		int next = input.read();
		if (next < 0) {
			return next;
		}
		if (!pieces.grow()) {
			throw tooLarge();
		}
		pieces.add((byte) next);
		return 1;
	}

	private boolean isOver() {
		return isOver(this.start, this.timeout);
	}

	private boolean isOver(long since, Duration time) {
		return this.nanoTime.getAsLong() - since > time.toNanos();
	}

	/**
	 * Tells whether the container has waited long enough for a single byte: Tomcat says
	 * so by a {@link SocketTimeoutException}, Jetty by a {@link TimeoutException}.
	 */
	private static boolean isTimeout(IOException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
				return true;
			}
		}
		return false;
	}

	private static WebhookRejectedException tooLarge() {
		return new WebhookRejectedException(RejectionReason.BODY_TOO_LARGE, "The body is too large");
	}

	private static WebhookRejectedException tooSlow(HttpServletRequest request, @Nullable IOException cause) {
		request.setAttribute(CUT_OFF, Boolean.TRUE);
		return new WebhookRejectedException(RejectionReason.BODY_TIMEOUT, "The body was not there in time", null,
				cause);
	}

}
