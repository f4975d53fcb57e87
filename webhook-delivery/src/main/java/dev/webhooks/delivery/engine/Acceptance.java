package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.EventSink;
import dev.webhooks.delivery.MessageTooLargeException;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.Submission;

/**
 * Has messages stored together with those of other threads, and waits for that.
 */
final class Acceptance implements EventSink {

	private final AcceptQueue queue;

	private final Duration timeout;

	/**
	 * Creates an instance.
	 * @param queue where messages wait to be stored
	 * @param timeout how long they wait
	 */
	Acceptance(AcceptQueue queue, Duration timeout) {
		this.queue = queue;
		this.timeout = timeout;
	}

	@Override
	public List<AddOutcome> accept(List<Submission> submissions) {
		List<AcceptQueue.Pending> pending = submissions.stream().map(AcceptQueue.Pending::of).toList();
		if (!this.queue.offer(pending)) {
			throw new StoreUnavailableException("The queue to the store is full", null);
		}
		try {
			return await(pending);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoreUnavailableException("The wait for the store was interrupted", ex);
		}
		catch (TimeoutException ex) {
			throw new StoreUnavailableException("The store took too long", ex);
		}
		catch (ExecutionException ex) {
			throw refused(ex.getCause());
		}
		finally {
			pending.forEach((submission) -> submission.outcome().cancel(false));
		}
	}

	private List<AddOutcome> await(List<AcceptQueue.Pending> pending)
			throws InterruptedException, ExecutionException, TimeoutException {
		long deadline = System.nanoTime() + this.timeout.toNanos();
		List<AddOutcome> outcomes = new ArrayList<>(pending.size());
		for (AcceptQueue.Pending submission : pending) {
			outcomes.add(submission.outcome().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
		}
		return outcomes;
	}

	private static RuntimeException refused(@Nullable Throwable cause) {
		return (cause instanceof MessageTooLargeException tooLarge) ? tooLarge
				: new StoreUnavailableException("A message cannot be stored", cause);
	}

}
