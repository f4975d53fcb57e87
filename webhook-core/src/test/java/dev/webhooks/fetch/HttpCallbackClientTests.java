package dev.webhooks.fetch;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HttpCallbackClient}, with a local server as the provider.
 */
class HttpCallbackClientTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(300);

	private final HttpCallbackClient client = new HttpCallbackClient();

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final CountDownLatch end = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private byte[] received = {};

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.end.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	@Test
	void sendsTheBytesAsTheyAreAndSaysWhoAsks() throws IOException {
		byte[] body = { 'a', (byte) 0xE9, 0, (byte) 0xFF };
		answer("/", 200, "VERIFIED");
		assertThat(this.client.ask(new CallbackRequest(uri("/"), body, "application/x-www-form-urlencoded", LONG)))
			.asString()
			.isEqualTo("VERIFIED");
		assertThat(this.received).isEqualTo(body);
		assertThat(this.asked).containsExactly("POST / application/x-www-form-urlencoded dev.webhooks");
	}

	@Test
	void getsWhereThereIsNothingToSend() throws IOException {
		answer("/", 200, "{}");
		assertThat(this.client.ask(get("/?a=b", LONG))).asString().isEqualTo("{}");
		assertThat(this.asked).containsExactly("GET /?a=b null dev.webhooks");
	}

	@Test
	void followsNoRedirect() {
		answer("/elsewhere", 200, "VERIFIED");
		this.server.createContext("/", (exchange) -> {
			exchange.getResponseHeaders().set("Location", "/elsewhere");
			exchange.sendResponseHeaders(307, -1);
			exchange.close();
		});
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.client.ask(get("/", LONG)))
			.withMessageContaining("answered 307");
		assertThat(this.asked).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 400, 403, 500, 503 })
	void takesNoOtherAnswerThan200(int status) {
		answer("/", status, "VERIFIED");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.client.ask(get("/", LONG)));
	}

	@Test
	void givesUpAnAnswerThatIsTooLarge() {
		answer("/", 200, "x".repeat(64 * 1024 + 1));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.client.ask(get("/", LONG)));
	}

	@Test
	void givesUpAServerThatNeverAnswers() {
		this.server.createContext("/", (exchange) -> awaitEnd());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.client.ask(get("/", SHORT)));
	}

	@Test
	void givesUpAnAnswerThatDrips() {
		this.server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 8);
			exchange.getResponseBody().write('V');
			exchange.getResponseBody().flush();
			awaitEnd();
		});
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.client.ask(get("/", SHORT)));
	}

	@Test
	void showsNothingOfTheQuestionWhenItFails() {
		answer("/", 500, "");
		StringWriter trace = new StringWriter();
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.client.ask(get("/?store_passwd=qwerty", LONG)))
			.satisfies((ex) -> ex.printStackTrace(new PrintWriter(trace)));
		this.server.stop(0);
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.client.ask(get("/?store_passwd=qwerty", LONG)))
			.satisfies((ex) -> ex.printStackTrace(new PrintWriter(trace)));
		assertThat(trace.toString()).contains("answered 500").doesNotContain("qwerty");
	}

	private void answer(String path, int status, String answer) {
		HttpHandler handler = (exchange) -> {
			this.received = exchange.getRequestBody().readAllBytes();
			this.asked.add(describe(exchange));
			byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, (bytes.length != 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		};
		this.server.createContext(path, handler);
	}

	private static String describe(HttpExchange exchange) {
		return exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
				+ exchange.getRequestHeaders().getFirst("Content-Type") + " "
				+ exchange.getRequestHeaders().getFirst("User-Agent");
	}

	private void awaitEnd() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private CallbackRequest get(String target, Duration timeout) {
		return new CallbackRequest(uri(target), null, "", timeout);
	}

	private URI uri(String target) {
		return URI.create("http://localhost:" + this.server.getAddress().getPort() + target);
	}

}
