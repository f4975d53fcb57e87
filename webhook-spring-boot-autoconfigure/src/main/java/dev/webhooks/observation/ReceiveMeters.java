package dev.webhooks.observation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import dev.webhooks.Internal;
import dev.webhooks.WebhookEvent;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveObserver;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Counts verified requests by the secret that matched, and measures how long their events
 * were under way. The secret at position 0 is the newest; where the others count no more,
 * the rotation is over and they can be removed. Safe for use by several threads.
 */
@Internal
public final class ReceiveMeters implements ReceiveObserver {

	/** A resolver may know any number; no more than these have a tag of their own. */
	private static final String[] KEYS = { "none", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "more" };

	private final Map<Verified, Counter> verified = new ConcurrentHashMap<>();

	private final Map<String, Timer> lags = new ConcurrentHashMap<>();

	private final MeterProvider<Counter> verifications;

	private final MeterProvider<Timer> lag;

	/**
	 * Creates an instance.
	 * @param registry takes the meters
	 */
	public ReceiveMeters(MeterRegistry registry) {
		this.verifications = Counter.builder(WebhookMeterDocumentation.VERIFICATIONS.getName())
			.description(WebhookMeterDocumentation.VERIFICATIONS.description())
			.withRegistry(registry);
		this.lag = Timer.builder(WebhookMeterDocumentation.LAG_RECEIPT.getName())
			.description(WebhookMeterDocumentation.LAG_RECEIPT.description())
			.withRegistry(registry);
	}

	@Override
	public void verified(WebhookProvider provider, VerifiedWebhookRequest verified) {
		int index = Math.max(0, Math.min(verified.secretIndex() + 1, KEYS.length - 1));
		this.verified.computeIfAbsent(new Verified(provider.name(), KEYS[index]), this::counter).increment();
	}

	private Counter counter(Verified verified) {
		return this.verifications.withTags(WebhookMeterDocumentation.CHANNEL, verified.channel, "key", verified.key);
	}

	/** Clocks differ, so that some events seem to come from the future. */
	@Override
	public void mapped(WebhookProvider provider, List<WebhookEvent> events) {
		for (WebhookEvent event : events) {
			if (event.occurredAt() != null) {
				Duration underWay = Duration.between(event.occurredAt(), event.receivedAt());
				this.lags
					.computeIfAbsent(provider.name(),
							(channel) -> this.lag.withTags(WebhookMeterDocumentation.CHANNEL, channel))
					.record(underWay.isNegative() ? Duration.ZERO : underWay);
			}
		}
	}

	/**
	 * Requests that one secret has verified.
	 */
	private record Verified(String channel, String key) {
	}

}
