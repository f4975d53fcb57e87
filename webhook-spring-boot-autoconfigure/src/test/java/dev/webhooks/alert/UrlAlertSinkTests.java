package dev.webhooks.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.alert.WebhookAlert.Kind;
import dev.webhooks.alert.WebhookAlert.Phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UrlAlertSinkTests {

	private static final WebhookAlert ALERT = new WebhookAlert(Kind.BACKLOG, "inbox/<stripe>", "3 deliveries wait",
			Instant.parse("2026-07-01T12:00:00Z"), Phase.BEGUN);

	private final List<String> bodies = new ArrayList<>();

	private final List<Integer> answers = new ArrayList<>(List.of(200));

	private final CountDownLatch end = new CountDownLatch(1);

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/hook/token", this::receive);
		this.server.createContext("/drip", this::drip);
		this.server.setExecutor(Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task);
			thread.setDaemon(true);
			return thread;
		}));
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.end.countDown();
		this.server.stop(0);
	}

	private synchronized void receive(HttpExchange exchange) throws IOException {
		this.bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		int status = (this.answers.size() > 1) ? this.answers.remove(0) : this.answers.get(0);
		exchange.getResponseHeaders().add("Location", "/hook/token");
		exchange.sendResponseHeaders(status, -1);
		exchange.close();
	}

	/** An answer that never ends. */
	private void drip(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		exchange.getResponseBody().write('a');
		exchange.getResponseBody().flush();
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private UrlAlertSink sink(String path, boolean slack) {
		URI url = URI.create("http://localhost:" + this.server.getAddress().getPort() + path);
		return new UrlAlertSink(url, new AlertBody(slack, "shop"),
				new UrlAlertSink.Patience(Duration.ofSeconds(5), List.of(Duration.ofMillis(1), Duration.ofMillis(1))));
	}

	private JsonNode body() {
		assertThat(this.bodies).hasSize(1);
		return new JsonMapper().readTree(this.bodies.get(0));
	}

	@Test
	void allThatIsKnownIsPosted() throws Exception {
		sink("/hook/token", false).tell(ALERT);
		assertThat(body().path("application").asString()).isEqualTo("shop");
		assertThat(body().path("kind").asString()).isEqualTo("BACKLOG");
		assertThat(body().path("phase").asString()).isEqualTo("BEGUN");
		assertThat(body().path("subject").asString()).isEqualTo("inbox/<stripe>");
		assertThat(body().path("details").asString()).isEqualTo("3 deliveries wait");
		assertThat(body().path("since").asString()).isEqualTo("2026-07-01T12:00:00Z");
	}

	@Test
	void slackGetsAText() throws Exception {
		sink("/hook/token", true).tell(ALERT);
		assertThat(body()).hasSize(1);
		assertThat(body().path("text").asString()).isEqualTo("[shop] Backlog: inbox/&lt;stripe&gt;. 3 deliveries wait");
	}

	@Test
	void whatFailsForTheMomentIsTriedAgain() throws Exception {
		this.answers.addAll(0, List.of(503, 429));
		sink("/hook/token", false).tell(ALERT);
		assertThat(this.bodies).hasSize(3);
	}

	@Test
	void whatFailsForGoodIsNotTriedForEver() {
		this.answers.set(0, 500);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> sink("/hook/token", false).tell(ALERT))
			.withMessageContaining("answers 500")
			.withMessageNotContaining("token");
		assertThat(this.bodies).hasSize(3);
	}

	@Test
	void redirectsAreNotFollowed() {
		this.answers.set(0, 302);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> sink("/hook/token", false).tell(ALERT))
			.withMessageContaining("answers 302");
		assertThat(this.bodies).hasSize(1);
	}

	@Test
	void anAnswerThatNeverEndsIsNotRead() throws Exception {
		sink("/drip", false).tell(ALERT);
	}

	@Test
	void theUrlIsInNoMessage() {
		this.server.stop(0);
		UrlAlertSink sink = sink("/hook/token", false);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> sink.tell(ALERT))
			.withMessageContaining("cannot be reached")
			.withMessageNotContaining("token")
			.withNoCause();
		assertThat(sink.toString()).doesNotContain("token");
	}

}
