package dev.webhooks.guard;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link RateLimiter} counts.
 *
 * @param provider the name of the provider
 * @param client the network of the client whose refused requests are counted, or
 * {@code null} where the verified requests of the provider are
 */
public record RateLimitKey(String provider, @Nullable String client) {

	/**
	 * The verified requests of a provider.
	 * @param provider the name of the provider
	 * @return the key
	 */
	public static RateLimitKey verified(String provider) {
		return new RateLimitKey(provider, null);
	}

	/**
	 * The refused requests of a client.
	 * @param provider the name of the provider
	 * @param client the network of the client
	 * @return the key
	 */
	public static RateLimitKey refused(String provider, String client) {
		return new RateLimitKey(provider, client);
	}

}
