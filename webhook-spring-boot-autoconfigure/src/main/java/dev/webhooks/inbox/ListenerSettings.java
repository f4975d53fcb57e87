package dev.webhooks.inbox;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.settings.RetryOverrides;

/**
 * How deliveries to one listener are treated, as the properties of the application say.
 * Immutable.
 *
 * @param timeout how long one run may take, or {@code null} for as long as any listener
 * @param concurrency how many runs there may be at once on a node, or {@code null} for a
 * share of the workers
 * @param retry when a delivery that failed is tried again
 */
@Internal
public record ListenerSettings(@Nullable Duration timeout, @Nullable Integer concurrency, RetryOverrides retry) {

	/**
	 * The settings of a listener of which nothing is said.
	 */
	public static final ListenerSettings NONE = new ListenerSettings(null, null, RetryOverrides.NONE);

	public ListenerSettings {
		if (timeout != null && timeout.toMillis() < 1) {
			throw InvalidSettingException.of("timeout", "It is not at least 1ms.", "Use a longer time, such as 5m.");
		}
		if (concurrency != null && concurrency < 1) {
			throw InvalidSettingException.of("concurrency", concurrency + " is out of range.", "Use 1 or more.");
		}
	}

	/**
	 * Tells whether nothing is said.
	 * @return whether all is left out
	 */
	public boolean isEmpty() {
		return equals(NONE);
	}

}
