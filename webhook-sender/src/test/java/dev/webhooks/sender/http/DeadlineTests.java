package dev.webhooks.sender.http;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.sender.http.SocketServer.Talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of attempts whose time is over: wherever they are, they end then, and leave
 * nothing behind.
 */
class DeadlineTests {

	private SocketServer server = SocketServer.plain(Talk.status(200));

	private Attempts attempts = new Attempts();

	@AfterEach
	void close() throws Exception {
		this.attempts.close();
		this.server.close();
	}

	private void endsInTime(String scheme, Talk talk) throws Exception {
		this.server.close();
		this.server = SocketServer.plain(talk);
		endsInTime(scheme);
	}

	private void endsInTime(String scheme) throws Exception {
		this.attempts.port(this.server.port())
			.with((builder) -> builder.maxInFlight(10, 1).connectTimeout(Duration.ofSeconds(1)));
		AttemptRequest request = new AttemptRequest("endpoint",
				this.attempts.guard().check(scheme + "://hooks.example:" + this.server.port() + "/"),
				WebhookHeaders.of(), new byte[8_000_000], Attempts.SHORT, null);
		for (int i = 0; i < 3; i++) {
			AttemptOutcome outcome = this.attempts.outcome(request);
			assertThat(outcome).isInstanceOfSatisfying(AttemptFailure.class,
					(failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.DEADLINE));
			assertThat(outcome.duration()).isBetween(Attempts.SHORT, Attempts.SHORT.multipliedBy(10));
			assertThat(this.attempts.client().inFlight()).isZero();
		}
		await().until(() -> this.attempts.client().connections() == 0);
		await().until(() -> this.server.open() == 0);
	}

	@Test
	void silenceEnds() throws Exception {
		endsInTime("http", (connection) -> connection.read());
	}

	@Test
	void aHeadThatDripsEnds() throws Exception {
		endsInTime("http", (connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\nX-Long: ");
			connection.drip("a");
		});
	}

	@Test
	void aBodyThatDripsEnds() throws Exception {
		endsInTime("http", (connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n");
			connection.drip("a");
		});
	}

	@Test
	void informationalAnswersWithoutEndEnd() throws Exception {
		endsInTime("http", (connection) -> {
			connection.read();
			connection.drip("HTTP/1.1 103 Early Hints\r\n\r\n");
		});
	}

	@Test
	void aRequestThatIsNotReadEnds() throws Exception {
		endsInTime("http", (connection) -> connection.pause(3000));
	}

	@Test
	void aHandshakeThatStallsEnds() throws Exception {
		endsInTime("https", (connection) -> connection.socket().getInputStream().readAllBytes());
	}

	@Test
	void aHandshakeThatDripsEnds() throws Exception {
		endsInTime("https", (connection) -> {
			connection.socket().getInputStream().read();
			connection.drip("\u0016\u0003\u0003\u0040\u0000\u0002\u0000\u0000\u0000");
		});
	}

	@Test
	void aBodyThatDripsOverTlsEnds() throws Exception {
		this.server.close();
		this.server = SocketServer.tls(Certificates.context(Certificates.SERVER), (connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n");
			connection.drip("a");
		});
		this.attempts.tls();
		endsInTime("https");
	}

	@Test
	void anAnswerThatDripsOnAConnectionThatWasKeptEnds() throws Exception {
		this.server.close();
		this.server = SocketServer.plain((connection) -> {
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
			connection.read();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n");
			connection.drip("a");
		});
		this.attempts.port(this.server.port());
		String url = "http://hooks.example:" + this.server.port() + "/";
		for (int i = 1; i <= 3; i++) {
			this.attempts.answer(url);
			assertThat(this.attempts.failure(this.attempts.request(url, Attempts.SHORT)))
				.isEqualTo(FailureKind.DEADLINE);
			assertThat(this.server.accepted()).isEqualTo(i);
			await().until(() -> this.attempts.client().connections() == 0);
			await().until(() -> this.server.open() == 0);
		}
	}

	@Test
	void answersThatTakeLongerThanConnectingMayAreAwaited() throws Exception {
		this.server.close();
		this.server = SocketServer.plain((connection) -> {
			connection.read();
			connection.pause(600);
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n");
			connection.pause(600);
			connection.write("a");
		});
		this.attempts.port(this.server.port()).with((builder) -> builder.connectTimeout(Duration.ofMillis(200)));
		assertThat(this.attempts.answer("http://hooks.example:" + this.server.port() + "/").body()).isEqualTo("a");
	}

	@Test
	void anAttemptThatIsCancelledEndsAtOnce() throws Exception {
		this.server.close();
		this.server = SocketServer.plain((connection) -> connection.read());
		this.attempts.port(this.server.port());
		var attempt = this.attempts.client()
			.attempt(this.attempts.request("http://hooks.example:" + this.server.port() + "/", Attempts.LONG));
		await().until(() -> this.server.received().size() == 1);
		attempt.cancel(true);
		assertThat(this.attempts.client().inFlight()).isZero();
		await().until(() -> this.server.open() == 0 && this.attempts.client().connections() == 0);
	}

}
