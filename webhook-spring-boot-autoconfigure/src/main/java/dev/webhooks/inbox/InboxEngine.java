package dev.webhooks.inbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

import dev.webhooks.Internal;
import dev.webhooks.delivery.AddOutcome;
import dev.webhooks.delivery.EventSink;
import dev.webhooks.delivery.Submission;
import dev.webhooks.delivery.engine.DeliveryEngine;
import dev.webhooks.delivery.engine.EngineState;
import dev.webhooks.delivery.operation.OperatedEngine;
import dev.webhooks.delivery.store.DeliveryStorage;
import dev.webhooks.delivery.store.Gates;

/**
 * The engine of the inbox in the life of an application: it starts before the web server
 * and stops after it. Safe for use by several threads.
 */
@Internal
public final class InboxEngine implements EventSink, OperatedEngine, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(InboxEngine.class);

	/**
	 * Name by which operators know the engine.
	 */
	public static final String NAME = "inbox";

	/** Two steps below the web server, whose lifecycle has two of them. */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

	private final DeliveryEngine engine;

	private final WebhookInbox inbox;

	private final WebhookDeliveries operations;

	private final Clock clock;

	private final Runnable check;

	private final boolean onDemand;

	InboxEngine(DeliveryEngine engine, WebhookInbox inbox, WebhookDeliveries operations, Clock clock, Runnable check,
			boolean onDemand) {
		this.engine = engine;
		this.inbox = inbox;
		this.operations = operations;
		this.clock = clock;
		this.check = check;
		this.onDemand = onDemand;
	}

	@Override
	public List<AddOutcome> accept(List<Submission> submissions) {
		return this.engine.accept(submissions);
	}

	/**
	 * Captures what belongs to the current thread and is to be restored around the
	 * listeners of the event it has received.
	 * @return the values
	 */
	public Map<String, String> captureContext() {
		return this.engine.captureContext();
	}

	@Override
	public void start() {
		this.check.run();
		if (this.onDemand) {
			logger.warn("Deliveries do not run by themselves, but when a test asks for them. In production that is a "
					+ "mistake: remove the test kit from the class path, or 'webhooks.test.deliveries'");
			this.engine.startOnDemand();
		}
		else {
			this.engine.start();
		}
	}

	/**
	 * Tells whether deliveries wait until {@link #runDue} is called.
	 * @return whether none runs by itself
	 */
	public boolean isOnDemand() {
		return this.onDemand;
	}

	/**
	 * Runs all that is due on this thread. When it returns, the ends are recorded.
	 * @throws IllegalStateException if deliveries run by themselves, or the engine does
	 * not run
	 */
	public void runDue() {
		this.engine.runDue();
	}

	@Override
	public void stop() {
		this.engine.stop();
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

	@Override
	public boolean isRunning() {
		return this.engine.isRunning();
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public String name() {
		return NAME;
	}

	/**
	 * The providers and listeners that are paused, as this node knows since its last
	 * poll.
	 * @return the gates that are closed
	 */
	@Override
	public Gates gates() {
		return this.engine.gates();
	}

	/**
	 * How the inbox does.
	 * @return the state
	 */
	@Override
	public EngineState state() {
		return this.engine.state();
	}

	@Override
	public DeliveryStorage storage() {
		return this.inbox.storage();
	}

	@Override
	public WebhookDeliveries operations() {
		return this.operations;
	}

	@Override
	public Clock clock() {
		return this.clock;
	}

}
