package dev.webhooks.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import dev.webhooks.WebhookResponse;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.redis.WebhookRedisAutoConfiguration;
import dev.webhooks.guard.RateLimitKey;
import dev.webhooks.guard.RateLimiter;
import dev.webhooks.guard.RedisRateLimiter;
import dev.webhooks.provider.RequestLimit;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.ProviderRequest;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for rate limits in a real Redis.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisRateLimitTests {

	private static final RateLimitKey GITHUB = RateLimitKey.verified("github");

	private final AtomicInteger events = new AtomicInteger();

	private RedisProcess redis;

	@BeforeEach
	void start() throws IOException {
		this.redis = new RedisProcess();
	}

	@AfterEach
	void stop() throws IOException {
		this.redis.close();
	}

	@Test
	void twoApplicationsShareOneLimit() {
		runner().run((first) -> runner().run((second) -> {
			awaitShared(first, second);
			assertThat(receive(first).status()).isEqualTo(200);
			assertThat(receive(second).status()).isEqualTo(200);
			assertThat(receive(first).status()).isEqualTo(429);
			WebhookResponse refused = receive(second);
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.headers().first("Retry-After")).isEqualTo("30");
		}));
	}

	@Test
	void whatIsSpentComesBackByTheClockOfRedis() {
		RequestLimit limit = new RequestLimit(600, 1);
		runner().run((context) -> {
			awaitShared(context);
			RateLimiter limiter = context.getBean(RateLimiter.class);
			assertThat(limiter.take(GITHUB, limit)).isZero();
			assertThat(limiter.take(GITHUB, limit)).isBetween(Duration.ofNanos(1), Duration.ofMillis(100));
			Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> limiter.take(GITHUB, limit).isZero());
		});
	}

	@Test
	void toLookTakesNothing() {
		RequestLimit limit = new RequestLimit(1, 1);
		runner().run((context) -> {
			awaitShared(context);
			RateLimiter limiter = context.getBean(RateLimiter.class);
			assertThat(limiter.timeUntilNext(GITHUB, limit)).isZero();
			assertThat(limiter.timeUntilNext(GITHUB, limit)).isZero();
			assertThat(limiter.take(GITHUB, limit)).isZero();
			assertThat(limiter.timeUntilNext(GITHUB, limit)).isPositive();
		});
	}

	@Test
	void eachTenantAndEachClientIsCountedForItself() {
		RequestLimit limit = new RequestLimit(1, 1);
		runner().run((context) -> {
			awaitShared(context);
			RateLimiter limiter = context.getBean(RateLimiter.class);
			assertThat(limiter.take(RateLimitKey.verified("github", "acme"), limit)).isZero();
			assertThat(limiter.take(RateLimitKey.verified("github", "globex"), limit)).isZero();
			assertThat(limiter.take(RateLimitKey.refused("github", "192.0.2.1"), limit)).isZero();
			assertThat(limiter.take(RateLimitKey.refused("github", "192.0.2.2"), limit)).isZero();
			assertThat(limiter.take(GITHUB, limit)).isZero();
			assertThat(limiter.take(RateLimitKey.verified("github", "acme"), limit)).isPositive();
		});
	}

	@Test
	void aClientThatWasRefusedByOneNodeIsTurnedAwayByTheOther() {
		RateLimitKey client = RateLimitKey.refused("github", "192.0.2.1");
		RequestLimit limit = new RequestLimit(1, 1);
		runner().run((first) -> runner().run((second) -> {
			awaitShared(first, second);
			assertThat(second.getBean(RateLimiter.class).timeUntilNext(client, limit)).isZero();
			assertThat(first.getBean(RateLimiter.class).take(client, limit)).isZero();
			Awaitility.await().until(() -> !second.getBean(RateLimiter.class).timeUntilNext(client, limit).isZero());
		}));
	}

	@Test
	void redisForgetsABucketThatIsWholeAgain() {
		runner().run((context) -> {
			awaitShared(context);
			context.getBean(RateLimiter.class).take(GITHUB, new RequestLimit(60, 1));
			String name = this.redis.ask((connection) -> connection.sync().keys("webhooks:rate-limit:github:*")).get(0);
			long milliseconds = this.redis.ask((connection) -> connection.sync().pttl(name));
			assertThat(milliseconds).isBetween(1L, 2000L);
		});
	}

	@Test
	void whenRedisIsKilledEachCountsForItselfUntilItIsBack(CapturedOutput output) {
		runner().run((first) -> runner().run((second) -> {
			awaitShared(first, second);
			receive(first);
			this.redis.kill();
			for (ApplicationContext context : Set.of(first, second)) {
				assertThat(receive(context).status()).isEqualTo(200);
			}
			Awaitility.await().until(() -> output.getOut().split("Redis is away").length == 3);
			assertThat(receive(first).status()).isEqualTo(429);
			this.redis.start();
			awaitShared(first, second);
			assertThat(output.getOut().split("Redis is back")).hasSize(3);
			assertThat(receive(first).status()).isEqualTo(200);
			assertThat(receive(second).status()).isEqualTo(200);
			assertThat(receive(first).status()).isEqualTo(429);
		}));
	}

	@Test
	void whatWasSpentTogetherIsNotGivenOnceMoreWhenRedisGoesAway() {
		runner().run((first) -> runner().run((second) -> {
			awaitShared(first, second);
			receive(first);
			receive(first);
			assertThat(receive(second).status()).isEqualTo(429);
			this.redis.kill();
			assertThat(receive(first).status()).isEqualTo(429);
			assertThat(receive(second).status()).isEqualTo(429);
		}));
	}

	/**
	 * On a machine that is busy with other things Redis may take longer to answer.
	 */
	@Test
	void sixtyFourThreadsOnTwoNodesGetWhatIsSharedAndNoMore(CapturedOutput output) {
		RequestLimit limit = new RequestLimit(600, 600);
		ApplicationContextRunner runner = runner().withPropertyValues("webhooks.rate-limit.redis-timeout=5s");
		runner.run((first) -> runner.run((second) -> {
			awaitShared(first, second);
			Crowd.Result result = Crowd.of(64)
				.run(Duration.ofSeconds(2), List.of(taking(first, limit), taking(second, limit)));
			double shared = 600 + 10 * result.elapsed().toMillis() / 1000.0;
			assertThat((double) result.granted()).isBetween(600 * 0.98, shared * 1.02);
			assertThat(output).doesNotContain("Redis is away");
		}));
	}

	/**
	 * What the machine does besides only ever adds to a wait, so that the quickest of
	 * some rounds tells what the limit is worth.
	 */
	@Test
	void whileRedisIsStoppedNobodyWaitsForMoreThanOneAnswer(CapturedOutput output) {
		RequestLimit limit = new RequestLimit(1_000_000, 1_000_000);
		runner().withPropertyValues("webhooks.rate-limit.redis-timeout=500ms").run((context) -> {
			List<Duration> slowest = new ArrayList<>();
			for (int round = 0; round < 3; round++) {
				awaitShared(context);
				slowest.add(slowestWhileRedisIsStopped(context, limit));
			}
			assertThat(slowest).allSatisfy((wait) -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofMillis(500)));
			assertThat(Collections.min(slowest)).isLessThan(Duration.ofSeconds(1));
			awaitShared(context);
			assertThat(output).contains("Redis is back");
		});
	}

	private Duration slowestWhileRedisIsStopped(ApplicationContext context, RequestLimit limit) throws IOException {
		this.redis.pause();
		try {
			Crowd.Result result = Crowd.of(16).run(1000, taking(context, limit));
			assertThat(result.granted()).isEqualTo(16_000);
			assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(10));
			return result.slowest();
		}
		finally {
			this.redis.resume();
		}
	}

	@Test
	void aPauseThatIsShorterThanTheLimitIsWaitedFor() {
		RequestLimit limit = new RequestLimit(1, 1);
		runner().withPropertyValues("webhooks.rate-limit.redis-timeout=20s").run((first) -> runner().run((second) -> {
			awaitShared(first, second);
			assertThat(second.getBean(RateLimiter.class).take(GITHUB, limit)).isZero();
			this.redis.pause();
			CompletableFuture<Duration> waiting = CompletableFuture
				.supplyAsync(() -> first.getBean(RateLimiter.class).take(GITHUB, limit));
			this.redis.resume();
			assertThat(waiting).succeedsWithin(Duration.ofSeconds(20))
				.satisfies((wait) -> assertThat(wait).isPositive());
		}));
	}

	@Test
	void whenRedisForgetsTheScriptItIsTaughtAgain() {
		runner().run((context) -> {
			awaitShared(context);
			this.redis.ask((connection) -> connection.sync().scriptFlush());
			assertThat(receive(context).status()).isEqualTo(200);
			awaitShared(context);
			assertThat(receive(context).status()).isEqualTo(200);
		});
	}

	@Test
	void whenRedisCannotWriteEachCountsForItself(CapturedOutput output) {
		this.redis.ask((connection) -> connection.sync().configSet("maxmemory", "1"));
		runner().run((context) -> {
			assertThat(receive(context).status()).isEqualTo(200);
			assertThat(receive(context).status()).isEqualTo(200);
			assertThat(receive(context).status()).isEqualTo(429);
			Awaitility.await().until(() -> output.getOut().contains("Redis is away"));
			assertThat(output).contains("OOM");
		});
	}

	@Test
	void whenRedisIsAwayAtTheStartTheApplicationStartsAndReceives(CapturedOutput output) throws IOException {
		this.redis.kill();
		runner().run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(receive(context).status()).isEqualTo(200);
			Awaitility.await().until(() -> output.getOut().contains("Redis is away"));
		});
	}

	private static BooleanSupplier taking(ApplicationContext context, RequestLimit limit) {
		RateLimiter limiter = context.getBean(RateLimiter.class);
		return () -> limiter.take(GITHUB, limit).isZero();
	}

	private static void awaitShared(ApplicationContext... contexts) {
		for (ApplicationContext context : contexts) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> context.getBean(RedisRateLimiter.class).isShared());
		}
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
							WebhookReceiverAutoConfiguration.class, WebhookRedisAutoConfiguration.class))
			.withPropertyValues("webhooks.rate-limit.store=redis", "webhooks.redis.url=" + this.redis.url(),
					"webhooks.providers.github.secret=" + SignedRequests.SECRET,
					"webhooks.providers.github.rate-limit.requests-per-minute=2");
	}

	private WebhookResponse receive(ApplicationContext context) {
		WebhookProvider provider = context.getBean(WebhookProviders.class).find("github");
		SignedRequest ping = ProviderRequest.of(provider).event("ping").sign();
		return context.getBean(WebhookReceiver.class).receive("github", ping.toWebhookRequest());
	}

}
