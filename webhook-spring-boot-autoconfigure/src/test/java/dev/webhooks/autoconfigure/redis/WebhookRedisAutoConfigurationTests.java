package dev.webhooks.autoconfigure.redis;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;

import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.webhooks.autoconfigure.FailureAnalyses;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.guard.LocalRateLimiter;
import dev.webhooks.guard.RateLimiter;
import dev.webhooks.guard.RedisRateLimiter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookRedisAutoConfiguration}, without any Redis.
 */
class WebhookRedisAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class, WebhookRedisAutoConfiguration.class))
		.withPropertyValues("webhooks.rate-limit.store=redis", "webhooks.rate-limit.redis-url=redis://127.0.0.1:1");

	@Test
	void limitsAreSharedWhereThePropertySaysSo() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(RedisClient.class)
			.getBean(RateLimiter.class)
			.isInstanceOf(RedisRateLimiter.class));
		this.contextRunner.withPropertyValues("webhooks.rate-limit.store=local")
			.run((context) -> assertThat(context).doesNotHaveBean(RedisClient.class)
				.getBean(RateLimiter.class)
				.isInstanceOf(LocalRateLimiter.class));
	}

	@Test
	void whereWebhooksAreSwitchedOffThereIsNoClient() {
		this.contextRunner.withPropertyValues("webhooks.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RedisClient.class));
	}

	@Test
	void withoutTheClientOfRedisTheStartFails() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(RedisClient.class))
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("webhooks.rate-limit.store"));
	}

	@Test
	void theClientOfTheApplicationIsUsed() {
		RedisClient client = RedisClient.create("redis://127.0.0.1:1");
		this.contextRunner.withBean("own", RedisClient.class, () -> client)
			.run((context) -> assertThat(context).hasSingleBean(RedisClient.class)
				.hasSingleBean(RedisRateLimiter.class)
				.getBean(RedisClient.class)
				.isSameAs(client));
	}

	@Test
	void theLimiterOfTheApplicationNeedsNoClient() {
		this.contextRunner.withBean("own", RateLimiter.class, () -> new LocalRateLimiter(1, Clock.systemUTC()))
			.run((context) -> assertThat(context).doesNotHaveBean(RedisClient.class)
				.doesNotHaveBean(RedisRateLimiter.class));
	}

	@ParameterizedTest
	@CsvSource({ "PT0.05S,", "PT0.02S,20ms" })
	void aRequestWaitsAsLongAsThePropertySays(Duration expected, String configured) {
		ApplicationContextRunner runner = (configured != null)
				? this.contextRunner.withPropertyValues("webhooks.rate-limit.redis-timeout=" + configured)
				: this.contextRunner;
		runner.run((context) -> assertThat(context.getBean(RedisRateLimiter.class)).extracting("timeout")
			.isEqualTo(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis-timeout=0ms", "redis-timeout=-1s", "maximum-clients=0", "redis-url=localhost:6379",
			"redis-url=" })
	void aSettingThatMakesNoSenseStopsTheStart(String property) {
		this.contextRunner.withPropertyValues("webhooks.rate-limit." + property)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("webhooks.rate-limit." + property.substring(0, property.indexOf('='))));
	}

	@Test
	void thePasswordInTheUrlIsInNoMessage() {
		this.contextRunner.withPropertyValues("webhooks.rate-limit.redis-url=https://user:hidden@localhost")
			.run((context) -> assertThat(stackTrace(context.getStartupFailure()))
				.contains("webhooks.rate-limit.redis-url")
				.doesNotContain("hidden"));
	}

	private static String stackTrace(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

}
