package dev.webhooks.delivery.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.Addition;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.MessageTooLargeException;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.Submission;

/**
 * Stores the events of concurrent requests together: whatever waits when the transaction
 * before has ended shares the next one. Events that fail together are halved until the
 * bad one stands alone, or until they are few enough for the database. Several threads
 * may run it.
 */
final class MessageWriter implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(MessageWriter.class);

	private final AcceptQueue queue;

	private final EngineParts parts;

	private final TimeOrderedIds ids;

	MessageWriter(AcceptQueue queue, EngineParts parts) {
		this.queue = queue;
		this.parts = parts;
		this.ids = new TimeOrderedIds(parts.clock(), parts.random());
	}

	/**
	 * Stores events until the queue is closed and empty.
	 */
	@Override
	public void run() {
		try {
			boolean more = true;
			while (more) {
				AcceptQueue.Batch taken = this.queue.take();
				more = !taken.events().isEmpty();
				try {
					write(taken.events());
				}
				finally {
					this.queue.done(taken);
				}
			}
		}
		catch (InterruptedException ex) {
			logger.debug("The engine takes no more events");
		}
	}

	/**
	 * Without a database the other half would only wait for it as long again.
	 */
	private void write(List<PendingSubmission> taken) {
		Deque<List<PendingSubmission>> batches = new ArrayDeque<>(List.of(taken));
		while (!batches.isEmpty()) {
			List<PendingSubmission> batch = awaited(batches.pop());
			try {
				store(batch);
			}
			catch (StoreUnavailableException ex) {
				fail(batch, ex);
				batches.forEach((other) -> fail(other, ex));
				return;
			}
			catch (RuntimeException | Error ex) {
				halve(batch, ex).forEach(batches::push);
			}
		}
	}

	/** Nobody waits any more for those that took too long. */
	private static List<PendingSubmission> awaited(List<PendingSubmission> batch) {
		return batch.stream().filter((pending) -> !pending.outcome().isDone()).toList();
	}

	/**
	 * Gives the halves, the later one first.
	 */
	private static List<List<PendingSubmission>> halve(List<PendingSubmission> batch, Throwable ex) {
		if (batch.size() > 1) {
			int half = batch.size() / 2;
			return List.of(batch.subList(half, batch.size()), batch.subList(0, half));
		}
		if (!(ex instanceof MessageTooLargeException)) {
			logger.error("Cannot store {}", batch.get(0).incoming().event(), ex);
		}
		fail(batch, ex);
		return List.of();
	}

	private static void fail(List<PendingSubmission> batch, Throwable ex) {
		batch.forEach((pending) -> pending.outcome().completeExceptionally(ex));
	}

	private void store(List<PendingSubmission> batch) {
		if (batch.isEmpty()) {
			return;
		}
		Lease lease = this.parts.leases().create();
		List<Addition> events = new ArrayList<>(batch.size());
		List<Submission> reserved = new ArrayList<>(batch.size());
		try {
			batch.forEach((pending) -> events.add(prepare(pending.incoming(), reserved)));
			List<AddOutcome> outcomes = this.parts.store().add(events, lease, this.parts.clock().instant());
			deliver(events, outcomes, lease);
			for (int i = 0; i < events.size(); i++) {
				batch.get(i).outcome().complete(outcomes.get(i));
			}
		}
		finally {
			reserved.forEach(this.parts.queue()::cancel);
		}
	}

	private Addition prepare(Submission incoming, List<Submission> reserved) {
		boolean leased = incoming.orderKey() == null && isOpen(incoming) && this.parts.queue().reserve(incoming);
		if (leased) {
			reserved.add(incoming);
		}
		return new Addition(this.ids.next(), incoming.event(), incoming.orderKey(), incoming.targets(), leased);
	}

	private boolean isOpen(Submission incoming) {
		return this.parts.gates().closed(incoming.event().channel(), incoming.targets()) == null;
	}

	/** What waits behind closed gates is found when these open. */
	private boolean isAnyOpen(Addition event) {
		String channel = event.event().channel();
		return this.parts.gates().areAllOpen(channel) || event.targets()
			.stream()
			.anyMatch((target) -> !this.parts.gates().isClosed(new Destination(channel, target)));
	}

	/** Hands over what this node has leased; all else is the poller's. */
	private void deliver(List<Addition> events, List<AddOutcome> outcomes, Lease lease) {
		List<ClaimedDelivery> leased = new ArrayList<>(events.size());
		for (int i = 0; i < events.size(); i++) {
			Addition event = events.get(i);
			if (outcomes.get(i) == AddOutcome.ACCEPTED && event.leased()) {
				event.targets()
					.forEach((target) -> leased
						.add(ClaimedDelivery.first(new DeliveryId(event.id(), target), event.event(), lease)));
			}
			else if (outcomes.get(i) != AddOutcome.DUPLICATE && isAnyOpen(event)) {
				this.parts.dueNow(event.event().channel());
			}
		}
		this.parts.handOver(leased);
	}

}
