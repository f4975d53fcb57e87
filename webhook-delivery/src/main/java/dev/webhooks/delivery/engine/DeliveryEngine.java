package dev.webhooks.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;

import dev.webhooks.Internal;
import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.EventSink;
import dev.webhooks.delivery.MessageTooLargeException;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.UnsuitableTransactionException;
import dev.webhooks.delivery.store.Gates;

/**
 * Takes messages into a store and delivers them from there. It can be started again after
 * it was stopped. Safe for use by several threads.
 */
public final class DeliveryEngine implements EventSink {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryEngine.class);

	private static final Duration LAST_WRITES = Duration.ofSeconds(3);

	private final String name;

	final EngineStages stages;

	private final EngineSettings settings;

	private final Executor workers;

	private final Function<ThreadFactory, ScheduledExecutorService> timers;

	private volatile @Nullable EngineThreads threads;

	private volatile @Nullable DueDeliveries onDemand;

	private List<EngineThread> writers = List.of();

	private List<EngineThread> completions = List.of();

	DeliveryEngine(String name, EngineStages stages, EngineSettings settings, Executor workers,
			Function<ThreadFactory, ScheduledExecutorService> timers) {
		this.name = name;
		this.stages = stages;
		this.settings = settings;
		this.workers = workers;
		this.timers = timers;
	}

	/**
	 * Captures what belongs to the current thread and is to be restored around the
	 * handling of the message that it submits.
	 * @return the values
	 */
	public Map<String, String> captureContext() {
		Map<String, String> values = new HashMap<>();
		this.stages.handling().context().capture(values);
		return Map.copyOf(values);
	}

	@Override
	public List<AddOutcome> accept(List<Submission> submissions) {
		return this.stages.acceptance().accept(submissions);
	}

	/**
	 * Appends messages in the transaction of the caller, which has to be one of the
	 * database of the store. They are delivered when it is committed, and are as if they
	 * had never been if it is rolled back, or if it is rolled back to a savepoint of
	 * Spring that was set before. Those with an order key hold up all others of their key
	 * until then.
	 * @param submissions the messages
	 * @return what becomes of each message if the transaction is committed, in the same
	 * order: {@link AddOutcome#ACCEPTED} or {@link AddOutcome#DUPLICATE}, of which no
	 * delivery is opened again
	 * @throws UnsuitableTransactionException if there is no transaction, or none that can
	 * be used
	 * @throws MessageTooLargeException if one of them is larger than the store takes
	 */
	public List<AddOutcome> append(List<Submission> submissions) {
		for (Submission submission : submissions) {
			if (submission.storedSize() > this.stages.parts().store().maxEventSize()) {
				throw new MessageTooLargeException("The store takes no message of that size", null);
			}
		}
		Intake.Batch batch = this.stages.intake().begin(submissions);
		try {
			return this.stages.parts()
				.store()
				.append(batch.additions(), batch.lease(), this.stages.parts().clock().instant(), (committed) -> {
					batch.committed(committed, Set.of());
					batch.close();
				});
		}
		catch (RuntimeException | Error ex) {
			batch.close();
			throw ex;
		}
	}

	/**
	 * Starts to take messages and to deliver them.
	 */
	public void start() {
		start(true);
	}

	/**
	 * Starts to take messages. They are delivered when {@link #runDue} is called.
	 */
	@Internal
	public void startOnDemand() {
		start(false);
	}

	private synchronized void start(boolean delivering) {
		if (this.threads != null) {
			return;
		}
		EngineThreads threads = new EngineThreads(this.name, delivering ? this.settings.concurrency() : 0, this.timers,
				this.stages.failures());
		this.stages.open(delivering);
		this.completions = delivering ? List.of(this.stages.startDelivering(threads, this.workers)) : List.of();
		this.writers = List.of(threads.start("writer-1", this.stages.writer()),
				threads.start("writer-2", this.stages.writer()));
		this.stages.startTimers(threads, this.settings.lease());
		threads.startWatch();
		this.onDemand = delivering ? null : new DueDeliveries(this.stages);
		this.threads = threads;
	}

	/**
	 * Runs all that is due on this thread. When it returns, the ends are recorded.
	 * @throws IllegalStateException if the engine was not started for that
	 */
	@Internal
	public void runDue() {
		DueDeliveries due = this.onDemand;
		Assert.state(due != null && isRunning(), "The engine was not started to run deliveries on demand");
		due.run();
	}

	/**
	 * Lets the deliveries that run come to their end, and gives everything else back.
	 */
	public synchronized void stop() {
		EngineThreads threads = this.threads;
		if (threads == null) {
			return;
		}
		Instant begin = this.stages.parts().clock().instant();
		try {
			this.stages.acceptQueue().close();
			EngineThreads.join(this.writers, LAST_WRITES);
			this.stages.parts().giveBack(this.stages.parts().queue().close());
			this.stages.logRunning(this.settings.shutdownTimeout());
			if (!threads.awaitWorkers(this.settings.shutdownTimeout())) {
				logger.warn("Deliveries that are still running are interrupted, because the application stops");
				this.stages.timeouts().interruptAll();
				threads.awaitWorkers(LAST_WRITES);
			}
			this.stages.parts().completion().close();
			EngineThreads.join(this.completions, LAST_WRITES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			threads.end();
			this.stages.upkeep().end();
			this.threads = null;
		}
		logger.debug("The engine has stopped after {} ms",
				Duration.between(begin, this.stages.parts().clock().instant()).toMillis());
	}

	/**
	 * Tells whether the engine has been started and not stopped.
	 * @return whether it runs
	 */
	public boolean isRunning() {
		return this.threads != null;
	}

	/**
	 * The gates that are closed, as this node knows since its last poll.
	 * @return the gates
	 */
	public Gates gates() {
		return this.stages.parts().gates();
	}

	/**
	 * How the engine does.
	 * @return the state
	 */
	public EngineState state() {
		return new EngineState(isRunning(), this.stages.isReachable(), this.stages.failures().lately(),
				this.stages.failures().deaths(), this.stages.acceptQueue().fill(),
				this.stages.parts().completion().lost());
	}

}
