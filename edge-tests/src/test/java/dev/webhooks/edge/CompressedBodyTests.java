package dev.webhooks.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nothing inflates a body, also where the server compresses its answers: what
 * is sent is a quarter of a megabyte, signed, that would become a thousand times as much.
 */
class CompressedBodyTests {

	private static final int MEGABYTE = 1024 * 1024;

	private static final byte[] BOMB = bomb(256);

	private static ConfigurableApplicationContext context;

	private static int port;

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "server.compression.enabled=true", "server.compression.min-response-size=1B",
					"webhooks.providers.github.secret=" + SignedRequests.SECRET)
			.run();
		port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@AfterEach
	void aGoodRequestIsServed() {
		assertThat(GitHubRequests.send(GitHubRequests.to(port, "/webhooks/github", "good")).statusCode())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "x-gzip", "GZIP", "deflate", "br", "identity, gzip", "gzip, gzip" })
	void aBombIsRefusedAndTakesNoMemory(String encoding) {
		long before = heap(true);
		assertThat(GitHubRequests.send(signedBomb().header("Content-Encoding", encoding)).statusCode()).isEqualTo(415);
		assertThat(heap(false) - before).isLessThan(64L * MEGABYTE);
	}

	@Test
	void aBombIsRefusedBeforeItIsSent() throws IOException {
		assertThat(answerToHead("Content-Encoding: gzip", "Content-Length: " + BOMB.length)).isEqualTo("HTTP/1.1 415");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/gzip", "application/x-www-form-urlencoded" })
	void aBombThatDoesNotSaySoIsTakenAsItIs(String contentType) {
		long before = heap(true);
		assertThat(GitHubRequests.send(signedBomb().setHeader("Content-Type", contentType)).statusCode()).isIn(200, 400,
				415);
		assertThat(heap(false) - before).isLessThan(64L * MEGABYTE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "gzip, chunked", "deflate, chunked" })
	void aBombThatIsCompressedOnItsWayIsRefusedBeforeItIsSent(String encoding) throws IOException {
		assertThat(answerToHead("Transfer-Encoding: " + encoding)).isIn("HTTP/1.1 400", "HTTP/1.1 501");
	}

	/**
	 * What is answered to a request of which only the head was sent: a server that
	 * answers and closes while a body still comes would break the sender's pipe.
	 */
	private static String answerToHead(String... headers) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(20_000);
			String head = "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
					+ "X-GitHub-Event: ping\r\nX-Hub-Signature-256: sha256=" + GitHubRequests.sign(BOMB) + "\r\n"
					+ String.join("\r\n", headers) + "\r\n\r\n";
			socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readNBytes("HTTP/1.1 501".length()), StandardCharsets.ISO_8859_1);
		}
	}

	private static HttpRequest.Builder signedBomb() {
		return GitHubRequests.post(port, "/webhooks/github", "")
			.header("X-GitHub-Event", "ping")
			.header("X-GitHub-Delivery", "bomb")
			.header("X-Hub-Signature-256", "sha256=" + GitHubRequests.sign(BOMB))
			.POST(HttpRequest.BodyPublishers.ofByteArray(BOMB));
	}

	/**
	 * The most that the heap held since the last time, garbage included.
	 */
	private static long heap(boolean reset) {
		List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.toList();
		if (reset) {
			System.gc();
			pools.forEach(MemoryPoolMXBean::resetPeakUsage);
		}
		return pools.stream().mapToLong((pool) -> pool.getPeakUsage().getUsed()).sum();
	}

	private static byte[] bomb(int megabytes) {
		ByteArrayOutputStream bomb = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
			byte[] blanks = new byte[MEGABYTE];
			for (int i = 0; i < megabytes; i++) {
				gzip.write(blanks);
			}
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		return bomb.toByteArray();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
