package dev.webhooks.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * When which providers are looked at: each of them once in an interval, whatever is
 * signalled meanwhile, and at once those of which something may be due. No provider is
 * looked at twice at the same time. Safe for use by several threads.
 */
final class PollSchedule {

	private static final long FORGOTTEN_NANOS = Duration.ofMinutes(1).toNanos();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Set<String> due = new HashSet<>();

	/** Since when. */
	private final Map<String, Long> busy = new HashMap<>();

	private final Set<String> leftBehind = new HashSet<>();

	private final Set<String> providers;

	private final long interval;

	private final LongSupplier nanoTime;

	private long nextRound;

	PollSchedule(Collection<String> providers, Duration interval) {
		this(providers, interval, System::nanoTime);
	}

	PollSchedule(Collection<String> providers, Duration interval, LongSupplier nanoTime) {
		this.providers = Set.copyOf(providers);
		this.interval = interval.toNanos();
		this.nanoTime = nanoTime;
		this.nextRound = nanoTime.getAsLong() + this.interval;
	}

	/**
	 * Begins anew.
	 */
	void open() {
		locked(() -> {
			this.busy.clear();
			this.leftBehind.clear();
			this.due.addAll(this.providers);
		});
	}

	/**
	 * Something of a provider may be due now.
	 */
	void dueNow(String provider) {
		locked(() -> {
			if (this.providers.contains(provider) && this.due.add(provider)) {
				this.changed.signal();
			}
		});
	}

	/**
	 * Deliveries of a provider were left behind, for lack of room.
	 */
	void leftBehind(String provider) {
		locked(() -> this.leftBehind.add(provider));
	}

	/**
	 * There is room for deliveries of a provider.
	 */
	void room(String provider) {
		locked(() -> {
			if (this.leftBehind.remove(provider)) {
				this.due.add(provider);
				this.changed.signal();
			}
		});
	}

	/**
	 * A provider has been looked at.
	 */
	void done(String provider) {
		locked(() -> {
			this.busy.remove(provider);
			if (this.due.contains(provider)) {
				this.changed.signal();
			}
		});
	}

	/**
	 * Waits until a provider is to be looked at. It is not given out again before
	 * {@link #done}.
	 */
	Round await() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (true) {
				long wait = this.nextRound - this.nanoTime.getAsLong();
				boolean full = wait <= 0;
				if (full) {
					beginRound();
				}
				Set<String> ready = ready();
				if (full || !ready.isEmpty()) {
					return new Round(ready, full);
				}
				this.changed.awaitNanos(wait);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Whoever looked at a provider for very long may have died. */
	private void beginRound() {
		long now = this.nanoTime.getAsLong();
		this.busy.values().removeIf((since) -> now - since > FORGOTTEN_NANOS);
		this.due.addAll(this.providers);
		this.nextRound = now + this.interval;
	}

	private Set<String> ready() {
		Set<String> ready = new HashSet<>(this.due);
		ready.removeAll(this.busy.keySet());
		this.due.removeAll(ready);
		ready.forEach((provider) -> this.busy.put(provider, this.nanoTime.getAsLong()));
		return ready;
	}

	private void locked(Runnable action) {
		this.lock.lock();
		try {
			action.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What is to be looked at.
	 *
	 * @param providers the providers
	 * @param full whether the interval has passed
	 */
	record Round(Set<String> providers, boolean full) {

	}

}
