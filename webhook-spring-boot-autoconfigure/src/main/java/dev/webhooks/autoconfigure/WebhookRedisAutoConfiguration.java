package dev.webhooks.autoconfigure;

import java.time.Clock;
import java.time.Duration;

import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

import dev.webhooks.guard.RateLimiter;
import dev.webhooks.guard.RedisRateLimiter;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for rate limits that all nodes share
 * in Redis, with the application's {@link RedisClient} or one of its own.
 */
@AutoConfiguration(before = WebhookReceiverAutoConfiguration.class, after = WebhookAutoConfiguration.class)
@ConditionalOnClass({ RedisClient.class, Bucket4jLettuce.class })
@ConditionalOnBooleanProperty(name = "webhooks.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "webhooks.rate-limit.store", havingValue = "redis")
public final class WebhookRedisAutoConfiguration {

	private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);

	@Bean(destroyMethod = "shutdown")
	@ConditionalOnMissingBean({ RedisClient.class, RateLimiter.class })
	RedisClient webhookRedisClient(WebhookProperties properties) {
		RedisClient client = RedisClient.create(properties.getRateLimit().getRedisUrl());
		client.setOptions(ClientOptions.builder()
			.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
			.socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
			.build());
		return client;
	}

	@Bean
	@ConditionalOnMissingBean(RateLimiter.class)
	RedisRateLimiter webhookRedisRateLimiter(RedisClient client, WebhookProperties properties,
			ObjectProvider<Clock> clock) {
		Clock time = clock.getIfUnique(Clock::systemUTC);
		return new RedisRateLimiter(client, WebhookReceiverAutoConfiguration.localRateLimiter(properties, clock), time);
	}

}
