package dev.webhooks.provider.settings;

import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;

/**
 * How many requests are accepted: the keys below {@code rate-limit}. Immutable.
 *
 * @param requestsPerMinute verified requests in a minute, or {@code null} for any number
 * @param burst verified requests at once, or {@code null} for as many as in a minute
 * @param failuresPerMinute refused requests of one client address in a minute, after
 * which it is turned away, or {@code null} for any number
 */
public record RateLimitSettings(@Nullable Integer requestsPerMinute, @Nullable Integer burst,
		@Nullable Integer failuresPerMinute) {

	public RateLimitSettings {
		check(requestsPerMinute == null || requestsPerMinute > 0, "'requests-per-minute' must be positive.");
		check(burst == null || burst > 0, "'burst' must be positive.");
		check(burst == null || requestsPerMinute != null, "'burst' needs 'requests-per-minute'.");
		check(failuresPerMinute == null || failuresPerMinute > 0, "'failures-per-minute' must be positive.");
	}

	private static void check(boolean condition, String reason) {
		if (!condition) {
			throw InvalidSettingException.of("rate-limit", reason,
					"Use numbers from 1, or leave the property out for no limit.");
		}
	}

	static RateLimitSettings read(SettingsReader reader) {
		return new RateLimitSettings(reader.integer("requests-per-minute"), reader.integer("burst"),
				reader.integer("failures-per-minute"));
	}

}
