package dev.webhooks.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
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
 * Tests with bodies that come too slowly for a provider that has one second. Tomcat by
 * itself would wait twenty for each byte.
 */
class SlowBodyTests {

	private static final String HEAD = "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\n"
			+ "Content-Type: application/json\r\nX-GitHub-Event: ping\r\n";

	private static final String PROBLEM = "\r\n\r\n{\"type\":\"about:blank\",\"title\":\"Request Timeout\",\"status\":408}";

	/** Much less than the read timeout of the server. */
	private static final Duration SOON = Duration.ofSeconds(10);

	private static ConfigurableApplicationContext context;

	private static int port;

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "server.tomcat.connection-timeout=20s",
					"webhooks.providers.github.body-timeout=1s",
					"webhooks.providers.github.secret=" + SignedRequests.SECRET)
			.run();
		port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		assertThat(GitHubRequests.send(GitHubRequests.to(port, "/webhooks/github", "first")).statusCode())
			.isEqualTo(200);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 10000\r\n\r\n|x", "Transfer-Encoding: chunked\r\n\r\n|1\r\nx\r\n" })
	void aBodyThatComesByteByByteIsCutOffWhenItsTimeIsUp(String request) throws Exception {
		String[] parts = request.split("\\|");
		try (Socket socket = open(HEAD + parts[0])) {
			long start = System.nanoTime();
			CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> drip(socket, parts[1]));
			String answer = read(socket);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(1), SOON);
			assertThat(answer).startsWith("HTTP/1.1 408 ").contains("application/problem+json").endsWith(PROBLEM);
			Awaitility.await().atMost(SOON).until(() -> requests() == 0);
			assertThat(sender).succeedsWithin(SOON);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 100\r\n\r\n", "Content-Length: 100\r\n\r\n{",
			"Transfer-Encoding: chunked\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n" })
	void aBodyThatStopsComingIsCutOffWhenItsTimeIsUp(String start) throws IOException {
		try (Socket socket = open(HEAD + start)) {
			long opened = System.nanoTime();
			assertThat(read(socket)).startsWith("HTTP/1.1 408 ").endsWith(PROBLEM);
			assertThat(Duration.ofNanos(System.nanoTime() - opened)).isLessThan(SOON);
			Awaitility.await().atMost(SOON).until(() -> requests() == 0);
		}
	}

	@Test
	void aBodyThatComesInPiecesButInTimeIsTaken() throws IOException {
		byte[] body = ("{\"zen\":\"" + "x".repeat(100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
		try (Socket socket = open(
				HEAD + "Connection: close\r\nX-GitHub-Delivery: pieces\r\nX-Hub-Signature-256: sha256="
						+ GitHubRequests.sign(body) + "\r\nContent-Length: " + body.length + "\r\n\r\n")) {
			for (int i = 0; i < body.length; i += 10_000) {
				socket.getOutputStream().write(body, i, Math.min(10_000, body.length - i));
				Awaitility.await().pollDelay(Duration.ofMillis(20)).until(() -> true);
			}
			assertThat(read(socket)).startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void aBodyThatEndsTooEarlyIsAnsweredLikeAnyOtherThatIsRefused() throws IOException {
		try (Socket socket = open(HEAD + "Content-Length: 100\r\n\r\n{")) {
			socket.shutdownOutput();
			assertThat(read(socket)).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
		}
	}

	private static Socket open(String text) throws IOException {
		Socket socket = new Socket("127.0.0.1", port);
		socket.setSoTimeout(30_000);
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}

	/**
	 * Sends a byte of the body ten times a second until the other side has enough.
	 */
	private static void drip(Socket socket, String piece) {
		try {
			OutputStream output = socket.getOutputStream();
			while (true) {
				output.write(piece.getBytes(StandardCharsets.ISO_8859_1));
				Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
			}
		}
		catch (IOException ex) {
			// The server closed the connection
		}
	}

	private static String read(Socket socket) {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try {
			socket.getInputStream().transferTo(answer);
		}
		catch (IOException ex) {
			// The server closed the connection
		}
		return answer.toString(StandardCharsets.ISO_8859_1);
	}

	/**
	 * How many requests hold a thread of the server.
	 */
	private static long requests() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> Arrays.stream(stack)
				.anyMatch((frame) -> frame.getClassName().equals("org.apache.coyote.http11.Http11Processor")))
			.count();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
