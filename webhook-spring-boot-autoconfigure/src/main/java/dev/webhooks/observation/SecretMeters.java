package dev.webhooks.observation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.secret.Secret;

/**
 * Tells of each provider how long it has a secret, as of the last time it was run. Where
 * one of the secrets never expires there is nothing to tell. To be run by one thread.
 */
@Internal
public final class SecretMeters implements Runnable {

	private final MultiGauge gauge;

	private final WebhookProviders providers;

	private final Clock clock;

	/**
	 * Creates an instance.
	 * @param registry takes the meters
	 * @param providers the providers
	 * @param clock tells the time
	 */
	public SecretMeters(MeterRegistry registry, WebhookProviders providers, Clock clock) {
		this.gauge = MultiGauge.builder(WebhookMeterDocumentation.SECRET_EXPIRES.getName())
			.description(WebhookMeterDocumentation.SECRET_EXPIRES.description())
			.baseUnit(WebhookMeterDocumentation.SECRET_EXPIRES.getBaseUnit())
			.register(registry);
		this.providers = providers;
		this.clock = clock;
	}

	/**
	 * Looks at the secrets.
	 */
	@Override
	public void run() {
		Instant now = this.clock.instant();
		List<MultiGauge.Row<?>> rows = new ArrayList<>();
		for (WebhookProvider provider : this.providers.all()) {
			Instant last = lastExpiry(provider.verifier().secrets().configured());
			if (last != null) {
				rows.add(MultiGauge.Row.of(Tags.of(WebhookMeterDocumentation.CHANNEL, provider.name()),
						Duration.between(now, last).toSeconds()));
			}
		}
		this.gauge.register(rows, true);
	}

	private static @Nullable Instant lastExpiry(List<Secret> secrets) {
		Instant last = null;
		for (Secret secret : secrets) {
			Instant expires = secret.expires();
			if (expires == null) {
				return null;
			}
			last = (last == null || expires.isAfter(last)) ? expires : last;
		}
		return last;
	}

}
