package dev.webhooks.guard;

import org.jspecify.annotations.Nullable;

/**
 * Key by which a {@link RateLimiter} counts. Immutable.
 *
 * @param provider the name of the provider
 * @param tenant the tenant whose verified requests are counted, by no more than the first
 * 255 characters of its name, or {@code null} where those of all tenants are
 * @param client the network of the client whose refused requests are counted, or
 * {@code null} where verified requests are
 */
public record RateLimitKey(String provider, @Nullable String tenant, @Nullable String client) {

	/**
	 * The number of keys is bounded where they are kept, and so is the length of each.
	 */
	private static final int MAX_LENGTH = 255;

	public RateLimitKey {
		tenant = (tenant != null && tenant.length() > MAX_LENGTH) ? tenant.substring(0, MAX_LENGTH) : tenant;
	}

	/**
	 * The verified requests of a provider, of all its tenants together.
	 * @param provider the name of the provider
	 * @return the key
	 */
	public static RateLimitKey verified(String provider) {
		return new RateLimitKey(provider, null, null);
	}

	/**
	 * The verified requests of one tenant of a provider.
	 * @param provider the name of the provider
	 * @param tenant the tenant, or {@code null} if the provider has none
	 * @return the key
	 */
	public static RateLimitKey verified(String provider, @Nullable String tenant) {
		return new RateLimitKey(provider, tenant, null);
	}

	/**
	 * The refused requests of a client.
	 * @param provider the name of the provider
	 * @param client the network of the client
	 * @return the key
	 */
	public static RateLimitKey refused(String provider, String client) {
		return new RateLimitKey(provider, null, client);
	}

}
