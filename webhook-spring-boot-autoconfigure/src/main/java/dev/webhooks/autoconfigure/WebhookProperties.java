package dev.webhooks.autoconfigure;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

import dev.webhooks.autoconfigure.provider.ProviderProperties;
import dev.webhooks.receiver.EventLogging;
import dev.webhooks.tenant.ResolverLimits;

/**
 * {@link ConfigurationProperties Properties} of the webhook receiver, apart from those of
 * the providers: {@link ProviderProperties} are bound with their presets.
 */
@ConfigurationProperties("webhooks")
public class WebhookProperties {

	/**
	 * Path that stands before the names of the providers.
	 */
	private String basePath = "/webhooks";

	/**
	 * Part of the URL in front of every path as the providers see it, for schemes that
	 * sign the URL.
	 */
	private @Nullable String publicUrl;

	@NestedConfigurationProperty
	private final DeduplicationProperties deduplication = new DeduplicationProperties();

	private final RateLimit rateLimit = new RateLimit();

	private final Redis redis = new Redis();

	private final Secrets secrets = new Secrets();

	private final Log log = new Log();

	public String getBasePath() {
		return this.basePath;
	}

	public void setBasePath(String basePath) {
		this.basePath = basePath;
	}

	public @Nullable String getPublicUrl() {
		return this.publicUrl;
	}

	public void setPublicUrl(@Nullable String publicUrl) {
		this.publicUrl = publicUrl;
	}

	public DeduplicationProperties getDeduplication() {
		return this.deduplication;
	}

	public RateLimit getRateLimit() {
		return this.rateLimit;
	}

	public Redis getRedis() {
		return this.redis;
	}

	public Secrets getSecrets() {
		return this.secrets;
	}

	public Log getLog() {
		return this.log;
	}

	/**
	 * Properties of the log.
	 */
	public static class Log {

		/**
		 * Which received events are logged: none, the first of each outcome and provider
		 * (the others at debug level), or all.
		 */
		private EventLogging events = EventLogging.FIRST;

		public EventLogging getEvents() {
			return this.events;
		}

		public void setEvents(EventLogging events) {
			this.events = events;
		}

	}

	/**
	 * Where the limits of all providers are kept.
	 */
	public static class RateLimit {

		/**
		 * Clients whose refused requests are counted at the same time at the most, and
		 * tenants whose verified ones are.
		 */
		private long maximumClients = 100_000;

		/**
		 * Where requests are counted.
		 */
		private RateLimitStore store = RateLimitStore.LOCAL;

		/**
		 * How long a request waits for Redis at the most. Then the node decides by
		 * itself.
		 */
		private Duration redisTimeout = Duration.ofMillis(50);

		public RateLimitStore getStore() {
			return this.store;
		}

		public void setStore(RateLimitStore store) {
			this.store = store;
		}

		public Duration getRedisTimeout() {
			return this.redisTimeout;
		}

		public void setRedisTimeout(Duration redisTimeout) {
			this.redisTimeout = redisTimeout;
		}

		public long getMaximumClients() {
			return this.maximumClients;
		}

		public void setMaximumClients(long maximumClients) {
			this.maximumClients = maximumClients;
		}

	}

	/**
	 * The Redis that nodes share.
	 */
	public static class Redis {

		/**
		 * URL of the Redis server, where the application has no RedisClient bean.
		 */
		private String url = "redis://localhost:6379";

		/**
		 * Beginning of the names of all keys in Redis. All nodes and versions of one
		 * application have the same, and no other application has it. With the name of
		 * the application by default, such as webhooks:shop:.
		 */
		private @Nullable String keyPrefix;

		public String getUrl() {
			return this.url;
		}

		public void setUrl(String url) {
			this.url = url;
		}

		public @Nullable String getKeyPrefix() {
			return this.keyPrefix;
		}

		public void setKeyPrefix(@Nullable String keyPrefix) {
			this.keyPrefix = keyPrefix;
		}

	}

	/**
	 * Secrets of all providers.
	 */
	public static class Secrets {

		/**
		 * Tenants whose secrets are remembered at the most.
		 */
		private long cacheSize = 10_000;

		/**
		 * How long the secrets of a tenant are remembered.
		 */
		private Duration cacheTimeToLive = Duration.ofMinutes(5);

		/**
		 * Names that are known to be no tenant's are remembered at the most. They take no
		 * place of a tenant's.
		 */
		private long unknownCacheSize = 10_000;

		/**
		 * How long it is remembered that a name is no tenant's.
		 */
		private Duration unknownTimeToLive = Duration.ofMinutes(1);

		/**
		 * How often in a minute a resolver is asked, for each client, for names that turn
		 * out to be no tenant's. More are answered 503.
		 */
		private int unknownPerMinute = 60;

		/**
		 * How long before a secret expires warnings begin.
		 */
		private Duration expiryWarning = Duration.ofDays(14);

		public long getCacheSize() {
			return this.cacheSize;
		}

		public void setCacheSize(long cacheSize) {
			this.cacheSize = cacheSize;
		}

		public Duration getCacheTimeToLive() {
			return this.cacheTimeToLive;
		}

		public void setCacheTimeToLive(Duration cacheTimeToLive) {
			this.cacheTimeToLive = cacheTimeToLive;
		}

		public long getUnknownCacheSize() {
			return this.unknownCacheSize;
		}

		public void setUnknownCacheSize(long unknownCacheSize) {
			this.unknownCacheSize = unknownCacheSize;
		}

		public Duration getUnknownTimeToLive() {
			return this.unknownTimeToLive;
		}

		public void setUnknownTimeToLive(Duration unknownTimeToLive) {
			this.unknownTimeToLive = unknownTimeToLive;
		}

		public int getUnknownPerMinute() {
			return this.unknownPerMinute;
		}

		public void setUnknownPerMinute(int unknownPerMinute) {
			this.unknownPerMinute = unknownPerMinute;
		}

		public Duration getExpiryWarning() {
			return this.expiryWarning;
		}

		public void setExpiryWarning(Duration expiryWarning) {
			this.expiryWarning = expiryWarning;
		}

		ResolverLimits limits(Clock clock) {
			ResolverLimits limits = new ResolverLimits(this.cacheSize, this.cacheTimeToLive, this.unknownCacheSize,
					this.unknownTimeToLive, this.unknownPerMinute, clock);
			try {
				limits.check();
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidWebhookConfigurationException("webhooks.secrets." + ex.getMessage(),
						"It is not positive.", "Use a value above 0.", ex);
			}
			return limits;
		}

	}

}
