package dev.webhooks.observation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.receiver.ReceiveObserver;
import dev.webhooks.signature.VerifiedWebhookRequest;

/**
 * Counts verified requests by the secret that matched. The one at position 0 is the
 * newest; where the others count no more, the rotation is over and they can be removed.
 */
public final class VerificationMetrics implements ReceiveObserver {

	/** A resolver may know any number; no more than these have a tag of their own. */
	private static final String[] TAGS = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" };

	private final MeterProvider<Counter> counter;

	/**
	 * Creates an instance.
	 * @param registry takes the meters
	 */
	public VerificationMetrics(MeterRegistry registry) {
		this.counter = Counter.builder("webhook.verifications")
			.description("Verified requests by the secret that matched")
			.withRegistry(registry);
	}

	@Override
	public void verified(WebhookProvider provider, VerifiedWebhookRequest verified) {
		this.counter.withTags("provider", provider.name(), "secret", tagOf(verified.secretIndex())).increment();
	}

	private static String tagOf(int index) {
		if (index < 0) {
			return "none";
		}
		return (index < TAGS.length) ? TAGS[index] : "more";
	}

}
