package dev.webhooks.autoconfigure.redis;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;

/**
 * Refusal of a Redis that is there. One that will not go away by itself stops the start.
 */
final class RefusedConnection {

	/** Others pass, such as {@code READONLY}, {@code LOADING} and {@code OOM}. */
	private static final Pattern LASTING = Pattern.compile("(WRONGPASS|NOAUTH|NOPERM|MOVED|ERR)\\b.*");

	private RefusedConnection() {
	}

	/**
	 * Checks why Redis refused a connection.
	 * @param refusal what Redis said, or {@code null} if it refused none
	 * @throws InvalidWebhookConfigurationException if that is a matter of configuration
	 */
	static void check(@Nullable String refusal) {
		if (refusal != null && LASTING.matcher(refusal).matches()) {
			throw new InvalidWebhookConfigurationException("webhooks.redis.url",
					"Redis refuses the application: %s.".formatted(refusal),
					"Check user, password and database of the URL, what the user may do, "
							+ "and that it is no node of a cluster. A RedisClient bean has these of its own.");
		}
	}

}
