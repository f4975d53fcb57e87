package dev.webhooks.autoconfigure.redis;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Ticker;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

import dev.webhooks.autoconfigure.FailureAnalyses;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookProperties;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.guard.LocalRateLimiter;
import dev.webhooks.guard.RateLimiter;
import dev.webhooks.guard.RedisRateLimiter;
import dev.webhooks.receiver.EventDeduplication;
import dev.webhooks.receiver.LocalDeduplication;
import dev.webhooks.receiver.RedisDeduplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link WebhookRedisAutoConfiguration}, without any Redis.
 */
class WebhookRedisAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
				WebhookReceiverAutoConfiguration.class, WebhookRedisAutoConfiguration.class))
		.withPropertyValues("webhooks.rate-limit.store=redis", "webhooks.redis.url=redis://127.0.0.1:1");

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
		runner.run((context) -> assertThat(context.getBean(RedisRateLimiter.class)).extracting("redis.timeout")
			.isEqualTo(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis-timeout=0ms", "redis-timeout=-1s", "maximum-clients=0" })
	void aSettingThatMakesNoSenseStopsTheStart(String property) {
		this.contextRunner.withPropertyValues("webhooks.rate-limit." + property)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription())
				.contains("webhooks.rate-limit." + property.substring(0, property.indexOf('='))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:6379", "" })
	void whatIsNoUrlStopsTheStart(String url) {
		this.contextRunner.withPropertyValues("webhooks.redis.url=" + url)
			.run((context) -> assertThat(FailureAnalyses.of(context).getDescription()).contains("webhooks.redis.url"));
	}

	@Test
	void eventsAreSharedWhereThePropertySaysSo() {
		this.contextRunner
			.withPropertyValues("webhooks.rate-limit.store=local", "webhooks.deduplication.store=redis",
					"spring.application.name=shop")
			.run((context) -> assertThat(context).hasSingleBean(RedisClient.class)
				.doesNotHaveBean(RedisRateLimiter.class)
				.getBean(EventDeduplication.class)
				.isInstanceOf(RedisDeduplication.class));
		this.contextRunner.run((context) -> assertThat(context).getBean(EventDeduplication.class)
			.isInstanceOf(LocalDeduplication.class));
	}

	@Test
	void limitsAndEventsShareOneClient() {
		this.contextRunner.withPropertyValues("webhooks.deduplication.store=redis", "spring.application.name=shop")
			.run((context) -> assertThat(context).hasSingleBean(RedisClient.class)
				.hasSingleBean(RedisRateLimiter.class)
				.hasSingleBean(RedisDeduplication.class));
	}

	@Test
	void theDeduplicationOfTheApplicationNeedsNoClient() {
		this.contextRunner
			.withPropertyValues("webhooks.rate-limit.store=local", "webhooks.deduplication.store=redis",
					"spring.application.name=shop")
			.withBean("own", EventDeduplication.class,
					() -> new LocalDeduplication(1, Duration.ofHours(1), Ticker.systemTicker()))
			.run((context) -> assertThat(context).doesNotHaveBean(RedisClient.class)
				.doesNotHaveBean(RedisDeduplication.class));
	}

	@Test
	void withoutTheClientOfRedisEventsCannotBeShared() {
		this.contextRunner
			.withPropertyValues("webhooks.rate-limit.store=local", "webhooks.deduplication.store=redis",
					"spring.application.name=shop")
			.withClassLoader(new FilteredClassLoader(RedisClient.class))
			.run((context) -> {
				assertThat(FailureAnalyses.of(context).getDescription()).contains("webhooks.deduplication.store");
				assertThat(FailureAnalyses.of(context).getAction()).contains("io.lettuce:lettuce-core");
			});
	}

	@Test
	void eventsOfAnApplicationWithoutNameAreNotShared() {
		this.contextRunner.withPropertyValues("webhooks.deduplication.store=redis").run((context) -> {
			assertThat(FailureAnalyses.of(context).getDescription()).contains("webhooks.redis.key-prefix");
			assertThat(FailureAnalyses.of(context).getAction()).contains("spring.application.name");
		});
		this.contextRunner
			.withPropertyValues("webhooks.deduplication.store=redis", "webhooks.redis.key-prefix=webhooks:shop:")
			.run((context) -> assertThat(context).hasSingleBean(RedisDeduplication.class));
	}

	@ParameterizedTest
	@CsvSource({ "webhooks:,", "webhooks:shop:,spring.application.name=shop", "own:,webhooks.redis.key-prefix=own:" })
	void theNamesOfKeysBeginWithTheApplication(String expected, String property) {
		MockEnvironment environment = new MockEnvironment();
		WebhookProperties properties = new WebhookProperties();
		if (property != null) {
			String[] parts = property.split("=");
			environment.setProperty(parts[0], parts[1]);
			properties.getRedis().setKeyPrefix(environment.getProperty("webhooks.redis.key-prefix"));
		}
		assertThat(new KeyPrefix(properties, environment).value()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis-timeout=0ms", "redis-timeout=-1s", "lease=0s", "lease=1999ms", "maximum-size=-1",
			"time-to-live=0s", "without-redis=ignore" })
	void aSettingOfEventsThatMakesNoSenseStopsTheStart(String property) {
		this.contextRunner
			.withPropertyValues("webhooks.deduplication.store=redis", "spring.application.name=shop",
					"webhooks.deduplication." + property)
			.run((context) -> assertThat(stackTrace(context.getStartupFailure()))
				.contains("webhooks.deduplication." + property.substring(0, property.indexOf('='))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "WRONGPASS invalid username-password pair", "NOAUTH Authentication required.",
			"NOPERM this user has no permissions", "ERR DB index is out of range", "MOVED 3999 127.0.0.1:6381" })
	void aRefusalThatWillNotPassStopsTheStart(String refusal) {
		assertThatExceptionOfType(InvalidWebhookConfigurationException.class)
			.isThrownBy(() -> RefusedConnection.check(refusal))
			.withMessageContaining("webhooks.redis.url")
			.withMessageContaining(refusal);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "READONLY You can't write against a read only replica.",
			"LOADING Redis is loading the dataset in memory", "OOM command not allowed" })
	void aRefusalThatMayPassDoesNot(String refusal) {
		assertThatNoException().isThrownBy(() -> RefusedConnection.check(refusal));
	}

	@Test
	void thePasswordInTheUrlIsInNoMessage() {
		this.contextRunner.withPropertyValues("webhooks.redis.url=https://user:hidden@localhost")
			.run((context) -> assertThat(stackTrace(context.getStartupFailure())).contains("webhooks.redis.url")
				.doesNotContain("hidden"));
	}

	private static String stackTrace(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

}
