package dev.webhooks.autoconfigure;

/**
 * Where rate limits are counted.
 */
public enum RateLimitStore {

	/** In each application for itself. */
	LOCAL,

	/** In Redis, for all nodes together. */
	REDIS

}
