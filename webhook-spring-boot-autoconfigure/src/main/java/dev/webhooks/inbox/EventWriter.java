package dev.webhooks.inbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the events of concurrent requests together: whatever waits when the transaction
 * before has ended shares the next one. Events that fail together are halved until the
 * bad one stands alone, or until they are few enough for the database. Several threads
 * may run it.
 */
final class EventWriter implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(EventWriter.class);

	private final AcceptQueue queue;

	private final InboxParts parts;

	private final TimeOrderedIds ids;

	EventWriter(AcceptQueue queue, InboxParts parts) {
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
			logger.debug("The inbox takes no more events");
		}
	}

	/**
	 * Without a database the other half would only wait for it as long again.
	 */
	private void write(List<PendingEvent> taken) {
		Deque<List<PendingEvent>> batches = new ArrayDeque<>(List.of(taken));
		while (!batches.isEmpty()) {
			List<PendingEvent> batch = awaited(batches.pop());
			try {
				store(batch);
			}
			catch (InboxUnavailableException ex) {
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
	private static List<PendingEvent> awaited(List<PendingEvent> batch) {
		return batch.stream().filter((pending) -> !pending.outcome().isDone()).toList();
	}

	/**
	 * Gives the halves, the later one first.
	 */
	private static List<List<PendingEvent>> halve(List<PendingEvent> batch, Throwable ex) {
		if (batch.size() > 1) {
			int half = batch.size() / 2;
			return List.of(batch.subList(half, batch.size()), batch.subList(0, half));
		}
		if (!(ex instanceof EventTooLargeException)) {
			logger.error("Cannot store {}", batch.get(0).incoming().event(), ex);
		}
		fail(batch, ex);
		return List.of();
	}

	private static void fail(List<PendingEvent> batch, Throwable ex) {
		batch.forEach((pending) -> pending.outcome().completeExceptionally(ex));
	}

	private void store(List<PendingEvent> batch) {
		if (batch.isEmpty()) {
			return;
		}
		Lease lease = this.parts.leases().create();
		List<NewEvent> events = new ArrayList<>(batch.size());
		List<IncomingEvent> reserved = new ArrayList<>(batch.size());
		try {
			batch.forEach((pending) -> events.add(prepare(pending.incoming(), reserved)));
			List<AddOutcome> outcomes = this.parts.inbox().add(events, lease, this.parts.clock().instant());
			deliver(events, outcomes, lease);
			for (int i = 0; i < events.size(); i++) {
				batch.get(i).outcome().complete(outcomes.get(i));
			}
		}
		finally {
			reserved.forEach(this.parts.queue()::cancel);
		}
	}

	private NewEvent prepare(IncomingEvent incoming, List<IncomingEvent> reserved) {
		boolean leased = incoming.orderKey() == null && this.parts.queue().reserve(incoming);
		if (leased) {
			reserved.add(incoming);
		}
		return new NewEvent(this.ids.next(), incoming.event(), incoming.orderKey(), incoming.listeners(), leased);
	}

	/** Hands over what this node has leased; all else is the poller's. */
	private void deliver(List<NewEvent> events, List<AddOutcome> outcomes, Lease lease) {
		List<ClaimedDelivery> leased = new ArrayList<>(events.size());
		for (int i = 0; i < events.size(); i++) {
			NewEvent event = events.get(i);
			if (outcomes.get(i) == AddOutcome.ACCEPTED && event.leased()) {
				event.listeners()
					.forEach((listener) -> leased
						.add(ClaimedDelivery.first(new DeliveryId(event.id(), listener), event.event(), lease)));
			}
			else if (outcomes.get(i) != AddOutcome.DUPLICATE) {
				this.parts.schedule().dueNow(event.event().provider());
			}
		}
		this.parts.giveBack(this.parts.queue().put(leased));
	}

}
