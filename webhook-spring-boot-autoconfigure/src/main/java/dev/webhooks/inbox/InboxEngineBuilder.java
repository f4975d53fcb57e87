package dev.webhooks.inbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

import dev.webhooks.Internal;
import dev.webhooks.delivery.DeliveryListener;
import dev.webhooks.delivery.context.DeliveryContext;
import dev.webhooks.delivery.engine.DeliveryEngineBuilder;
import dev.webhooks.delivery.engine.EngineSettings;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.listener.WebhookListenerRegistry;
import dev.webhooks.provider.WebhookProviders;

/**
 * Builds an {@link InboxEngine}. Not safe for use by several threads.
 */
@Internal
public final class InboxEngineBuilder {

	private final WebhookInbox inbox;

	private final WebhookProviders providers;

	private final WebhookListenerRegistry registry;

	private final WebhookDispatcher dispatcher;

	private Clock clock = Clock.systemUTC();

	private @Nullable WebhookDeliveries operations;

	private @Nullable ListenerTreatment treatment;

	private final List<WebhookErrorHandler> errorHandlers = new ArrayList<>();

	private final List<DeliveryListener> listeners = new ArrayList<>();

	private @Nullable ApplicationEventPublisher publisher;

	private boolean onDemand;

	private final List<Consumer<DeliveryEngineBuilder>> settings = new ArrayList<>();

	/**
	 * Starts building an engine.
	 * @param inbox where events are
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
	public InboxEngineBuilder settings(EngineSettings settings) {
		return with((engine) -> engine.settings(settings));
	}

	/**
	 * Sets how deliveries are treated.
	 * @param treatment tells how
	 * @return this builder
	 */
	public InboxEngineBuilder treatment(ListenerTreatment treatment) {
		this.treatment = treatment;
		return this;
	}

	/**
	 * Adds what decides about deliveries that are about to be given up.
	 * @param handlers the handlers, in the order in which they are asked
	 * @return this builder
	 */
	public InboxEngineBuilder errorHandlers(List<WebhookErrorHandler> handlers) {
		this.errorHandlers.addAll(handlers);
		return this;
	}

	/**
	 * Sets what is carried from the thread that receives to the one that runs.
	 * @param contexts the contexts, the outermost first
	 * @return this builder
	 */
	public InboxEngineBuilder contexts(List<DeliveryContext> contexts) {
		return with((engine) -> engine.contexts(contexts));
	}

	/**
	 * Adds what learns of the end of each attempt.
	 * @param listeners the listeners
	 * @return this builder
	 */
	public InboxEngineBuilder listeners(List<DeliveryListener> listeners) {
		this.listeners.addAll(listeners);
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
	 * Has deliveries wait until {@link InboxEngine#runDue} is called, and dead letters
	 * published on the thread that calls it.
	 * @return this builder
	 */
	public InboxEngineBuilder onDemand() {
		this.onDemand = true;
		return this;
	}

	/**
	 * Sets what operators see and do.
	 * @param operations the operations, of the same inbox
	 * @return this builder
	 */
	public InboxEngineBuilder operations(WebhookDeliveries operations) {
		this.operations = operations;
		return this;
	}

	/**
	 * Sets what runs the workers.
	 * @param workers gives each task a thread at once
	 * @return this builder
	 */
	public InboxEngineBuilder workers(Executor workers) {
		return with((engine) -> engine.workers(workers));
	}

	/**
	 * Sets what makes the timers of leases, time-outs and retention.
	 */
	InboxEngineBuilder timers(Function<ThreadFactory, ScheduledExecutorService> timers) {
		return with((engine) -> engine.timers(timers));
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
		return with((engine) -> engine.sources(clock, random));
	}

	private InboxEngineBuilder with(Consumer<DeliveryEngineBuilder> setting) {
		this.settings.add(setting);
		return this;
	}

	/**
	 * Builds the engine, which has to be started.
	 * @return the engine
	 */
	public InboxEngine build() {
		ListenerHandler handler = new ListenerHandler(new ListenerDestinations(this.providers, this.registry),
				this.registry, this.dispatcher, new EncodedEvents(this.providers), this.errorHandlers);
		ListenerTreatment treatment = (this.treatment != null) ? this.treatment : new ListenerTreatment(this.providers,
				this.registry, ListenerTreatment.Settings.DEFAULT, UnaryOperator.identity());
		ListenerPolicies policies = new ListenerPolicies(this.providers, treatment, this.clock);
		DeliveryEngineBuilder engine = new DeliveryEngineBuilder(this.inbox.storage(), handler, policies);
		this.settings.forEach((setting) -> setting.accept(engine));
		return new InboxEngine(engine.listeners(allListeners()).build(), this.inbox,
				(this.operations != null) ? this.operations
						: new WebhookDeliveries(this.inbox, this.providers, this.registry, this.clock),
				this.clock, treatment::check, this.onDemand);
	}

	private List<DeliveryListener> allListeners() {
		List<DeliveryListener> all = new ArrayList<>(this.listeners);
		if (this.publisher != null) {
			all.add(new DeadLetters(this.publisher, this.onDemand ? Runnable::run : DeadLetters.boundedExecutor()));
		}
		return all;
	}

}
