package dev.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

/**
 * Takes events into a {@link WebhookInbox} and delivers them from there. It starts before
 * the web server and stops after it. Safe for use by several threads.
 */
public final class InboxEngine implements SmartLifecycle {

	/** Two steps below the web server, whose lifecycle has two of them. */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

	private static final Logger logger = LoggerFactory.getLogger(InboxEngine.class);

	private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

	/** So often that each time there is little to remove. */
	private static final Duration RETENTION_INTERVAL = Duration.ofMinutes(1);

	private static final Duration LAST_WRITES = Duration.ofSeconds(3);

	private final InboxEngineStages stages;

	private final InboxSettings settings;

	private final Executor workers;

	private final Function<ThreadFactory, ScheduledExecutorService> timers;

	private volatile @Nullable InboxThreads threads;

	private List<EngineThread> writers = List.of();

	private List<EngineThread> completions = List.of();

	InboxEngine(InboxEngineStages stages, InboxSettings settings, Executor workers,
			Function<ThreadFactory, ScheduledExecutorService> timers) {
		this.stages = stages;
		this.settings = settings;
		this.workers = workers;
		this.timers = timers;
	}

	/**
	 * Captures what belongs to the current thread and is to be restored around the
	 * listeners of the event it has received.
	 * @return the values
	 */
	public Map<String, String> captureContext() {
		Map<String, String> values = new HashMap<>();
		this.stages.listeners().context().capture(values);
		return Map.copyOf(values);
	}

	/**
	 * Stores the events of a request and returns when they are committed.
	 * @param events the events
	 * @return what became of each event, in the same order
	 * @throws WebhookRejectedException if one of them cannot be stored now; others may
	 * be, which makes them duplicates when the request is repeated
	 */
	public List<AddOutcome> accept(List<IncomingEvent> events) {
		List<PendingEvent> pending = events.stream().map(PendingEvent::of).toList();
		if (!this.stages.acceptQueue().offer(pending)) {
			throw unavailable("The queue to the inbox is full", null);
		}
		try {
			return await(pending);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw unavailable("The request was interrupted", ex);
		}
		catch (TimeoutException ex) {
			throw unavailable("The inbox took too long", ex);
		}
		catch (ExecutionException ex) {
			throw refused(ex.getCause());
		}
		finally {
			pending.forEach((event) -> event.outcome().cancel(false));
		}
	}

	private List<AddOutcome> await(List<PendingEvent> pending)
			throws InterruptedException, ExecutionException, TimeoutException {
		long deadline = System.nanoTime() + this.settings.accept().timeout().toNanos();
		List<AddOutcome> outcomes = new ArrayList<>(pending.size());
		for (PendingEvent event : pending) {
			outcomes.add(event.outcome().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
		}
		return outcomes;
	}

	private static WebhookRejectedException refused(@Nullable Throwable cause) {
		return (cause instanceof EventTooLargeException)
				? new WebhookRejectedException(RejectionReason.BODY_TOO_LARGE,
						"The database of the inbox takes no event of that size", null, cause)
				: unavailable("The inbox cannot store an event", cause);
	}

	private static WebhookRejectedException unavailable(String detail, @Nullable Throwable cause) {
		return new WebhookRejectedException(RejectionReason.INBOX_UNAVAILABLE, detail, RETRY_AFTER, cause);
	}

	@Override
	public synchronized void start() {
		if (this.threads != null) {
			return;
		}
		this.stages.checkListeners(this.settings.timeouts());
		InboxThreads threads = new InboxThreads(this.settings.concurrency(), this.timers, this.stages.failures());
		this.stages.open();
		this.completions = List.of(threads.start("completion", this.stages.parts().completion()));
		this.writers = List.of(threads.start("writer-1", this.stages.writer()),
				threads.start("writer-2", this.stages.writer()));
		threads.start("poller", this.stages.poller());
		threads.start("claimer-1", () -> this.stages.claimer().run(false));
		threads.start("claimer-2", () -> this.stages.claimer().run(true));
		threads.startWorkers(this.workers, this.stages::work);
		threads.schedule("leases", this.stages.parts().leases().renewalInterval().dividedBy(2),
				this.stages::renewLeases);
		threads.schedule("timeouts", Duration.ofMillis(500), this.stages.timeouts()::check);
		threads.schedule("retention", RETENTION_INTERVAL, this.stages.retention());
		threads.schedule("upkeep", this.settings.lease(), this.stages.upkeep());
		threads.start("announcement", this.stages.upkeep());
		threads.startWatch();
		this.threads = threads;
	}

	/**
	 * Lets the listeners that run come to their end, and gives everything else back.
	 */
	@Override
	public synchronized void stop() {
		InboxThreads threads = this.threads;
		if (threads == null) {
			return;
		}
		Instant begin = this.stages.parts().clock().instant();
		try {
			this.stages.acceptQueue().close();
			InboxThreads.join(this.writers, LAST_WRITES);
			this.stages.parts().giveBack(this.stages.parts().queue().close());
			if (!threads.awaitWorkers(this.settings.shutdownTimeout())) {
				logger.warn("Listeners that are still running are interrupted, because the application stops");
				this.stages.timeouts().interruptAll();
				threads.awaitWorkers(LAST_WRITES);
			}
			this.stages.parts().completion().close();
			InboxThreads.join(this.completions, LAST_WRITES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			threads.end();
			this.stages.upkeep().end();
			this.threads = null;
		}
		logger.debug("The inbox has stopped after {}", Duration.between(begin, this.stages.parts().clock().instant()));
	}

	@Override
	public void stop(Runnable callback) {
		Thread stopping = new Thread(() -> {
			try {
				stop();
			}
			finally {
				callback.run();
			}
		}, "webhook-inbox-stop");
		stopping.start();
	}

	/**
	 * How the inbox does.
	 * @return the state
	 */
	public InboxState state() {
		return new InboxState(isRunning(), this.stages.isReachable(), this.stages.failures().lately(),
				this.stages.failures().deaths());
	}

	@Override
	public boolean isRunning() {
		return this.threads != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
