package dev.webhooks.autoconfigure.actuate;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the health of webhooks.
 */
@ConfigurationProperties("webhooks.health")
public class WebhookHealthProperties {

	/**
	 * How long the delivery that has waited longest may wait before the health of its
	 * engine is down, those behind a closed gate included. Any time by default.
	 */
	private @Nullable Duration maxBacklogAge;

	public @Nullable Duration getMaxBacklogAge() {
		return this.maxBacklogAge;
	}

	public void setMaxBacklogAge(@Nullable Duration maxBacklogAge) {
		this.maxBacklogAge = maxBacklogAge;
	}

}
