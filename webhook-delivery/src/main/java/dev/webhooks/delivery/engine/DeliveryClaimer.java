package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.store.ClaimRequest;
import dev.webhooks.delivery.store.DueDestination;

/**
 * Leases deliveries that are due, channel by channel and for no more than the queue has
 * room for. Two threads run it, one of which leaves channels alone that were slow, so
 * that these hold up no other.
 */
final class DeliveryClaimer {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryClaimer.class);

	private static final int MAX_CLAIM = 64;

	private static final long SLOW_NANOS = Duration.ofSeconds(1).toNanos();

	private final EngineParts parts;

	private final boolean deadBlocksKey;

	private final Mutex lock = new Mutex();

	private final Condition added = this.lock.newCondition();

	private final Deque<Work> waiting = new ArrayDeque<>();

	private final Set<String> slow = new HashSet<>();

	private final Map<String, RecurringWarning> warnings = new ConcurrentHashMap<>();

	DeliveryClaimer(EngineParts parts, boolean deadBlocksKey) {
		this.parts = parts;
		this.deadBlocksKey = deadBlocksKey;
	}

	/**
	 * Has deliveries of a channel leased.
	 */
	void submit(String lane, List<DueDestination> due) {
		this.lock.run(() -> {
			this.waiting.add(new Work(lane, due));
			this.added.signalAll();
		});
	}

	/**
	 * Says that nothing of a channel is due, so that nothing can fail.
	 */
	void nothingDue(String lane) {
		RecurringWarning warning = this.warnings.get(lane);
		if (warning != null) {
			warning.works(sentence(lane));
		}
	}

	boolean isFailing() {
		return this.warnings.values().stream().anyMatch(RecurringWarning::isFailing);
	}

	/**
	 * Leases deliveries until the thread is interrupted.
	 * @param patient whether channels are taken, too, that were slow
	 */
	void run(boolean patient) {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				claim(take(patient));
			}
		}
		catch (InterruptedException ex) {
			logger.debug("The engine leases no more deliveries");
		}
	}

	private Work take(boolean patient) throws InterruptedException {
		return this.lock.await(() -> {
			Work work = next(patient);
			while (work == null) {
				this.added.await();
				work = next(patient);
			}
			return work;
		});
	}

	private @Nullable Work next(boolean patient) {
		Iterator<Work> candidates = this.waiting.iterator();
		while (candidates.hasNext()) {
			Work work = candidates.next();
			if (patient || !this.slow.contains(work.lane)) {
				candidates.remove();
				return work;
			}
		}
		return null;
	}

	private void claim(Work work) {
		long begin = System.nanoTime();
		try {
			if (work.due.stream().filter((due) -> isClaimed(work.lane, due)).count() == work.due.size()) {
				warning(work.lane).works(sentence(work.lane));
			}
		}
		finally {
			remember(work.lane, System.nanoTime() - begin);
			this.parts.schedule().done(work.lane);
		}
	}

	/** One target's failure is none of the others of its channel. */
	private boolean isClaimed(String lane, DueDestination due) {
		try {
			claim(due);
			return true;
		}
		catch (RuntimeException | Error ex) {
			warning(lane).failed("The engine cannot lease deliveries of channel '%s'".formatted(lane), ex);
			return false;
		}
	}

	private RecurringWarning warning(String lane) {
		return this.warnings.computeIfAbsent(lane, (name) -> new RecurringWarning(logger, System::nanoTime));
	}

	private static String sentence(String lane) {
		return "The engine leases deliveries of channel '" + lane + "'";
	}

	private void remember(String lane, long nanos) {
		this.lock.run(() -> {
			boolean changed = (nanos > SLOW_NANOS) ? this.slow.add(lane) : this.slow.remove(lane);
			if (changed) {
				logger.debug("Deliveries of channel '{}' were leased within {} ms", lane, nanos / 1_000_000);
			}
		});
	}

	/**
	 * Leases deliveries that are due, as many as there is room for.
	 */
	void claim(DueDestination due) {
		if (this.parts.gates().isPaused(due.destination())) {
			return;
		}
		ClaimRequest.Room room = roomFor(due.destination());
		if (room.isNone()) {
			this.parts.leftBehind(due.destination().channel());
			return;
		}
		List<ClaimedDelivery> claimed = this.parts.store()
			.claim(new ClaimRequest(due, room, this.deadBlocksKey, this.parts.clock().instant()),
					this.parts.leases()::create);
		this.parts.handOver(claimed);
		if (!claimed.isEmpty()) {
			again(due.destination());
		}
	}

	private ClaimRequest.Room roomFor(Destination destination) {
		ClaimRequest.Room room = this.parts.queue().room(destination);
		return new ClaimRequest.Room(Math.min(MAX_CLAIM, room.count()), room.bytes(), room.takenOver());
	}

	/** There may be more, for which it is worth to wait until there is room for many. */
	private void again(Destination destination) {
		ClaimRequest.Room room = this.parts.queue().room(destination);
		if (room.count() >= MAX_CLAIM && room.bytes() > 0) {
			this.parts.dueNow(destination.channel());
		}
		else {
			this.parts.leftBehind(destination.channel());
		}
	}

	private record Work(String lane, List<DueDestination> due) {

	}

}
