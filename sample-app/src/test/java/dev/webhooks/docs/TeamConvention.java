package dev.webhooks.docs;

import io.micrometer.common.KeyValues;

import org.springframework.stereotype.Component;

import dev.webhooks.observation.DefaultReceiveObservationConvention;
import dev.webhooks.observation.ReceiveObservationContext;

@Component
class TeamConvention extends DefaultReceiveObservationConvention {

	@Override
	public KeyValues getLowCardinalityKeyValues(ReceiveObservationContext context) {
		return super.getLowCardinalityKeyValues(context).and("team", "payments");
	}

}
