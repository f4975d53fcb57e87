package dev.webhooks.inbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.function.SingletonSupplier;

import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.listener.WebhookListenerMethod;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;

/**
 * Builds an {@link InboxEngine}. Not safe for use by several threads.
 */
public final class InboxEngineBuilder {

	/** A commit takes milliseconds. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final WebhookInbox inbox;

	private final WebhookProviders providers;

	private final WebhookListenerRegistry registry;

	private final WebhookDispatcher dispatcher;

	private InboxSettings settings = InboxSettings.DEFAULT;

	private List<DeliveryContext> contexts = List.of();

	private ApplicationEventPublisher publisher = (event) -> {
	};

	private Executor workers = new SimpleAsyncTaskExecutor("webhook-");

	private Function<ThreadFactory, ScheduledExecutorService> timers = Executors::newSingleThreadScheduledExecutor;

	private Clock clock = Clock.systemUTC();

	private RandomGenerator random = new SecureRandom();

	/**
	 * Starts building an engine.
	 * @param inbox stores events
	 * @param providers the providers whose events are delivered
	 * @param registry the listeners they are delivered to
	 * @param dispatcher calls a listener
	 */
	public InboxEngineBuilder(WebhookInbox inbox, WebhookProviders providers, WebhookListenerRegistry registry,
			WebhookDispatcher dispatcher) {
		this.inbox = inbox;
		this.providers = providers;
		this.registry = registry;
		this.dispatcher = dispatcher;
	}

	/**
	 * Sets how the engine works.
	 * @param settings the settings
	 * @return this builder
	 */
	public InboxEngineBuilder settings(InboxSettings settings) {
		this.settings = settings;
		return this;
	}

	/**
	 * Sets what is carried from the thread that receives to the one that runs.
	 * @param contexts the contexts, the outermost first
	 * @return this builder
	 */
	public InboxEngineBuilder contexts(List<DeliveryContext> contexts) {
		this.contexts = contexts;
		return this;
	}

	/**
	 * Sets what publishes dead letters.
	 * @param publisher the publisher
	 * @return this builder
	 */
	public InboxEngineBuilder publisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
		return this;
	}

	/**
	 * Sets what runs the workers.
	 * @param workers gives each task a thread at once
	 * @return this builder
	 */
	public InboxEngineBuilder workers(Executor workers) {
		this.workers = workers;
		return this;
	}

	/**
	 * Sets what makes the timers of leases, time-outs and retention.
	 */
	InboxEngineBuilder timers(Function<ThreadFactory, ScheduledExecutorService> timers) {
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
	public InboxEngineBuilder sources(Clock clock, RandomGenerator random) {
		this.clock = clock;
		this.random = random;
		return this;
	}

	/**
	 * Builds the engine, which has to be started.
	 * @return the engine
	 */
	public InboxEngine build() {
		DeliveryRunner.Listeners listeners = new DeliveryRunner.Listeners(this.providers, this.registry,
				this.dispatcher, DeliveryContext.of(this.contexts));
		DeliveryTargets targets = new DeliveryTargets(this.providers, this.registry);
		InboxParts parts = parts(targets);
		AcceptLimits limits = AcceptLimits.of(this.settings.accept(), this.inbox.maxEventSize(),
				Runtime.getRuntime().maxMemory());
		AcceptQueue acceptQueue = new AcceptQueue(limits, PATIENCE);
		ListenerTimeouts timeouts = new ListenerTimeouts(System::nanoTime);
		DeliveryClaimer claimer = new DeliveryClaimer(parts, this.settings.deadBlocksKey());
		UUID node = new UUID(this.random.nextLong(), this.random.nextLong());
		InboxEngineStages stages = new InboxEngineStages(parts, acceptQueue, new EventWriter(acceptQueue, parts),
				new DeliveryPoller(parts, claimer, targets), claimer,
				new DeliveryRunner(parts, this.settings, listeners, timeouts), listeners, timeouts,
				new InboxRetention(this.inbox, this.settings.retention(), this.clock),
				new InboxUpkeep(this.inbox, targets, this.settings, this.clock, node),
				new InboxFailures(System::nanoTime));
		return new InboxEngine(stages, this.settings, this.workers, this.timers);
	}

	private InboxParts parts(DeliveryTargets targets) {
		Leases leases = new Leases(this.settings.lease(), this.clock, this.random);
		PollSchedule schedule = new PollSchedule(this.providers.all().stream().map(WebhookProvider::name).toList(),
				this.settings.pollInterval());
		DeadLetters deadLetters = new DeadLetters(this.publisher, DeadLetters.boundedExecutor());
		DeliveryCompletion completion = new DeliveryCompletion(this.inbox, this.clock, (finished) -> {
			if (finished.delivery().orderKey() != null) {
				schedule.dueNow(finished.delivery().provider());
			}
			deadLetters.accept(finished);
		});
		return new InboxParts(this.inbox, new DeliveryQueue(lanes(targets), leases), leases, schedule, completion,
				this.clock, this.random);
	}

	/**
	 * A provider gets three quarters of the workers and a listener half of them, so that
	 * some are left for the others whatever happens. All providers together hold no more
	 * than a quarter of the memory.
	 */
	private Function<String, ProviderLane> lanes(DeliveryTargets targets) {
		int all = this.settings.concurrency();
		SingletonSupplier<OpenTransactions> transactions = SingletonSupplier.of(this::transactions);
		long share = Runtime.getRuntime().maxMemory() / 4 / Math.max(1, this.providers.all().size());
		return (name) -> {
			WebhookProvider provider = this.providers.find(name);
			Integer own = (provider != null) ? provider.processing().concurrency() : null;
			int limit = (own != null) ? own : Math.max(1, all * 3 / 4);
			return new ProviderLane(
					new LaneLimits(limit, Math.max(1, (own != null) ? Math.max(own / 2, 1) : all / 2),
							Math.min(this.settings.bufferSize(), share), Math.max(1, targets.count(name))),
					transactions.obtain());
		};
	}

	/** Which listeners there are is known after the start. One alone may have all. */
	private OpenTransactions transactions() {
		int all = this.inbox.maxTransactions();
		long listeners = this.registry.listeners().stream().filter(WebhookListenerMethod::isTransactional).count();
		return new OpenTransactions(this::isTransactional, all, (listeners > 1) ? Math.max(1, all / 2) : all);
	}

	private boolean isTransactional(String id) {
		WebhookListenerMethod listener = this.registry.find(id);
		return listener != null && listener.isTransactional();
	}

}
