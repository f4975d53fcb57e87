package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * When which lanes are looked at: each of them once in an interval, whatever is signalled
 * meanwhile, and at once those of which something may be due. No lane is looked at twice
 * at the same time. Safe for use by several threads.
 */
final class PollSchedule {

	private static final long FORGOTTEN_NANOS = Duration.ofMinutes(1).toNanos();

	private final Mutex lock = new Mutex();

	private final Condition changed = this.lock.newCondition();

	private final Set<String> due = new HashSet<>();

	/** Since when. */
	private final Map<String, Long> busy = new HashMap<>();

	private final Set<String> leftBehind = new HashSet<>();

	private final Supplier<Set<String>> all;

	private final long interval;

	private final LongSupplier nanoTime;

	private long nextRound;

	PollSchedule(Supplier<Set<String>> all, Duration interval) {
		this(all, interval, System::nanoTime);
	}

	PollSchedule(Supplier<Set<String>> all, Duration interval, LongSupplier nanoTime) {
		this.all = all;
		this.interval = interval.toNanos();
		this.nanoTime = nanoTime;
		this.nextRound = nanoTime.getAsLong() + this.interval;
	}

	/**
	 * Begins anew.
	 */
	void open() {
		this.lock.run(() -> {
			this.busy.clear();
			this.leftBehind.clear();
			this.due.addAll(this.all.get());
		});
	}

	/**
	 * Something of a lane may be due now.
	 */
	void dueNow(String lane) {
		this.lock.run(() -> {
			if (this.all.get().contains(lane) && this.due.add(lane)) {
				this.changed.signal();
			}
		});
	}

	/**
	 * Deliveries of a lane were left behind, for lack of room.
	 */
	void leftBehind(String lane) {
		this.lock.run(() -> this.leftBehind.add(lane));
	}

	/**
	 * There is room for deliveries of a lane.
	 */
	void room(String lane) {
		this.lock.run(() -> {
			if (this.leftBehind.remove(lane)) {
				this.due.add(lane);
				this.changed.signal();
			}
		});
	}

	/**
	 * A lane has been looked at.
	 */
	void done(String lane) {
		this.lock.run(() -> {
			this.busy.remove(lane);
			if (this.due.contains(lane)) {
				this.changed.signal();
			}
		});
	}

	/**
	 * Waits until a lane is to be looked at. It is not given out again before
	 * {@link #done}.
	 */
	Round await() throws InterruptedException {
		return this.lock.await(() -> {
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
		});
	}

	/** The thread that has looked at a lane for very long may have died. */
	private void beginRound() {
		long now = this.nanoTime.getAsLong();
		this.busy.values().removeIf((since) -> now - since > FORGOTTEN_NANOS);
		this.due.addAll(this.all.get());
		this.nextRound = now + this.interval;
	}

	private Set<String> ready() {
		Set<String> ready = new HashSet<>(this.due);
		ready.removeAll(this.busy.keySet());
		this.due.removeAll(ready);
		ready.forEach((lane) -> this.busy.put(lane, this.nanoTime.getAsLong()));
		return ready;
	}

	/**
	 * Lanes that are to be looked at.
	 *
	 * @param lanes the lanes
	 * @param full whether the interval has passed
	 */
	record Round(Set<String> lanes, boolean full) {

	}

}
