package dev.webhooks.delivery.engine;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.function.SingletonSupplier;

import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.DeliveryListener;
import dev.webhooks.delivery.DeliveryPolicies;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.context.DeliveryContext;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.ProbeResults;

/**
 * Builds a {@link DeliveryEngine}. Not safe for use by several threads.
 */
public final class DeliveryEngineBuilder {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryEngine.class);

	/** A commit takes milliseconds. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final DeliveryStorage storage;

	private final DeliveryHandler handler;

	private final DeliveryPolicies policies;

	private String name = "inbox";

	private EngineSettings settings = EngineSettings.DEFAULT;

	private List<DeliveryContext> contexts = List.of();

	private List<DeliveryListener> listeners = List.of();

	private Executor workers = new SimpleAsyncTaskExecutor("webhook-");

	private Function<ThreadFactory, ScheduledExecutorService> timers = Executors::newSingleThreadScheduledExecutor;

	private Clock clock = Clock.systemUTC();

	private RandomGenerator random = new SecureRandom();

	/**
	 * Starts building an engine.
	 * @param storage where messages and deliveries are
	 * @param handler does with a delivery what it is for
	 * @param policies says how deliveries are treated
	 */
	public DeliveryEngineBuilder(DeliveryStorage storage, DeliveryHandler handler, DeliveryPolicies policies) {
		this.storage = storage;
		this.handler = handler;
		this.policies = new GuardedPolicies(policies);
	}

	/**
	 * Sets the name that the engine's threads have.
	 * @param name the name, {@code inbox} if nothing else is said
	 * @return this builder
	 */
	public DeliveryEngineBuilder name(String name) {
		this.name = name;
		return this;
	}

	/**
	 * Sets how the engine works.
	 * @param settings the settings
	 * @return this builder
	 */
	public DeliveryEngineBuilder settings(EngineSettings settings) {
		this.settings = settings;
		return this;
	}

	/**
	 * Sets what is carried from the thread that submits to the one that runs.
	 * @param contexts the contexts, the outermost first
	 * @return this builder
	 */
	public DeliveryEngineBuilder contexts(List<DeliveryContext> contexts) {
		this.contexts = contexts;
		return this;
	}

	/**
	 * Sets what learns of the end of each attempt.
	 * @param listeners the listeners
	 * @return this builder
	 */
	public DeliveryEngineBuilder listeners(List<DeliveryListener> listeners) {
		this.listeners = List.copyOf(listeners);
		return this;
	}

	/**
	 * Sets what runs the workers.
	 * @param workers gives each task a thread at once
	 * @return this builder
	 */
	public DeliveryEngineBuilder workers(Executor workers) {
		this.workers = workers;
		return this;
	}

	/**
	 * Sets what makes the timers of leases, time-outs and retention.
	 * @param timers makes one with threads of a factory
	 * @return this builder
	 */
	public DeliveryEngineBuilder timers(Function<ThreadFactory, ScheduledExecutorService> timers) {
		this.timers = timers;
		return this;
	}

	/**
	 * Sets the source of time and of chance.
	 * @param clock tells the time
	 * @param random makes ids, tokens and jitter; has to be safe for use by several
	 * threads
	 * @return this builder
	 */
	public DeliveryEngineBuilder sources(Clock clock, RandomGenerator random) {
		this.clock = clock;
		this.random = random;
		return this;
	}

	/**
	 * Builds the engine, which has to be started.
	 * @return the engine
	 */
	public DeliveryEngine build() {
		DeliveryRunner.Handling handling = new DeliveryRunner.Handling(this.handler, this.policies,
				DeliveryContext.of(this.contexts));
		EngineParts parts = parts();
		AcceptLimits limits = AcceptLimits.of(this.settings.accept(), parts.store().maxEventSize(),
				Runtime.getRuntime().maxMemory());
		AcceptQueue acceptQueue = new AcceptQueue(limits, PATIENCE);
		RunTimeouts timeouts = new RunTimeouts(System::nanoTime);
		DeliveryClaimer claimer = new DeliveryClaimer(parts, this.settings.deadBlocksKey());
		Intake intake = new Intake(parts);
		UUID node = new UUID(this.random.nextLong(), this.random.nextLong());
		EngineStages stages = new EngineStages(parts, acceptQueue,
				new Acceptance(acceptQueue, this.settings.accept().timeout()), intake,
				new MessageWriter(acceptQueue, intake, parts), new DeliveryPoller(parts, claimer), claimer,
				new DeliveryRunner(parts, handling, timeouts), handling, timeouts,
				new RetentionTask(this.storage.retention(), this.settings.retention(), this.clock),
				new Upkeep(this.storage, this.handler::destinations, this.settings, this.clock, node),
				new EngineFailures(System::nanoTime));
		return new DeliveryEngine(this.name, stages, this.settings, this.workers, this.timers);
	}

	/** Where this node delivers to is known when the engine starts. */
	private EngineParts parts() {
		Leases leases = new Leases(this.settings.lease(), this.clock, this.random);
		SingletonSupplier<PolledDestinations> destinations = SingletonSupplier
			.of(() -> new PolledDestinations(this.handler.destinations()));
		PollSchedule schedule = new PollSchedule(() -> destinations.obtain().lanes(), this.settings.pollInterval());
		DeliveryListener probes = new ProbeResults(this.storage.store(), this.clock);
		DeliveryCompletion completion = new DeliveryCompletion(this.storage.store(), this.clock, (finished) -> {
			if (finished.delivery().orderKey() != null) {
				schedule.dueNow(destinations.obtain().laneOf(finished.delivery().channel()));
			}
			tell(finished, probes);
		});
		LaneFactory lanes = new LaneFactory(this.handler, this.policies, this.settings,
				this.storage.store().maxTransactions());
		return new EngineParts(this.storage.store(), new DeliveryQueue(lanes, leases), leases, destinations,
				new PolledGates(this.clock,
						(closed) -> tell(this.listeners, (listener) -> listener.polled(closed), "gates")),
				schedule, completion, this.clock, this.random);
	}

	/**
	 * A delivery that was given back had no attempt, and if it was a probe there is to be
	 * another.
	 */
	private void tell(FinishedDelivery finished, DeliveryListener probes) {
		if (!finished.delivery().probes().isEmpty()) {
			tell(List.of(probes), (listener) -> listener.ended(finished), finished.delivery());
		}
		if (finished.status() != DeliveryStatus.PENDING) {
			tell(this.listeners, (listener) -> listener.ended(finished), finished.delivery());
		}
	}

	/** One listener's failure is none of the others. */
	private static void tell(List<DeliveryListener> listeners, Consumer<DeliveryListener> news, Object of) {
		for (DeliveryListener listener : listeners) {
			try {
				news.accept(listener);
			}
			catch (RuntimeException | Error ex) {
				logger.error("A listener of deliveries failed for {}", of, ex);
			}
		}
	}

}
