package dev.webhooks.observation;

import java.time.Duration;
import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import dev.webhooks.Internal;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryListener;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.FinishedDelivery;

/**
 * Counts the ends of runs, and measures how long deliveries waited for their first one.
 * Safe for use by several threads.
 */
@Internal
public final class DeliveryMeters implements DeliveryListener {

	private final MeterProvider<Counter> deliveries;

	private final MeterProvider<Timer> lag;

	/**
	 * Creates an instance.
	 * @param registry takes the meters
	 */
	public DeliveryMeters(MeterRegistry registry) {
		this.deliveries = Counter.builder(WebhookMeterDocumentation.DELIVERIES.getName())
			.description(WebhookMeterDocumentation.DELIVERIES.description())
			.withRegistry(registry);
		this.lag = Timer.builder(WebhookMeterDocumentation.LAG_START.getName())
			.description(WebhookMeterDocumentation.LAG_START.description())
			.withRegistry(registry);
	}

	@Override
	public void ended(FinishedDelivery end) {
		ClaimedDelivery delivery = end.delivery();
		this.deliveries
			.withTags(WebhookMeterDocumentation.CHANNEL, delivery.channel(), "status",
					end.status().name().toLowerCase(Locale.ROOT))
			.increment();
		if (end.run() != null && delivery.attempt() == 1 && delivery.trigger() == DeliveryTrigger.INITIAL) {
			Duration waited = Duration.between(delivery.message().receivedAt(), end.run().startedAt());
			this.lag.withTags(WebhookMeterDocumentation.CHANNEL, delivery.channel())
				.record(waited.isNegative() ? Duration.ZERO : waited);
		}
	}

}
