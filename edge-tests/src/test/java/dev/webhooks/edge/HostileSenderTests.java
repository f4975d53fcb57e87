package dev.webhooks.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
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
import org.springframework.context.annotation.Import;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests with senders that do not keep to HTTP, over bare sockets of this machine. After
 * each of them no thread is left behind and a good request is served at once.
 */
class HostileSenderTests {

	private static final int CONNECTIONS = 200;

	private static final String HEAD = "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\n"
			+ "Content-Type: application/json\r\n";

	private static final String NEXT = "GET /webhooks/github HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private static final AtomicInteger deliveries = new AtomicInteger();

	private static ConfigurableApplicationContext context;

	private static int port;

	private static long memory;

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "server.tomcat.connection-timeout=2s",
					"webhooks.providers.github.secret=" + SignedRequests.SECRET)
			.run();
		port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		assertGoodRequestIsServed();
		memory = usedMemory();
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@AfterEach
	void nothingIsLeftBehind() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> readers() == 0);
		assertGoodRequestIsServed();
		assertThat(usedMemory() - memory).isLessThan(64 * 1024 * 1024);
	}

	@Test
	void slowSendersOfHeadersHoldNoThreadAndAreTurnedAway() throws IOException {
		List<Socket> sockets = connect("POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
		assertGoodRequestIsServed();
		assertAllAreClosed(sockets);
	}

	@Test
	void slowSendersOfBodiesAreTurnedAwayWhenTheirTimeIsUp() throws IOException {
		List<Socket> sockets = connect(HEAD + "Content-Length: 1000\r\n\r\n{\"slow\":");
		for (Socket socket : sockets) {
			assertThat(read(socket)).startsWith("HTTP/1.1 408 ");
		}
	}

	@Test
	void chunkedBodiesWithoutEndAreCutOffAtTheLimit() throws IOException {
		for (int i = 0; i < 5; i++) {
			try (Socket socket = open(HEAD + "Transfer-Encoding: chunked\r\n\r\n")) {
				int sent = writeChunks(socket.getOutputStream());
				assertThat(sent).isLessThan(64);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: -1\r\n",
			"Content-Length: 99999999999999999999\r\n", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
			"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "Transfer-Encoding: nonsense\r\n" })
	void lengthsThatContradictEachOtherNeverLetASecondRequestIn(String headers) throws IOException {
		String smuggled = "0\r\n\r\nGET /webhooks/github HTTP/1.1\r\nHost: localhost\r\n\r\n";
		String answer = exchange(HEAD + headers + "\r\n" + smuggled);
		assertThat(answer).doesNotContain(" 200 ").doesNotContain(" 405 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 7\r\nContent-Length: 8", "Content-Length: 7\r\nContent-Length: 7",
			"Content-Length: 7, 7", "Content-Length: +7", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
			"Transfer-Encoding: chunked, identity", "Transfer-Encoding : chunked\r\nContent-Length: 7",
			"Transfer-Encoding: \r\nContent-Length: 7", "Host: localhost\r\nContent-Length: 7",
			"Host: other\r\nContent-Length: 7" })
	void whatContradictsOrRepeatsItselfIsRefusedAndTheConnectionEnds(String headers) throws IOException {
		String answers = exchange(signed("{\"a\":1}") + headers + "\r\n\r\n{\"a\":1}" + NEXT);
		assertThat(answers).startsWith("HTTP/1.1 400 ");
		assertThat(answers.split("HTTP/1.1 ")).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "identity", "identity, chunked", "gzip, chunked", "xchunked" })
	void aTransferEncodingThatIsNotKnownIsRefusedAndTheConnectionEnds(String encoding) throws IOException {
		String answers = exchange(signed("{\"a\":1}") + "Transfer-Encoding: " + encoding
				+ "\r\nContent-Length: 7\r\n\r\n{\"a\":1}" + NEXT);
		assertThat(answers).startsWith("HTTP/1.1 501 ");
		assertThat(answers.split("HTTP/1.1 ")).hasSize(2);
	}

	/**
	 * As RFC 9112 allows, section 6.3: the chunks count.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 4, 7, 1000 })
	void aLengthBesideChunksIsPassedOverAndTheConnectionEnds(int length) throws IOException {
		String answers = exchange(signed("{\"a\":1}") + "Content-Length: " + length
				+ "\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1}\r\n0\r\n\r\n" + NEXT);
		assertThat(answers).startsWith("HTTP/1.1 200 ");
		assertThat(answers.split("HTTP/1.1 ")).hasSize(2);
	}

	@Test
	void withoutALengthThereIsNoBody() throws IOException {
		String answers = exchange(signed("{\"a\":1}") + "\r\n{\"a\":1}\r\n\r\n");
		assertThat(answers).startsWith("HTTP/1.1 401 ").contains("HTTP/1.1 400 ");
	}

	private static String signed(String body) {
		return HEAD + "X-GitHub-Event: ping\r\nX-GitHub-Delivery: delivery-" + deliveries.incrementAndGet()
				+ "\r\nX-Hub-Signature-256: sha256=" + GitHubRequests.sign(body.getBytes(StandardCharsets.UTF_8))
				+ "\r\n";
	}

	@Test
	void whatFollowsTheAnnouncedLengthIsNoPartOfTheBody() throws IOException {
		String answers = exchange(HEAD + "Content-Length: 2\r\n\r\n{}{\"more\":1}\r\n\r\n");
		assertThat(answers.split("HTTP/1.1 401 ")).hasSize(2);
		assertThat(answers).contains("HTTP/1.1 400 ").doesNotContain(" 200 ");
	}

	@Test
	void compressedBodiesAreRefusedUnread() throws IOException {
		assertThat(exchange(HEAD + "Content-Encoding: gzip\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"))
			.startsWith("HTTP/1.1 415 ");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 20_000 })
	void headersWithoutNumberAreRefused(int number) throws IOException {
		assertThat(exchange(HEAD + "X-Flood: 0123456789012345678901234567890123456789\r\n".repeat(number)
				+ "Content-Length: 0\r\n\r\n"))
			.doesNotContain(" 200 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//webhooks/github", "/webhooks//github", "/webhooks/github;x", "/webhooks;x/github",
			"/webhooks/%67ithub", "/webhooks/x/%2e%2e/github", "/webhooks/./github", "/WEBHOOKS/GITHUB",
			"/webhooks/github%00", "/webhooks%2Fgithub", "http://other/webhooks/github", "*" })
	void otherWaysOfWritingThePathNeverFail(String target) throws IOException {
		String answer = exchange("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
				+ "Content-Type: application/json\r\nConnection: close\r\n\r\n{}");
		assertThat(answer).doesNotContain("HTTP/1.1 200").doesNotContain("HTTP/1.1 5");
	}

	@Test
	void requestsInOnePacketAreAnsweredEachInTurn() throws IOException {
		String request = HEAD + "Content-Length: 2\r\n\r\n{}";
		String answers = exchange(request + request + "HEAD" + request.substring(4, request.indexOf("\r\n"))
				+ "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
		assertThat(answers.split("HTTP/1.1 401 ")).hasSize(3);
		assertThat(answers).contains("HTTP/1.1 405 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HEAD", "OPTIONS", "GET", "PUT", "DELETE", "PATCH" })
	void otherMethodsAreRefused(String method) throws IOException {
		assertThat(exchange(method + " /webhooks/github HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 405 ")
			.contains("Allow: POST");
	}

	@Test
	void anOldVersionOfHttpIsAnswered() throws IOException {
		assertThat(exchange(
				"POST /webhooks/github HTTP/1.0\r\nContent-Type: application/json\r\n" + "Content-Length: 2\r\n\r\n{}"))
			.startsWith("HTTP/1.1 401 ");
	}

	private static List<Socket> connect(String text) throws IOException {
		List<Socket> sockets = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS; i++) {
			sockets.add(open(text));
		}
		return sockets;
	}

	private static Socket open(String text) throws IOException {
		Socket socket = new Socket("127.0.0.1", port);
		socket.setSoTimeout(20_000);
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}

	private static void assertAllAreClosed(List<Socket> sockets) {
		for (Socket socket : sockets) {
			assertThat(read(socket)).doesNotContain(" 200 ");
		}
	}

	/**
	 * Writes megabytes until the other side has enough.
	 */
	private static int writeChunks(OutputStream output) {
		byte[] megabyte = new byte[1024 * 1024];
		Arrays.fill(megabyte, (byte) ' ');
		for (int sent = 0; sent < 64; sent++) {
			try {
				output.write("100000\r\n".getBytes(StandardCharsets.ISO_8859_1));
				output.write(megabyte);
				output.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
			}
			catch (IOException ex) {
				return sent;
			}
		}
		return 64;
	}

	private static String exchange(String text) throws IOException {
		try (Socket socket = open(text)) {
			return read(socket);
		}
	}

	private static String read(Socket socket) {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try (socket) {
			socket.getInputStream().transferTo(answer);
		}
		catch (IOException ex) {
			// The server closed the connection
		}
		return answer.toString(StandardCharsets.ISO_8859_1);
	}

	private static void assertGoodRequestIsServed() {
		long start = System.nanoTime();
		assertThat(GitHubRequests
			.send(GitHubRequests.to(port, "/webhooks/github", "delivery-" + deliveries.incrementAndGet()))
			.statusCode()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	/**
	 * How many threads are reading a body.
	 */
	private static long readers() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> Arrays.stream(stack)
				.anyMatch((frame) -> frame.getClassName().equals("dev.webhooks.web.BodyReader")))
			.count();
	}

	private static long usedMemory() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Listener.class)
	static class Application {

	}

	static class Listener {

		@WebhookListener
		void on(WebhookEvent event) {
		}

	}

}
