package dev.webhooks.test.received;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the HTTP that {@link ReceivedWebhooks} understand.
 */
class HttpOfReceivedWebhooksTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	@AutoClose
	private final ReceivedWebhooks received = ReceivedWebhooks.builder().maxBody(100).start();

	@Test
	void understandsChunkedBodies() throws Exception {
		try (RawClient raw = new RawClient(this.received)) {
			raw.say("POST /in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0000000A\r\n0123456789\r\n"
					+ "0\r\nTrailer: t\r\n\r\n")
				.hearUntil("\r\n\r\n");
		}
		assertThat(this.received.take(SOON).bodyAsText()).isEqualTo("abc0123456789");
	}

	@Test
	void understandsTheChunksOfTheJdk() throws Exception {
		HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(this.received.url("/in"))
				.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[90])))
				.build(), HttpResponse.BodyHandlers.discarding());
		assertThat(this.received.take(SOON).body()).hasSize(90);
	}

	@Test
	void letsAClientContinueThatAsks() throws Exception {
		HttpResponse<Void> answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(this.received.url("/in"))
				.expectContinue(true)
				.POST(HttpRequest.BodyPublishers.ofString("body"))
				.build(), HttpResponse.BodyHandlers.discarding());
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(this.received.take(SOON).bodyAsText()).isEqualTo("body");
	}

	@Test
	void takesSeveralRequestsByOneConnection() throws Exception {
		try (RawClient raw = new RawClient(this.received)) {
			raw.say("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nonePOST /2 HTTP/1.1\r\nHost: a\r\n\r\n");
			this.received.await(2, SOON);
		}
		assertThat(this.received.all()).extracting(ReceivedWebhook::path).containsExactly("/1", "/2");
		assertThat(this.received.connections()).isOne();
	}

	@Test
	void answersLateThoughTheNextRequestIsThereAlready() throws Exception {
		this.received.answer(WebhookAnswer.of(200).after(Duration.ofMillis(20)), WebhookAnswer.of(204).thenClose());
		try (RawClient raw = new RawClient(this.received)) {
			raw.say("POST /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\n\r\n");
			assertThat(raw.hearAll()).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 204 ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST / HTTP/1.1\r\nConnection: close\r\n\r\n", "POST / HTTP/1.0\r\n\r\n" })
	void closesWhereTheClientWantsIt(String request) throws Exception {
		try (RawClient raw = new RawClient(this.received)) {
			assertThat(raw.say(request).hearAll()).startsWith("HTTP/1.1 200 ").contains("Connection: close");
		}
	}

	@Test
	void sendsNoBodyWhereNoneIsWanted() throws Exception {
		this.received.answer(WebhookAnswer.of(200, "text/plain", "body").thenClose());
		try (RawClient raw = new RawClient(this.received)) {
			assertThat(raw.say("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").hearAll()).contains("Content-Length: 4")
				.endsWith("\r\n\r\n");
		}
	}

	@Test
	void understandsTheTargetOfRequestsToProxies() throws Exception {
		try (RawClient raw = new RawClient(this.received)) {
			raw.say("POST http://hooks.example.com/in?a=b HTTP/1.1\r\nHost: hooks.example.com\r\n\r\n")
				.hearUntil("\r\n\r\n");
		}
		assertThat(this.received.take(SOON).head().fullUrl()).isEqualTo("http://hooks.example.com/in?a=b");
	}

	@Test
	void refusesATooLargeBody() throws Exception {
		HttpResponse<Void> answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(this.received.url("/in"))
				.POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1_000_000]))
				.build(), HttpResponse.BodyHandlers.discarding());
		assertThat(answer.statusCode()).isEqualTo(413);
		ReceivedWebhook webhook = this.received.take(SOON);
		assertThat(webhook.rejection()).hasToString("BODY_TOO_LARGE");
		assertThat(webhook.body()).isEmpty();
	}

	@Test
	void refusesATooLargeBodyInChunks() throws Exception {
		try (RawClient raw = new RawClient(this.received)) {
			String chunk = "32\r\n" + "x".repeat(50) + "\r\n";
			raw.say("POST /in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk + chunk);
			assertThat(raw.hearAll()).startsWith("HTTP/1.1 413 ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "hello\r\n\r\n", "POST /\r\n\r\n", "POST / HTTP/2.0\r\n\r\n", "post / HTTP/1.1\r\n\r\n",
			"POST / HTTP/1.1\r\nno header\r\n\r\n", "POST / HTTP/1.1\r\nSpaced : a\r\n\r\n",
			"POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\na",
			"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
			"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
			"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
			"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n",
			"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n" })
	void refusesWhatIsNoHttp(String request) throws Exception {
		try (RawClient raw = new RawClient(this.received)) {
			assertThat(raw.say(request).hearAll()).startsWith("HTTP/1.1 400 ");
		}
		assertThat(this.received.all()).isEmpty();
	}

	@Test
	void readsNoEndlessHead() throws Exception {
		try (RawClient raw = new RawClient(this.received)) {
			raw.say("POST / HTTP/1.1\r\nX: " + "x".repeat(16 * 1024 - 3) + "y");
			assertThat(raw.hearUntil("\r\n\r\n")).startsWith("HTTP/1.1 400 ");
		}
	}

	@Test
	void readsNoEndlessListOfHeaders() throws Exception {
		try (RawClient raw = new RawClient(this.received)) {
			raw.say("POST / HTTP/1.1\r\n" + "X: y\r\n".repeat(201));
			assertThat(raw.hearUntil("\r\n\r\n")).startsWith("HTTP/1.1 400 ");
		}
	}

}
