package dev.webhooks.autoconfigure.redis;

import java.time.Clock;
import java.time.Duration;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

import dev.webhooks.DurationText;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookProperties;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.guard.LocalRateLimiter;
import dev.webhooks.guard.RateLimiter;
import dev.webhooks.guard.RedisRateLimiter;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for rate limits that all nodes share
 * in Redis, with the application's {@link RedisClient} or one of its own.
 */
@AutoConfiguration(before = WebhookReceiverAutoConfiguration.class, after = WebhookAutoConfiguration.class)
@ConditionalOnClass(RedisClient.class)
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "webhooks.rate-limit.store", havingValue = "redis")
public final class WebhookRedisAutoConfiguration {

	/** Of attempts in the background: no request waits for one. */
	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	@Bean(destroyMethod = "shutdown")
	@ConditionalOnMissingBean({ RedisClient.class, RateLimiter.class })
	RedisClient webhookRedisClient(WebhookProperties properties) {
		RedisClient client = RedisClient.create(uri(properties.getRateLimit().getRedisUrl()));
		client.setOptions(ClientOptions.builder()
			.autoReconnect(false)
			.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
			.socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
			.build());
		return client;
	}

	@Bean
	@ConditionalOnMissingBean(RateLimiter.class)
	RedisRateLimiter webhookRedisRateLimiter(RedisClient client, WebhookProperties properties,
			ObjectProvider<Clock> clock) {
		LocalRateLimiter local = InvalidWebhookConfigurationException.below("webhooks.",
				() -> new LocalRateLimiter(properties.getRateLimit().getMaximumClients(),
						clock.getIfUnique(Clock::systemUTC)));
		RedisRateLimiter limiter = new RedisRateLimiter(client, local,
				timeout(properties.getRateLimit().getRedisTimeout()));
		limiter.connect();
		return limiter;
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
			throw new InvalidWebhookConfigurationException("webhooks.rate-limit.redis-url",
					"It is not the URL of a Redis server.",
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

}
