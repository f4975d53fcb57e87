package dev.webhooks.edge;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.embedded.RedisServer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.WebhookResponse;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookRedisAutoConfiguration;
import dev.webhooks.guard.RedisRateLimiter;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.WebhookReceiver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for rate limits in a real Redis.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisRateLimitTests {

	private final TestClock clock = new TestClock();

	private final AtomicInteger events = new AtomicInteger();

	private int port;

	private RedisServer redis;

	@BeforeEach
	void start() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		startRedis();
	}

	@AfterEach
	void stop() throws IOException {
		this.redis.stop();
	}

	@Test
	void twoApplicationsShareOneLimit() {
		runner().run((first) -> runner().run((second) -> {
			assertThat(first).hasSingleBean(RedisRateLimiter.class);
			assertThat(receive(first).status()).isEqualTo(200);
			assertThat(receive(second).status()).isEqualTo(200);
			assertThat(receive(first).status()).isEqualTo(429);
			WebhookResponse refused = receive(second);
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.headers().first("Retry-After")).isEqualTo("30");
			this.clock.pass(Duration.ofSeconds(30));
			assertThat(receive(second).status()).isEqualTo(200);
			assertThat(receive(first).status()).isEqualTo(429);
		}));
	}

	@Test
	void whenRedisIsKilledEachCountsForItselfUntilItIsBack(CapturedOutput output) {
		runner().run((first) -> runner().run((second) -> {
			receive(first);
			receive(second);
			assertThat(receive(first).status()).isEqualTo(429);
			this.redis.stop();
			for (ApplicationContext context : new ApplicationContext[] { first, second }) {
				assertThat(receive(context).status()).isEqualTo(200);
				assertThat(receive(context).status()).isEqualTo(200);
				assertThat(receive(context).status()).isEqualTo(429);
			}
			assertThat(output.getOut().split("Redis is away")).hasSize(3);
			startRedis();
			awaitShared(first);
			awaitShared(second);
			this.clock.pass(Duration.ofMinutes(1));
			assertThat(receive(first).status()).isEqualTo(200);
			assertThat(receive(second).status()).isEqualTo(200);
			assertThat(receive(first).status()).isEqualTo(429);
			assertThat(output.getOut().split("Redis is back")).hasSize(3);
		}));
	}

	@Test
	void whenRedisIsAwayAtTheStartTheApplicationStartsAndReceives(CapturedOutput output) throws IOException {
		this.redis.stop();
		runner().run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(receive(context).status()).isEqualTo(200);
			assertThat(output).contains("Redis is away");
		});
	}

	/**
	 * The client of Redis takes its time to connect again.
	 */
	private void awaitShared(ApplicationContext context) throws InterruptedException {
		RedisRateLimiter limiter = context.getBean(RedisRateLimiter.class);
		org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			this.clock.pass(Duration.ofMinutes(1));
			receive(context);
			return org.springframework.test.util.ReflectionTestUtils.getField(limiter, "away")
				.toString()
				.equals("null");
		});
	}

	private void startRedis() throws IOException {
		this.redis = RedisServer.newRedisServer()
			.port(this.port)
			.setting("bind 127.0.0.1")
			.setting("save \"\"")
			.build();
		this.redis.start();
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
							WebhookReceiverAutoConfiguration.class, WebhookRedisAutoConfiguration.class))
			.withBean(Clock.class, () -> this.clock)
			.withPropertyValues("webhooks.rate-limit.store=redis",
					"webhooks.rate-limit.redis-url=redis://127.0.0.1:" + this.port,
					"webhooks.providers.github.secret=" + SignedRequest.SECRET,
					"webhooks.providers.github.rate-limit.requests-per-minute=2");
	}

	private WebhookResponse receive(ApplicationContext context) {
		WebhookProvider provider = context.getBean(WebhookProviders.class).find("github");
		WebhookRequestHead head = WebhookRequestHead.builder("POST", "https://example.com/webhooks/github")
			.from("127.0.0.1", true)
			.header("Content-Type", "application/json")
			.header("X-GitHub-Event", "ping")
			.header("X-GitHub-Delivery", "delivery-" + this.events.incrementAndGet())
			.build();
		WebhookRequest request = provider.verifier()
			.scheme()
			.sign(new WebhookRequest(head, "{}"), provider.verifier().secrets().get(0), this.clock.instant());
		return context.getBean(WebhookReceiver.class).receive("github", request);
	}

	private static final class TestClock extends Clock {

		private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

		void pass(Duration time) {
			this.now = this.now.plus(time);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
