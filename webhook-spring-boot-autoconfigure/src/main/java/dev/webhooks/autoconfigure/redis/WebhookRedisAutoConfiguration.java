package dev.webhooks.autoconfigure.redis;

import java.time.Clock;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Ticker;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

import dev.webhooks.DurationText;
import dev.webhooks.autoconfigure.DeduplicationProperties;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookProperties;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.guard.LocalRateLimiter;
import dev.webhooks.guard.RateLimiter;
import dev.webhooks.guard.RedisRateLimiter;
import dev.webhooks.receiver.EventDeduplication;
import dev.webhooks.receiver.LocalDeduplication;
import dev.webhooks.receiver.RedisDeduplication;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for rate limits and for the
 * recognition of events that all nodes share in Redis, with the application's
 * {@link RedisClient} or one of its own.
 */
@AutoConfiguration(before = WebhookReceiverAutoConfiguration.class, after = WebhookAutoConfiguration.class)
@ConditionalOnClass(RedisClient.class)
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
public final class WebhookRedisAutoConfiguration {

	/** Of attempts in the background: no request waits for one. */
	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	@Bean(destroyMethod = "shutdown")
	@Conditional(OnUseOfRedis.class)
	@ConditionalOnMissingBean
	RedisClient webhookRedisClient(WebhookProperties properties) {
		RedisClient client = RedisClient.create(uri(properties.getRedis().getUrl()));
		client.setOptions(ClientOptions.builder()
			.autoReconnect(false)
			.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
			.socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
			.build());
		return client;
	}

	@Bean
	@ConditionalOnProperty(name = "webhooks.rate-limit.store", havingValue = "redis")
	@ConditionalOnMissingBean(RateLimiter.class)
	RedisRateLimiter webhookRedisRateLimiter(RedisClient client, WebhookProperties properties, Environment environment,
			ObjectProvider<Clock> clock) {
		LocalRateLimiter local = InvalidWebhookConfigurationException.below("webhooks.",
				() -> new LocalRateLimiter(properties.getRateLimit().getMaximumClients(),
						clock.getIfUnique(Clock::systemUTC)));
		RedisRateLimiter limiter = new RedisRateLimiter(client, new KeyPrefix(properties, environment).value(), local,
				timeout(properties.getRateLimit().getRedisTimeout()));
		limiter.connect();
		return limiter;
	}

	@Bean
	@ConditionalOnProperty(name = "webhooks.deduplication.store", havingValue = "redis")
	@ConditionalOnMissingBean(EventDeduplication.class)
	RedisDeduplication webhookRedisDeduplication(RedisClient client, WebhookProperties properties,
			Environment environment) {
		String prefix = new KeyPrefix(properties, environment).ofOneApplication();
		RedisDeduplication deduplication = InvalidWebhookConfigurationException.below("webhooks.",
				() -> deduplication(client, prefix, properties.getDeduplication()));
		RefusedConnection.check(deduplication.connect(CONNECT_TIMEOUT));
		return deduplication;
	}

	private static RedisDeduplication deduplication(RedisClient client, String prefix,
			DeduplicationProperties properties) {
		LocalDeduplication local = new LocalDeduplication(properties.getMaximumSize(), properties.getTimeToLive(),
				Ticker.systemTicker());
		return new RedisDeduplication(client, prefix, local, new RedisDeduplication.Settings(properties.getTimeToLive(),
				properties.getLease(), properties.getRedisTimeout(), properties.getWithoutRedis()));
	}

	/**
	 * The URL may hold a password: it is in no message.
	 */
	private static RedisURI uri(String url) {
		try {
			RedisURI uri = RedisURI.create(url);
			uri.setTimeout(CONNECT_TIMEOUT);
			return uri;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidWebhookConfigurationException("webhooks.redis.url", "It is not the URL of a Redis server.",
					"Use a URL such as redis://localhost:6379, or rediss://user:password@redis.example.com:6380/0.");
		}
	}

	private static Duration timeout(Duration timeout) {
		if (timeout.isZero() || timeout.isNegative()) {
			throw new InvalidWebhookConfigurationException("webhooks.rate-limit.redis-timeout",
					DurationText.of(timeout) + " is no time to wait.", "Use a duration such as 50ms.");
		}
		return timeout;
	}

	/**
	 * Condition that something is kept in Redis by a bean of this library.
	 */
	static class OnUseOfRedis extends AnyNestedCondition {

		OnUseOfRedis() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnProperty(name = "webhooks.rate-limit.store", havingValue = "redis")
		@ConditionalOnMissingBean(RateLimiter.class)
		static class SharedLimits {

		}

		@ConditionalOnProperty(name = "webhooks.deduplication.store", havingValue = "redis")
		@ConditionalOnMissingBean(EventDeduplication.class)
		static class SharedEvents {

		}

	}

}
