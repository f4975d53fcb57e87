package dev.webhooks.sender.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.sender.http.SocketServer.Talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of attempts that are cancelled at random moments, in every phase: they leave no
 * connection, no place and no socket behind. How many there are can be set by
 * {@code -Dtests.cancellations}.
 */
class CancellationTests {

	private static final int COUNT = Integer.getInteger("tests.cancellations", 1000);

	private static final int AT_ONCE = 50;

	private static final int KEPT = 20;

	private static final int LATEST_MICROS = 20_000;

	private final Random random = new Random(21);

	private final Map<String, SocketServer> servers = new TreeMap<>();

	private final ScheduledExecutorService cancelling = Executors.newScheduledThreadPool(2);

	private final Attempts attempts = new Attempts().tls().resolver(CancellationTests::resolve);

	@AfterEach
	void close() throws Exception {
		this.attempts.close();
		this.cancelling.shutdownNow();
		for (SocketServer server : this.servers.values()) {
			server.close();
		}
	}

	private static InetAddress[] resolve(String name) throws UnknownHostException {
		if (name.startsWith("slow")) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
		}
		return new InetAddress[] { InetAddress.getByName(name.startsWith("away") ? "127.0.0.9" : "127.0.0.1") };
	}

	private void serve() {
		String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
		this.servers.put("http answering", SocketServer.plain(Talk.answering(answer)));
		this.servers.put("http slow", SocketServer.plain((connection) -> {
			while (connection.read() != null) {
				connection.pause(15);
				connection.write(answer);
			}
		}));
		this.servers.put("http silent", SocketServer.plain((connection) -> connection.read()));
		this.servers.put("http deaf", SocketServer.plain((connection) -> connection.pause(300)));
		this.servers.put("http dripping head", SocketServer.plain((connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\nX: ");
			connection.drip("a");
		}));
		this.servers.put("http dripping body", SocketServer.plain((connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n");
			connection.drip("a");
		}));
		this.servers.put("http endless", SocketServer.plain((connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\n\r\n");
			while (true) {
				connection.write("a".repeat(1000));
			}
		}));
		this.servers.put("http closing", SocketServer.plain((connection) -> {
			connection.read();
			connection.write(answer);
			connection.socket().close();
		}));
		this.servers.put("https answering",
				SocketServer.tls(Certificates.context(Certificates.SERVER), Talk.answering(answer)));
		this.servers.put("https dripping", SocketServer.tls(Certificates.context(Certificates.SERVER), (connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n");
			connection.drip("a");
		}));
		this.servers.put("https stranger",
				SocketServer.tls(Certificates.context(Certificates.STRANGER), Talk.answering(answer)));
		this.servers.put("https stalling",
				SocketServer.plain((connection) -> connection.socket().getInputStream().read()));
		this.servers.put("https dripping handshake", SocketServer.plain((connection) -> {
			connection.socket().getInputStream().read();
			connection.drip("\u0016\u0003\u0003\u0040\u0000\u0002\u0000\u0000\u0000");
		}));
		this.servers.values().forEach((server) -> this.attempts.port(server.port()));
		this.attempts.with((builder) -> builder.maxInFlight(AT_ONCE, AT_ONCE)
			.keepAlive(KEPT, Duration.ofMinutes(1))
			.connectTimeout(Duration.ofSeconds(2)));
	}

	@Test
	void whatIsCancelledLeavesNothingBehind() throws Exception {
		serve();
		Map<String, Integer> ends = new ConcurrentHashMap<>();
		Semaphore places = new Semaphore(AT_ONCE);
		List<Map.Entry<String, SocketServer>> targets = new ArrayList<>(this.servers.entrySet());
		AttemptClient client = this.attempts.client();
		for (int i = 0; i < COUNT; i++) {
			assertThat(places.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
			AttemptRequest request = request(targets.get(this.random.nextInt(targets.size())));
			CompletableFuture<AttemptOutcome> attempt = client.attempt(request);
			this.cancelling.schedule(() -> attempt.cancel(true), this.random.nextInt(latest()), TimeUnit.MICROSECONDS);
			attempt.whenComplete((outcome, cancelled) -> {
				ends.merge((cancelled != null) ? "cancelled" : end(outcome), 1, Integer::sum);
				places.release();
			});
		}
		assertThat(places.tryAcquire(AT_ONCE, 60, TimeUnit.SECONDS)).isTrue();
		System.out.println("Of " + COUNT + " attempts: " + new TreeMap<>(ends));
		assertThat(client.inFlight()).isZero();
		await().untilAsserted(() -> assertThat(client.leased()).isZero());
		// What is kept may have been closed by the server
		await().untilAsserted(() -> assertThat(open()).isLessThanOrEqualTo(client.connections()));
		assertThat(client.connections()).isLessThanOrEqualTo(AT_ONCE + KEPT);
		assertThat(ends.get("cancelled")).isGreaterThan(COUNT / 4);
		assertThat(ends).containsKey("200").doesNotContainKey("BUSY");
		this.attempts.close();
		await().untilAsserted(() -> assertThat(open()).isZero());
	}

	/** Some have the time to be answered. */
	private int latest() {
		return (this.random.nextInt(5) == 0) ? LATEST_MICROS * 25 : LATEST_MICROS;
	}

	private int open() {
		return this.servers.values().stream().mapToInt(SocketServer::open).sum();
	}

	private static String end(AttemptOutcome outcome) {
		return (outcome instanceof AttemptAnswer answer) ? Integer.toString(answer.status())
				: ((AttemptFailure) outcome).kind().toString();
	}

	private AttemptRequest request(Map.Entry<String, SocketServer> target) {
		String host = List.of("hooks.example", "hooks.example", "slow.tenants.example", "away.tenants.example")
			.get(this.random.nextInt(4));
		String scheme = target.getKey().substring(0, target.getKey().indexOf(' '));
		AttemptRequest request = this.attempts.request(scheme + "://" + host + ":" + target.getValue().port() + "/",
				this.random.nextBoolean() ? Attempts.LONG : Duration.ofMillis(1 + this.random.nextInt(20)));
		byte[] body = new byte[this.random.nextInt(5) == 0 ? 3_000_000 : 100];
		return new AttemptRequest("endpoint", request.url(), WebhookHeaders.of(), body, request.timeout(), null);
	}

}
