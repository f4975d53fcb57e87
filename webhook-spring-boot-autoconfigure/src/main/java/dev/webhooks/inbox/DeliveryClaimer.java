package dev.webhooks.inbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases deliveries that are due, provider by provider and for no more than the queue has
 * room for. Two threads run it, one of which leaves providers alone that were slow, so
 * that these hold up no other.
 */
final class DeliveryClaimer {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryClaimer.class);

	private static final int MAX_CLAIM = 64;

	private static final long SLOW_NANOS = Duration.ofSeconds(1).toNanos();

	private final InboxParts parts;

	private final boolean deadBlocksKey;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition added = this.lock.newCondition();

	private final Deque<Work> waiting = new ArrayDeque<>();

	private final Set<String> slow = new HashSet<>();

	private final Map<String, RecurringWarning> warnings = new ConcurrentHashMap<>();

	DeliveryClaimer(InboxParts parts, boolean deadBlocksKey) {
		this.parts = parts;
		this.deadBlocksKey = deadBlocksKey;
	}

	/**
	 * Has deliveries of a provider leased.
	 */
	void submit(String provider, List<DueTarget> due) {
		this.lock.lock();
		try {
			this.waiting.add(new Work(provider, due));
			this.added.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Says that nothing of a provider is due, so that nothing can fail.
	 */
	void nothingDue(String provider) {
		RecurringWarning warning = this.warnings.get(provider);
		if (warning != null) {
			warning.works(sentence(provider));
		}
	}

	boolean isFailing() {
		return this.warnings.values().stream().anyMatch(RecurringWarning::isFailing);
	}

	/**
	 * Leases deliveries until the thread is interrupted.
	 * @param patient whether providers are taken, too, that were slow
	 */
	void run(boolean patient) {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				claim(take(patient));
			}
		}
		catch (InterruptedException ex) {
			logger.debug("The inbox leases no more deliveries");
		}
	}

	private Work take(boolean patient) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			Work work = next(patient);
			while (work == null) {
				this.added.await();
				work = next(patient);
			}
			return work;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Work next(boolean patient) {
		Iterator<Work> candidates = this.waiting.iterator();
		while (candidates.hasNext()) {
			Work work = candidates.next();
			if (patient || !this.slow.contains(work.provider)) {
				candidates.remove();
				return work;
			}
		}
		return null;
	}

	private void claim(Work work) {
		long begin = System.nanoTime();
		try {
			if (work.due.stream().filter(this::isClaimed).count() == work.due.size()) {
				warning(work.provider).works(sentence(work.provider));
			}
		}
		finally {
			remember(work.provider, System.nanoTime() - begin);
			this.parts.schedule().done(work.provider);
		}
	}

	/** One listener's failure is none of the others of its provider. */
	private boolean isClaimed(DueTarget due) {
		try {
			claim(due);
			return true;
		}
		catch (RuntimeException | Error ex) {
			String provider = due.target().provider();
			warning(provider).failed("The inbox cannot lease deliveries of provider '%s'".formatted(provider), ex);
			return false;
		}
	}

	private RecurringWarning warning(String provider) {
		return this.warnings.computeIfAbsent(provider, (name) -> new RecurringWarning(logger, System::nanoTime));
	}

	private static String sentence(String provider) {
		return "The inbox leases deliveries of provider '" + provider + "'";
	}

	private void remember(String provider, long nanos) {
		this.lock.lock();
		try {
			boolean changed = (nanos > SLOW_NANOS) ? this.slow.add(provider) : this.slow.remove(provider);
			if (changed) {
				logger.debug("Deliveries of provider '{}' were leased within {} ms", provider, nanos / 1_000_000);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void claim(DueTarget due) {
		ClaimRequest.Room room = roomFor(due.target());
		if (room.isNone()) {
			this.parts.schedule().leftBehind(due.target().provider());
			return;
		}
		List<ClaimedDelivery> claimed = this.parts.inbox()
			.claim(new ClaimRequest(due, room, this.deadBlocksKey, this.parts.clock().instant()),
					this.parts.leases()::create);
		this.parts.giveBack(this.parts.queue().put(new ArrayList<>(claimed)));
		if (!claimed.isEmpty()) {
			again(due.target());
		}
	}

	private ClaimRequest.Room roomFor(DeliveryTarget target) {
		ClaimRequest.Room room = this.parts.queue().room(target);
		return new ClaimRequest.Room(Math.min(MAX_CLAIM, room.count()), room.bytes(), room.takenOver());
	}

	/** There may be more, for which it is worth to wait until there is room for many. */
	private void again(DeliveryTarget target) {
		ClaimRequest.Room room = this.parts.queue().room(target);
		if (room.count() >= MAX_CLAIM && room.bytes() > 0) {
			this.parts.schedule().dueNow(target.provider());
		}
		else {
			this.parts.schedule().leftBehind(target.provider());
		}
	}

	private record Work(String provider, List<DueTarget> due) {

	}

}
