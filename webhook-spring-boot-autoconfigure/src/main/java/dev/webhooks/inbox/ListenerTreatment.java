package dev.webhooks.inbox;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.settings.RetrySettings;

/**
 * How deliveries to each listener are treated. Immutable.
 *
 * @param timeout how long a run may take where nothing else is said, or {@code null} for
 * no limit
 * @param byListener what is said of single listeners, by their ids
 */
record ListenerTreatment(@Nullable Duration timeout, Map<String, ListenerSettings> byListener) {

	@Nullable Duration timeout(String listener) {
		Duration own = of(listener).timeout();
		return (own != null) ? own : this.timeout;
	}

	/**
	 * Finds out when a delivery is tried again.
	 * @param ofProvider what the provider of the event says
	 * @throws dev.webhooks.InvalidSettingException if that does not go together with what
	 * the listener says
	 */
	RetrySettings retry(String listener, RetrySettings ofProvider) {
		return of(listener).retry().over(ofProvider);
	}

	private ListenerSettings of(String listener) {
		return this.byListener.getOrDefault(listener, ListenerSettings.NONE);
	}

}
