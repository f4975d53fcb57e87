package dev.webhooks.sender.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.sender.http.SocketServer.Received;
import dev.webhooks.sender.http.SocketServer.Talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests of attempts that are answered.
 */
class AttemptAnswerTests {

	private SocketServer server = SocketServer.plain(Talk.status(200));

	private Attempts attempts = Attempts.to(this.server);

	@AfterEach
	void close() throws Exception {
		this.attempts.close();
		this.server.close();
	}

	private void answering(Talk talk) throws Exception {
		this.server.close();
		this.server = SocketServer.plain(talk);
		this.attempts = Attempts.to(this.server);
	}

	private String url() {
		return "http://hooks.example:" + this.server.port() + "/in";
	}

	@Test
	void theRequestArrivesAsItWasMade() throws Exception {
		byte[] body = new byte[70_000];
		for (int i = 0; i < body.length; i++) {
			body[i] = (byte) i;
		}
		WebhookHeaders headers = WebhookHeaders.of("Content-Type", "application/cloudevents+json", "X-Two", "1",
				"X-Two", "2", "webhook-signature", "v1,a v1,b");
		this.attempts.outcome(new AttemptRequest("endpoint", this.attempts.guard().check(url() + "//a/../b%2f?q=%20&r"),
				headers, body, Attempts.LONG, null));
		Received received = this.server.received().get(0);
		assertThat(received.body()).isEqualTo(body);
		assertThat(received.head().lines()).containsExactlyInAnyOrder("POST /in//a/../b%2f?q=%20&r HTTP/1.1",
				"Content-Type: application/cloudevents+json", "X-Two: 1", "X-Two: 2", "webhook-signature: v1,a v1,b",
				"Host: hooks.example:" + this.server.port(), "Content-Length: 70000", "Connection: keep-alive",
				"User-Agent: webhooks", "");
	}

