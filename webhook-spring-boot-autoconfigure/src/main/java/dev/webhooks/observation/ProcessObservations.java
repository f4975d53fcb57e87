package dev.webhooks.observation;

import java.util.Locale;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Scope;

import dev.webhooks.Internal;
import dev.webhooks.WebhookEvent;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.context.DeliveryContext;
import dev.webhooks.listener.WebhookDispatcher;

/**
 * Observes each run of a listener, before the answer and from the inbox. Safe for use by
 * several threads.
 */
@Internal
public final class ProcessObservations implements DeliveryContext, WebhookDispatcher.RunObserver {

	/** Value that is stored with an event where there is a tracer. */
	static final String LINK = "trace.traceparent";

	private static final ProcessObservationConvention STANDARD = new DefaultProcessObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable ProcessObservationConvention convention;

	/**
	 * Creates an instance.
	 * @param registry where observations are made
	 * @param convention replaces the default one, or {@code null}
	 */
	public ProcessObservations(ObservationRegistry registry, @Nullable ProcessObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public void capture(Map<String, String> values) {
	}

	@Override
	public Scope restore(Map<String, String> values, ClaimedDelivery delivery) {
		if (this.registry.isNoop()) {
			return () -> {
			};
		}
		return new Running(new ProcessObservationContext(delivery.channel(), delivery.id().target(),
				delivery.trigger().name().toLowerCase(Locale.ROOT).replace('_', '-'), delivery.message().key(),
				values.get(LINK)));
	}

	@Override
	public WebhookDispatcher.Run begin(WebhookEvent event, String listener) {
		if (this.registry.isNoop()) {
			return (failure) -> {
			};
		}
		Running running = new Running(new ProcessObservationContext(event.provider(), listener,
				ProcessObservationContext.INLINE, event.id(), null));
		return (failure) -> {
			if (failure != null) {
				running.failed(failure);
			}
			running.context.setOutcome((failure != null) ? "failed" : "processed");
			running.close();
		};
	}

	/**
	 * An observation that has begun.
	 */
	private final class Running implements Scope {

		private final ProcessObservationContext context;

		private final Observation observation;

		private final Observation.Scope scope;

		private Running(ProcessObservationContext context) {
			this.context = context;
			this.observation = WebhookObservationDocumentation.PROCESS
				.observation(ProcessObservations.this.convention, STANDARD, () -> context,
						ProcessObservations.this.registry)
				.start();
			this.scope = this.observation.openScope();
		}

		@Override
		public void failed(Throwable failure) {
			this.observation.error(failure);
		}

		@Override
		public void ended(DeliveryStatus status) {
			this.context
				.setOutcome((status == DeliveryStatus.PENDING) ? "released" : status.name().toLowerCase(Locale.ROOT));
		}

		@Override
		public void close() {
			this.scope.close();
			this.observation.stop();
		}

	}

}
