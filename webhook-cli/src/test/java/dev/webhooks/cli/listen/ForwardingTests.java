package dev.webhooks.cli.listen;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.cli.CommandRun;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.test.SignedRequests;
import dev.webhooks.test.received.ReceivedWebhooks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Forwarding}: strangers reach nothing by it but the endpoints of the
 * application.
 */
class ForwardingTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String SECRET = "a-secret-for-tests";

	private static final String EVENT = "{\"id\":\"evt_1\",\"type\":\"charge.succeeded\"}";

	@AutoClose
	private final ReceivedWebhooks application = ReceivedWebhooks.start();

	@AutoClose
	private final ReceivedWebhooks other = ReceivedWebhooks.start();

	@ParameterizedTest
	@ValueSource(strings = { "@127.0.0.1:PORT/internal", ":PORT/internal", ".localhost:PORT/internal", "*", "PORT" })
	void aTargetThatIsNoPathIsRefused(String target) throws Exception {
		RunningCommand listen = listen("--count", "1");
		String answer = say(listen, "POST " + port(target) + " HTTP/1.1");
		assertThat(answer).startsWith("HTTP/1.1 400 ");
		say(listen, "POST / HTTP/1.1");
		listen.exitCode();
		assertThat(this.other.all()).isEmpty();
		assertThat(this.application.all()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "//127.0.0.1:PORT/internal", "/@127.0.0.1:PORT/internal", "/\\@127.0.0.1:PORT/internal",
			"http://127.0.0.1:PORT/internal", "http://127.0.0.1:PORT@/internal", "/?@127.0.0.1:PORT/internal" })
	void noTargetLeadsToAnotherServer(String target) throws Exception {
		RunningCommand listen = listen("--count", "1");
		say(listen, "POST " + port(target) + " HTTP/1.1");
		listen.exitCode();
		assertThat(this.other.all()).isEmpty();
	}

	@Test
	void noUserIsSentOn() {
		CommandRun.Result result = CommandRun.of("listen", "--port", "0", "--forward-to", "http://me:it@localhost:1");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("is not a URL to send to", "without user and password");
	}

	@Test
	void noOtherPathThanAProvidersIsForwarded() throws Exception {
		RunningCommand listen = listen("stripe", "--count", "1");
		assertThat(say(listen, "POST /actuator/shutdown HTTP/1.1")).startsWith("HTTP/1.1 404 ");
		assertThat(listen.exitCode()).isEqualTo(ExitCode.REFUSED);
		assertThat(this.application.all()).isEmpty();
	}

	@Test
	void noOtherPathIsForwardedWithWhatIsRefused() throws Exception {
		RunningCommand listen = listen("stripe", "--count", "1", "--forward-refused");
		say(listen, "POST /actuator/shutdown HTTP/1.1");
		listen.exitCode();
		assertThat(this.application.all()).isEmpty();
	}

	@Test
	void whatIsNotSignedIsNotForwarded() throws Exception {
		RunningCommand listen = listen("stripe", "--count", "1");
		assertThat(say(listen, "POST /webhooks/stripe HTTP/1.1")).startsWith("HTTP/1.1 401 ");
		listen.exitCode();
		assertThat(this.application.all()).isEmpty();
	}

	@Test
	void whatIsNotSignedIsForwardedToThoseWhoAskForIt() throws Exception {
		RunningCommand listen = listen("stripe", "--count", "1", "--forward-refused");
		assertThat(say(listen, "POST /webhooks/stripe HTTP/1.1")).startsWith("HTTP/1.1 200 ");
		listen.exitCode();
		assertThat(this.application.all()).hasSize(1);
	}

	@Test
	void whatVerifiesIsForwarded() throws Exception {
		RunningCommand listen = listen("stripe", "--count", "1");
		int status = SignedRequests.stripe(SECRET, NOW, EVENT)
			.send((method, target, headers,
					body) -> say(listen,
							method + " " + target + " HTTP/1.1\r\n"
									+ headers.stream()
										.map((header) -> header.getKey() + ": " + header.getValue())
										.reduce("Content-Length: " + body.length, (one, next) -> one + "\r\n" + next),
							new String(body, StandardCharsets.UTF_8))
						.startsWith("HTTP/1.1 200 ") ? 200 : 0);
		assertThat(status).isEqualTo(200);
		listen.exitCode();
		assertThat(this.application.take(Duration.ofSeconds(10)).bodyAsText()).isEqualTo(EVENT);
	}

	@Test
	void whatIsRefusedIsNeverSignedAnew() {
		CommandRun.Result result = CommandRun.of("listen", "--port", "0", "--forward-to", "http://localhost:1",
				"--resign", "--forward-refused");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
	}

	private String port(String target) {
		return target.replace("PORT", String.valueOf(this.other.port()));
	}

	private RunningCommand listen(String... arguments) {
		String[] all = Stream
			.concat(Stream.of("listen", "--port", "0", "--forward-to", "http://localhost:" + this.application.port()),
					Stream.of(arguments))
			.toArray(String[]::new);
		return RunningCommand.of(Map.of("STRIPE_WEBHOOK_SECRET", SECRET), Clock.fixed(NOW, ZoneOffset.UTC), all);
	}

	private static String say(RunningCommand listen, String head) throws java.io.IOException {
		return say(listen, head, "");
	}

	private static String say(RunningCommand listen, String head, String body) throws java.io.IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(listen.url()).getPort())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write((head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n" + body)
					.getBytes(StandardCharsets.UTF_8));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
