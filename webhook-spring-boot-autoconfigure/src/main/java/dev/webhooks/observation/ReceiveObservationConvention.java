package dev.webhooks.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Convention for the observation of requests. A bean of this type replaces
 * {@link DefaultReceiveObservationConvention}.
 */
public interface ReceiveObservationConvention extends ObservationConvention<ReceiveObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ReceiveObservationContext;
	}

}
