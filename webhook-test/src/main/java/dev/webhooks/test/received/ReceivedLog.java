package dev.webhooks.test.received;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what arrived, up to a number and a size, beyond which the oldest is
 * forgotten. Safe for use by several threads.
 */
final class ReceivedLog {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition arrived = this.lock.newCondition();

	private final Deque<ReceivedWebhook> kept = new ArrayDeque<>();

	private final Deque<ReceivedWebhook> notTaken = new ArrayDeque<>();

	private final int maxNumber;

	private final long maxBytes;

	private long bytes;

	private long count;

	ReceivedLog(int maxNumber, long maxBytes) {
		this.maxNumber = maxNumber;
		this.maxBytes = maxBytes;
	}

	void add(ReceivedWebhook webhook) {
		locked(() -> {
			this.kept.add(webhook);
			this.notTaken.add(webhook);
			this.bytes += sizeOf(webhook);
			this.count++;
			while (this.kept.size() > this.maxNumber || (this.bytes > this.maxBytes && this.kept.size() > 1)) {
				forgetOldest();
			}
			this.arrived.signalAll();
			return null;
		});
	}

	private void forgetOldest() {
		ReceivedWebhook oldest = this.kept.remove();
		this.bytes -= sizeOf(oldest);
		if (this.notTaken.peek() == oldest) {
			this.notTaken.remove();
		}
	}

	/** Events hold the body once more, or what was decoded of it. */
	private static long sizeOf(ReceivedWebhook webhook) {
		long[] size = { 2L * webhook.request().body().length + 1024 };
		webhook.headers().forEach((name, value) -> size[0] += 2L * (name.length() + value.length()));
		return size[0];
	}

	List<ReceivedWebhook> all() {
		return locked(() -> List.copyOf(this.kept));
	}

	long count() {
		return locked(() -> this.count);
	}

	void clear() {
		locked(() -> {
			this.kept.clear();
			this.notTaken.clear();
			this.bytes = 0;
			this.count = 0;
			return null;
		});
	}

	/** Takes the oldest that was not taken, or {@code null} if none comes in time. */
	@Nullable ReceivedWebhook take(Duration timeout) {
		return await(timeout, this.notTaken::poll);
	}

	/**
	 * Waits for something.
	 * @param timeout the longest time to wait
	 * @param found looks for it, and is asked again after each arrival
	 * @return what was found, or {@code null} if it did not come in time
	 */
	<T> @Nullable T await(Duration timeout, Supplier<@Nullable T> found) {
		return locked(() -> {
			long left = timeout.toNanos();
			@Nullable T result = found.get();
			while (result == null && left > 0) {
				left = awaitArrival(left);
				result = found.get();
			}
			return result;
		});
	}

	private long awaitArrival(long nanos) {
		try {
			return this.arrived.awaitNanos(nanos);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for a request", ex);
		}
	}

	private <T> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	String describe() {
		List<String> all = all().stream().map(ReceivedWebhook::toString).toList();
		return all.isEmpty() ? "nothing" : String.join(", ", all);
	}

}
