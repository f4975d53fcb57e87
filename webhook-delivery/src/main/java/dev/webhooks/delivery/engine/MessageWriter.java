package dev.webhooks.delivery.engine;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.MessageTooLargeException;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.store.DeliveryStore;

/**
 * Stores the events of concurrent requests together: whatever waits when the transaction
 * before has ended shares the next one. Events that fail together are halved until the
 * bad one stands alone, or until they are few enough for the database. Several threads
 * may run it.
 */
final class MessageWriter implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(MessageWriter.class);

	private final AcceptQueue queue;

	private final Intake intake;

	private final DeliveryStore store;

	private final Clock clock;

	MessageWriter(AcceptQueue queue, Intake intake, EngineParts parts) {
		this.queue = queue;
		this.intake = intake;
		this.store = parts.store();
		this.clock = parts.clock();
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
	private void write(List<AcceptQueue.Pending> taken) {
		Deque<List<AcceptQueue.Pending>> batches = new ArrayDeque<>(List.of(taken));
		while (!batches.isEmpty()) {
			List<AcceptQueue.Pending> batch = awaited(batches.pop());
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
	private static List<AcceptQueue.Pending> awaited(List<AcceptQueue.Pending> batch) {
		return batch.stream().filter((pending) -> !pending.outcome().isDone()).toList();
	}

	/**
	 * Gives the halves, the later one first.
	 */
	private static List<List<AcceptQueue.Pending>> halve(List<AcceptQueue.Pending> batch, Throwable ex) {
		if (batch.size() > 1) {
			int half = batch.size() / 2;
			return List.of(batch.subList(half, batch.size()), batch.subList(0, half));
		}
		if (!(ex instanceof MessageTooLargeException)) {
			logger.error("Cannot store {}", batch.get(0).incoming().message(), ex);
		}
		fail(batch, ex);
		return List.of();
	}

	private static void fail(List<AcceptQueue.Pending> batch, Throwable ex) {
		batch.forEach((pending) -> pending.outcome().completeExceptionally(ex));
	}

	private void store(List<AcceptQueue.Pending> batch) {
		if (batch.isEmpty()) {
			return;
		}
		try (Intake.Batch intake = this.intake.begin(batch.stream().map(AcceptQueue.Pending::incoming).toList())) {
			List<AddOutcome> outcomes = this.store.add(intake.additions(), intake.lease(), this.clock.instant());
			intake.committed(withOutcome(intake, outcomes, AddOutcome.ACCEPTED),
					withOutcome(intake, outcomes, AddOutcome.REOPENED));
			for (int i = 0; i < batch.size(); i++) {
				batch.get(i).outcome().complete(outcomes.get(i));
			}
		}
	}

	private static Set<UUID> withOutcome(Intake.Batch intake, List<AddOutcome> outcomes, AddOutcome wanted) {
		Set<UUID> ids = new HashSet<>();
		for (int i = 0; i < outcomes.size(); i++) {
			if (outcomes.get(i) == wanted) {
				ids.add(intake.additions().get(i).id());
			}
		}
		return ids;
	}

}
