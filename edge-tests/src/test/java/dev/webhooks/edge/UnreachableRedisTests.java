package dev.webhooks.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.lettuce.core.RedisClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.redis.WebhookRedisAutoConfiguration;
import dev.webhooks.guard.RateLimitKey;
import dev.webhooks.guard.RateLimiter;
import dev.webhooks.provider.RequestLimit;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for rate limits with what is no Redis at all: 64 threads ask at the same time,
 * and none of them waits for it.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnreachableRedisTests {

	/** Much longer than it takes, and much shorter than one attempt to connect. */
	private static final Duration SOON = Duration.ofSeconds(10);

	/** Whoever waited at all would wait for so long. */
	private static final Duration TIMEOUT = Duration.ofMillis(500);

	private static final RequestLimit LIMIT = new RequestLimit(1000, 1000);

	@Test
	void aPortThatNeverAnswersHoldsUpNoRequest(CapturedOutput output) throws IOException {
		try (MutePort port = new MutePort()) {
			runner(port.port()).run((context) -> {
				assertNobodyWaits(context);
				Awaitility.await().atMost(SOON).until(() -> output.getOut().contains("Redis is away"));
			});
		}
	}

	@Test
	void aClientOfTheApplicationThatIsPatientHoldsUpNoRequest(CapturedOutput output) throws IOException {
		try (MutePort port = new MutePort()) {
			runner(port.port())
				.withBean(RedisClient.class, () -> RedisClient.create("redis://127.0.0.1:" + port.port()))
				.run((context) -> {
					assertNobodyWaits(context);
					Awaitility.await().atMost(SOON).until(() -> {
						context.getBean(RateLimiter.class).take(RateLimitKey.verified("other"), LIMIT);
						return output.getOut().contains("Redis is away");
					});
				});
		}
	}

	@Test
	void thereIsOneAttemptToConnectAtATimeAndNoneIsLeftOpen() throws IOException {
		try (MutePort port = new MutePort()) {
			runner(port.port()).run((context) -> {
				assertNobodyWaits(context);
				Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> port.accepted() >= 3);
				assertThat(port.mostOpen()).isEqualTo(1);
			});
		}
	}

	@Test
	void aPortThatIsClosedHoldsUpNoRequest() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		runner(port).run(UnreachableRedisTests::assertNobodyWaits);
	}

	/**
	 * Where nobody accepts connections and no more may wait, the system drops them.
	 */
	@Test
	void aPortThatDropsConnectionsHoldsUpNoRequest() throws IOException {
		List<Socket> waiting = new ArrayList<>();
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			fill(server, waiting);
			runner(server.getLocalPort()).run(UnreachableRedisTests::assertNobodyWaits);
		}
		finally {
			for (Socket socket : waiting) {
				socket.close();
			}
		}
	}

	private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
		InetSocketAddress address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
		while (true) {
			Socket socket = new Socket();
			waiting.add(socket);
			try {
				socket.connect(address, 500);
			}
			catch (SocketTimeoutException ex) {
				return;
			}
		}
	}

	/**
	 * That the last of the requests is refused shows that all of them were counted. What
	 * the machine does besides only ever adds to a wait, so that the quickest of some
	 * rounds tells whether anybody waits.
	 */
	private static void assertNobodyWaits(ApplicationContext context) {
		RateLimiter limiter = context.getBean(RateLimiter.class);
		List<Duration> slowest = new ArrayList<>();
		for (int round = 0; round < 3; round++) {
			RateLimitKey key = RateLimitKey.verified("github", "tenant " + round);
			Crowd.Result result = Crowd.of(64).run(20, () -> limiter.take(key, LIMIT).isZero());
			assertThat(result.granted()).isBetween(1000, 1200);
			slowest.add(result.slowest());
		}
		assertThat(Collections.min(slowest)).isLessThan(TIMEOUT);
	}

	private static ApplicationContextRunner runner(int port) {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(WebhookAutoConfiguration.class, WebhookListenerAutoConfiguration.class,
							WebhookReceiverAutoConfiguration.class, WebhookRedisAutoConfiguration.class))
			.withPropertyValues("webhooks.rate-limit.store=redis",
					"webhooks.rate-limit.redis-timeout=" + TIMEOUT.toMillis() + "ms",
					"webhooks.redis.url=redis://127.0.0.1:" + port,
					"webhooks.providers.github.secret=" + SignedRequests.SECRET);
	}

}
