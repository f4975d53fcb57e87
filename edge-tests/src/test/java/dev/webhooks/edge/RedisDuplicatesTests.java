package dev.webhooks.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookResponse;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.redis.WebhookRedisAutoConfiguration;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.RedisDeduplication;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.test.ProviderRequest;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for two nodes that receive the same events and share a real Redis.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisDuplicatesTests {

	private static final Duration SOON = Duration.ofSeconds(30);

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
	void whatOneNodeHasProcessedIsADuplicateForTheOther() {
		runner().run((first) -> runner().run((second) -> {
			assertThat(text(receive(first, "1"))).contains("processed");
			assertThat(text(receive(second, "1"))).isEqualTo("{\"status\":\"duplicate\",\"id\":\"1\"}");
			assertThat(calls(second)).isZero();
		}));
	}

	@Test
	void whatOneNodeProcessesIsToBeSentAgainToTheOther() {
		runner().run((first) -> runner().run((second) -> {
			Listener listener = first.getBean(Listener.class);
			listener.blocked = new CountDownLatch(1);
			CompletableFuture<WebhookResponse> processing = CompletableFuture.supplyAsync(() -> receive(first, "1"));
			listener.entered.await(30, TimeUnit.SECONDS);
			WebhookResponse meanwhile = receive(second, "1");
			listener.blocked.countDown();
			assertThat(meanwhile.status()).isEqualTo(503);
			assertThat(meanwhile.headers().first("Retry-After")).isEqualTo("5");
			assertThat(processing).succeedsWithin(SOON).extracting(WebhookResponse::status).isEqualTo(200);
			assertThat(text(receive(second, "1"))).contains("duplicate");
		}));
	}

	@Test
	void whatFailedOnOneNodeIsProcessedByTheOtherAtOnce() {
		runner().run((first) -> runner().run((second) -> {
			first.getBean(Listener.class).fails = true;
			assertThat(receive(first, "1").status()).isEqualTo(500);
			assertThat(text(receive(second, "1"))).contains("processed");
		}));
	}

	@Test
	void whenANodeIsKilledWhileItProcessesTheOtherGetsTheEventAfterTheLease() {
		ApplicationContextRunner runner = runner().withPropertyValues("webhooks.deduplication.lease=2s");
		runner.run((first) -> runner.run((second) -> {
			Listener listener = first.getBean(Listener.class);
			listener.blocked = new CountDownLatch(1);
			CompletableFuture.runAsync(() -> receive(first, "1"));
			listener.entered.await(30, TimeUnit.SECONDS);
			first.getBean(RedisDeduplication.class).close();
			assertThat(receive(second, "1").status()).isEqualTo(503);
			Awaitility.await().atMost(SOON).until(() -> receive(second, "1").status() == 200);
			listener.blocked.countDown();
		}));
	}

	@Test
	void whileRedisIsAwayEventsAreRefusedAndProcessedOnceItIsBack(CapturedOutput output) {
		runner().run((context) -> {
			this.redis.kill();
			Awaitility.await().atMost(SOON).until(() -> receive(context, "1").status() == 503);
			assertThat(receive(context, "1").headers().first("Retry-After")).isEqualTo("5");
			assertThat(calls(context)).isZero();
			Awaitility.await().until(() -> output.getOut().contains("are answered 503"));
			this.redis.start();
			Awaitility.await().atMost(SOON).until(() -> receive(context, "1").status() == 200);
			assertThat(output).contains("processed events are recognised by all nodes again");
		});
	}

	@Test
	void whileRedisIsAwayEventsAreProcessedIfThatIsConfigured(CapturedOutput output) {
		runner().withPropertyValues("webhooks.deduplication.without-redis=process").run((context) -> {
			this.redis.kill();
			assertThat(text(receive(context, "1"))).contains("processed");
			assertThat(text(receive(context, "1"))).contains("duplicate");
			Awaitility.await().until(() -> {
				receive(context, "1");
				return output.getOut().contains("each node recognises only the events");
			});
			this.redis.start();
			runner().run((other) -> Awaitility.await()
				.atMost(SOON)
				.until(() -> context.getBean(RedisDeduplication.class).isShared()
						&& text(receive(other, "1")).contains("duplicate")));
		});
	}

	@Test
	void whileRedisIsStoppedNobodyWaitsForMoreThanTwoAnswersAndNothingIsAnErrorOfTheServer() {
		runner().withPropertyValues("webhooks.deduplication.redis-timeout=500ms").run((context) -> {
			this.redis.pause();
			AtomicInteger ids = new AtomicInteger();
			Crowd.Result result = Crowd.of(16)
				.run(200, () -> receive(context, "id" + ids.incrementAndGet()).status() == 503);
			this.redis.resume();
			assertThat(result.granted()).isEqualTo(3200);
			assertThat(result.slowest()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(2));
			Awaitility.await().atMost(SOON).until(() -> receive(context, "1").status() == 200);
		});
	}

	@Test
	void whenRedisIsAwayAtTheStartTheApplicationStartsAndRefusesUntilItIsThere() throws IOException {
		this.redis.kill();
		runner().run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(receive(context, "1").status()).isEqualTo(503);
			this.redis.start();
			Awaitility.await().atMost(SOON).until(() -> receive(context, "1").status() == 200);
		});
	}

	@Test
	void aPortThatNeverAnswersHoldsUpNeitherTheStartNorARequest() throws IOException {
		try (MutePort port = new MutePort()) {
			long begin = System.nanoTime();
			runner().withPropertyValues("webhooks.redis.url=redis://127.0.0.1:" + port.port()).run((context) -> {
				assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
				Crowd.Result result = Crowd.of(8).run(20, () -> receive(context, "1").status() == 503);
				assertThat(result.granted()).isEqualTo(160);
				assertThat(result.slowest()).isLessThan(Duration.ofSeconds(2));
			});
		}
	}

	@Test
	void aWrongPasswordStopsTheStartAndIsInNoMessage() {
		this.redis.ask((connection) -> connection.sync().configSet("requirepass", "right"));
		String url = this.redis.url().replace("redis://", "redis://:hidden@");
		try {
			runner().withPropertyValues("webhooks.redis.url=" + url).run((context) -> {
				Throwable failure = context.getStartupFailure();
				assertThat(failure).rootCause()
					.isInstanceOf(InvalidWebhookConfigurationException.class)
					.hasMessageContaining("webhooks.redis.url")
					.hasMessageContaining("WRONGPASS")
					.hasMessageNotContaining("hidden");
			});
		}
		finally {
			this.redis.askAs("right", (connection) -> connection.sync().configSet("requirepass", ""));
		}
	}

	@Test
	void aRedisThatCannotWriteIsAway(CapturedOutput output) {
		runner().run((context) -> {
			this.redis.ask((connection) -> connection.sync().configSet("maxmemory", "1"));
			assertThat(receive(context, "1").status()).isEqualTo(503);
			Awaitility.await().until(() -> output.getOut().contains("Redis is away"));
			assertThat(output).contains("OOM");
		});
	}

	@Test
	void theKeysInRedisHoldNoSecretAndNoBody() {
		runner().run((context) -> {
			receive(context, "1");
			assertThat(this.redis.<List<String>>ask((connection) -> connection.sync().keys("*event:*")))
				.contains("webhooks:shop:event:github:1")
				.noneMatch((key) -> key.contains(SignedRequests.SECRET) || key.contains("{"));
		});
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
							WebhookReceiverAutoConfiguration.class, WebhookRedisAutoConfiguration.class))
			.withBean(Listener.class)
			.withPropertyValues("spring.application.name=shop", "webhooks.deduplication.store=redis",
					"webhooks.redis.url=" + this.redis.url(),
					"webhooks.providers.github.secret=" + SignedRequests.SECRET);
	}

	private static int calls(ApplicationContext context) {
		return context.getBean(Listener.class).calls.get();
	}

	private static String text(WebhookResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	private static WebhookResponse receive(ApplicationContext context, String id) {
		WebhookProvider provider = context.getBean(WebhookProviders.class).find("github");
		SignedRequest push = ProviderRequest.of(provider).event("push").id(id).body("{}").sign();
		return context.getBean(WebhookReceiver.class).receive("github", push.toWebhookRequest());
	}

	static class Listener {

		final AtomicInteger calls = new AtomicInteger();

		final CountDownLatch entered = new CountDownLatch(1);

		volatile CountDownLatch blocked = new CountDownLatch(0);

		volatile boolean fails;

		@WebhookListener(provider = "github")
		void onEvent(WebhookEvent event) throws InterruptedException {
			this.calls.incrementAndGet();
			this.entered.countDown();
			this.blocked.await();
			if (this.fails) {
				throw new IllegalStateException("as it is told");
			}
		}

	}

}
