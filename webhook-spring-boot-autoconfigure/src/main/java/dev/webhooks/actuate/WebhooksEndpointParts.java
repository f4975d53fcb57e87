package dev.webhooks.actuate;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

import dev.webhooks.delivery.operation.EngineWatch;
import dev.webhooks.delivery.operation.EngineWatches;

/**
 * Parts of the endpoint, which HTTP and JMX share.
 */
public final class WebhooksEndpointParts {

	private final WebhookReads reads;

	private final WebhookWrites writes;

	/**
	 * Creates the parts.
	 * @param receiver what is received, and by which listeners
	 * @param watches look into the engines
	 * @param recent the last requests, or {@code null} if nobody remembers them
	 * @param publisher publishes audit events
	 * @param clock tells the time
	 */
	public WebhooksEndpointParts(ReceiverReads receiver, EngineWatches watches, @Nullable RecentOutcomes recent,
			ApplicationEventPublisher publisher, Clock clock) {
		OperatedEngines engines = new OperatedEngines(watches.all().stream().map(EngineWatch::engine).toList());
		this.reads = new WebhookReads(receiver, new DeliveryReads(engines), new RecentReads(recent, clock),
				new Overviews(watches));
		OperationAudit audit = new OperationAudit(publisher, clock);
		this.writes = new WebhookWrites(new DeliveryChanges(engines, audit), new GateChanges(engines, audit));
	}

	WebhookReads reads() {
		return this.reads;
	}

	WebhookWrites writes() {
		return this.writes;
	}

}
