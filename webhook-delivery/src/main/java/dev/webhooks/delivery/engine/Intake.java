package dev.webhooks.delivery.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.store.Addition;

/**
 * The way of messages through the store to the workers: those for which there is room are
 * stored with deliveries that this node has leased, and are handed over once that is
 * committed. Safe for use by several threads.
 */
final class Intake {

	private final EngineParts parts;

	private final TimeOrderedIds ids;

	Intake(EngineParts parts) {
		this.parts = parts;
		this.ids = new TimeOrderedIds(parts.clock(), parts.random());
	}

	/**
	 * Makes messages ready to be stored together, and keeps room for their deliveries
	 * until the batch is closed.
	 */
	Batch begin(List<Submission> submissions) {
		Batch batch = new Batch(this.parts.leases().create());
		try {
			submissions.forEach(batch::prepare);
			return batch;
		}
		catch (RuntimeException | Error ex) {
			batch.close();
			throw ex;
		}
	}

	private boolean isOpen(Submission submission) {
		return this.parts.gates().closed(submission.message().channel(), submission.targets()) == null;
	}

	/** Deliveries behind closed gates are found when these open. */
	private boolean isAnyOpen(Addition event) {
		String channel = event.message().channel();
		return this.parts.gates().areAllOpen(channel) || event.targets()
			.stream()
			.anyMatch((target) -> !this.parts.gates().isClosed(new Destination(channel, target)));
	}

	/**
	 * Messages that are stored together. Used by one thread.
	 */
	final class Batch implements AutoCloseable {

		private final Lease lease;

		private final List<Addition> additions = new ArrayList<>();

		private final List<Submission> reserved = new ArrayList<>();

		private Batch(Lease lease) {
			this.lease = lease;
		}

		Lease lease() {
			return this.lease;
		}

		List<Addition> additions() {
			return this.additions;
		}

		private void prepare(Submission submission) {
			boolean leased = submission.orderKey() == null && isOpen(submission)
					&& Intake.this.parts.queue().reserve(submission);
			if (leased) {
				this.reserved.add(submission);
			}
			this.additions.add(new Addition(Intake.this.ids.next(), submission.message(), submission.orderKey(),
					submission.targets(), leased));
		}

		/**
		 * Hands over what this node has leased; all else is the poller's.
		 * @param added the ids of messages that are new
		 * @param reopened the ids of those of which deliveries were opened again
		 */
		void committed(Set<UUID> added, Set<UUID> reopened) {
			List<ClaimedDelivery> leased = new ArrayList<>(this.additions.size());
			for (Addition event : this.additions) {
				boolean isNew = added.contains(event.id());
				if (isNew && event.leased()) {
					event.targets()
						.forEach((target) -> leased.add(ClaimedDelivery.first(new DeliveryId(event.id(), target),
								event.message(), this.lease)));
				}
				else if ((isNew || reopened.contains(event.id())) && isAnyOpen(event)) {
					Intake.this.parts.dueNow(event.message().channel());
				}
			}
			Intake.this.parts.handOver(leased);
		}

		/**
		 * Gives up the room that was kept. What was handed over has taken its own.
		 */
		@Override
		public void close() {
			this.reserved.forEach(Intake.this.parts.queue()::cancel);
			this.reserved.clear();
		}

	}

}
