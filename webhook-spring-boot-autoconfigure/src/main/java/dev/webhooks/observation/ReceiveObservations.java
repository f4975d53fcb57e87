package dev.webhooks.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveObserver;
import dev.webhooks.receiver.ReceiveObserver.Reception;
import dev.webhooks.receiver.ReceiveOutcome;
import dev.webhooks.receiver.ReceiveOutcome.Kind;

/**
 * Observes each request from its head to its answer. Safe for use by several threads.
 */
@Internal
public final class ReceiveObservations implements ReceiveObserver {

	private static final ReceiveObservationConvention STANDARD = new DefaultReceiveObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable ReceiveObservationConvention convention;

	/**
	 * Creates an instance.
	 * @param registry where observations are made
	 * @param convention replaces the default one, or {@code null}
	 */
	public ReceiveObservations(ObservationRegistry registry, @Nullable ReceiveObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public @Nullable Reception begin(WebhookProvider provider, WebhookRequestHead head) {
		if (this.registry.isNoop()) {
			return null;
		}
		ReceiveObservationContext context = new ReceiveObservationContext(provider.name());
		Observation observation = WebhookObservationDocumentation.RECEIVE
			.observation(this.convention, STANDARD, () -> context, this.registry)
			.start();
		Observation.Scope scope = observation.openScope();
		return (outcome) -> {
			context.setOutcome(outcome);
			scope.close();
			end(observation, outcome);
		};
	}

	/** A request that was refused for good reason is no error of this application. */
	private static void end(Observation observation, ReceiveOutcome outcome) {
		if (outcome.kind() == Kind.FAILED && outcome.rejection() != null) {
			observation.error(outcome.rejection());
		}
		observation.stop();
	}

}