	@Test
	void anEmptyBodyIsSentToo() throws Exception {
		this.attempts.outcome(new AttemptRequest("endpoint", this.attempts.guard().check(url()), WebhookHeaders.of(),
				new byte[0], Attempts.LONG, null));
		assertThat(this.server.received()).singleElement()
			.satisfies((received) -> assertThat(received.header("Content-Length")).containsExactly("0"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 202, 204, 299, 300, 301, 302, 303, 307, 308, 400, 401, 404, 407, 408, 410, 421, 425,
			429, 500, 502, 503, 504, 599 })
	void eachStatusIsTheAnswerOfOneRequest(int status) throws Exception {
		answering(Talk.answering("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\nLocation: " + url()
				+ "\r\nRetry-After: 0\r\nWWW-Authenticate: Basic realm=\"a\"\r\n"
				+ "Proxy-Authenticate: Basic realm=\"a\"\r\nSet-Cookie: a=b\r\n\r\n"));
		assertThat(this.attempts.answer(url()).status()).isEqualTo(status);
		assertThat(this.server.received()).hasSize(1);
	}

	@Test
	void cookiesAreNotKept() throws Exception {
		answering(Talk.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: a=b\r\n\r\n"));
		this.attempts.answer(url());
		this.attempts.answer(url());
		assertThat(this.server.received().get(1).header("Cookie")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "120, 120", "'Fri, 31 Dec 1999 23:59:59 GMT', 'Fri, 31 Dec 1999 23:59:59 GMT'", "x, x" })
	void retryAfterIsKeptAsItCame(String header, String kept) throws Exception {
		answering(Talk.answering("HTTP/1.1 503 X\r\nContent-Length: 0\r\nretry-after: " + header + "\r\n\r\n"));
		assertThat(this.attempts.answer(url()).retryAfter()).isEqualTo(kept);
	}

	@Test
	void withoutRetryAfterThereIsNone() {
		assertThat(this.attempts.answer(url()).retryAfter()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, true", "2, 2, true", "4095, 4095, true", "4096, 4096, true", "4097, 4096, false",
			"1000000, 4096, false" })
	void theBeginningOfTheBodyIsKept(int sent, int kept, boolean complete) throws Exception {
		answering(Talk.answering("HTTP/1.1 500 X\r\nContent-Length: " + sent + "\r\n\r\n" + "a".repeat(sent)));
		AttemptAnswer answer = this.attempts.answer(url());
		assertThat(answer.body()).isEqualTo("a".repeat(kept));
		assertThat(answer.complete()).isEqualTo(complete);
	}

	@Test
	void anEndlessBodyIsNotReadFurtherAndItsConnectionIsClosed() throws Exception {
		answering((connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
			while (true) {
				connection.write("400\r\n" + "a".repeat(1024) + "\r\n");
			}
		});
		for (int i = 0; i < 20; i++) {
			assertThat(this.attempts.answer(url()).complete()).isFalse();
		}
		assertThat(this.attempts.client().connections()).isZero();
		await().until(() -> this.server.open() == 0);
	}

	@Test
	void aBodyWithoutLengthEndsWithItsConnection() throws Exception {
		answering((connection) -> {
			connection.read();
			connection.write("HTTP/1.0 200 OK\r\n\r\nfine");
			connection.socket().close();
		});
		assertThat(this.attempts.answer(url()).body()).isEqualTo("fine");
	}

	@ParameterizedTest
	@CsvSource({ "text/plain; charset=ISO-8859-1, \u00e4", "text/plain; charset=UTF-8, \ufffd", "text/plain, \ufffd",
			"text/plain; charset=nonsense, \ufffd", "nonsense, \ufffd" })
	void theBodyIsTextInItsCharset(String contentType, String text) throws Exception {
		answering(Talk
			.answering("HTTP/1.1 200 X\r\nContent-Length: 1\r\nContent-Type: " + contentType + "\r\n\r\n\u00e4"));
		assertThat(this.attempts.answer(url()).body()).isEqualTo(text);
	}

	@Test
	void theBodyHasNoCharacterThatDatabasesRefuse() throws Exception {
		answering(Talk.answering("HTTP/1.1 200 X\r\nContent-Length: 3\r\n\r\na\0b"));
		assertThat(this.attempts.answer(url()).body()).isEqualTo("a\ufffdb");
	}

	@Test
	void nothingIsDecoded() throws Exception {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
			gzip.write(new byte[10_000_000]);
		}
		String body = packed.toString(StandardCharsets.ISO_8859_1);
		answering(Talk.answering("HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length()
				+ "\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n\r\n" + body));
		assertThat(this.attempts.answer(url()).body()).isEqualTo(body.substring(0, 4096).replace('\0', '\ufffd'));
	}

	@Test
	void informationalAnswersArePassedOver() throws Exception {
		answering(
				Talk.answering("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(3) + "HTTP/1.1 204 X\r\n\r\n"));
		assertThat(this.attempts.answer(url()).status()).isEqualTo(204);
	}

	@Test
	void connectionsAreKeptForTheNextAttempt() {
		for (int i = 0; i < 20; i++) {
			this.attempts.answer(url());
		}
		assertThat(this.server.accepted()).isOne();
		assertThat(this.attempts.client().connections()).isOne();
	}

	@Test
	void connectionsThatAreNotUsedAreClosed() {
		this.attempts.with((builder) -> builder.keepAlive(10, Duration.ofMillis(50)));
		this.attempts.answer(url());
		await().until(() -> this.server.open() == 0);
	}

	@Test
	void connectionsThatTheServerHasClosedAreReplaced() throws Exception {
		answering((connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
			connection.socket().close();
		});
		for (int i = 1; i <= 20; i++) {
			int count = i;
			await().pollInterval(Duration.ofMillis(5))
				.until(() -> this.attempts.outcome(url()) instanceof AttemptAnswer);
			assertThat(this.server.received()).hasSize(count);
		}
	}

	@Test
	void theDurationIsMeasured() throws Exception {
		answering((connection) -> {
			connection.read();
			connection.pause(50);
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
		});
		assertThat(this.attempts.answer(url()).duration()).isBetween(Duration.ofMillis(50), Attempts.LONG);
	}

	@Test
	void neitherRequestNorAnswerShowsWhatTheyCarry() throws Exception {
		AttemptRequest request = new AttemptRequest("endpoint", this.attempts.guard().check(url() + "?s3cret"),
				WebhookHeaders.of("X-Key", "s3cret"), "s3cret".getBytes(), Attempts.LONG, null);
		assertThat(request.toString()).doesNotContain("s3cret").contains("6 bytes");
		answering(Talk.answering("HTTP/1.1 200 X\r\nContent-Length: 6\r\n\r\ns3cret"));
		assertThat(this.attempts.answer(url()).toString()).doesNotContain("s3cret").startsWith("200 after");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host", "content-length", "Transfer-Encoding", "Connection", "TE", "Trailer", "Upgrade",
			"Expect", "Proxy-Authorization", "X Y", "X:", "", "X\r\nY", "X-\u00e4" })
	void headersOfTheConnectionAndImpossibleNamesCannotBeSent(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> request(name, "value")).withMessageNotContaining("value");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nX-Other: b", "a\nb", "a\rb", "a\0b", " a", "a ", "\u00e4", "\u4e2d" })
	void impossibleValuesCannotBeSent(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> request("X-Name", value))
			.withMessage("Header 'X-Name' cannot be sent");
	}

	private void request(String name, String value) throws Exception {
		new AttemptRequest("endpoint", this.attempts.guard().check(url()), WebhookHeaders.of(name, value), new byte[0],
				Attempts.LONG, null);
	}

	@Test
	void addressesAreTriedInTurn() throws Exception {
		this.attempts.name("hooks.example", "127.0.0.3", "127.0.0.2", "127.0.0.1");
		assertThat(this.attempts.answer(url()).status()).isEqualTo(200);
		assertThat(List.of(this.server.received().get(0).header("Host")))
			.containsExactly(List.of("hooks.example:" + this.server.port()));
	}

}
