package dev.webhooks.cli.listen;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.cli.CommandRun;
import dev.webhooks.cli.WebhookCommand;
import dev.webhooks.cli.request.HttpText;
import dev.webhooks.cli.request.RecordedRequest;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.SignedRequests;
import dev.webhooks.test.received.ReceivedWebhook;
import dev.webhooks.test.received.ReceivedWebhooks;
import dev.webhooks.test.received.WebhookAnswer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of {@link ReplayCommand}.
 */
class ReplayCommandTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final Instant THEN = Instant.parse("2025-03-01T12:00:00Z");

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final String SECRET = "a-secret-for-tests";

	@AutoClose
	private final ReceivedWebhooks application = ReceivedWebhooks.builder()
		.provider("/in", WebhookProvider.ofPreset("stripe").secret(SECRET).build())
		.clock(Clock.fixed(NOW, ZoneOffset.UTC))
		.start();

	@TempDir
	private Path folder;

	private String url;

	@BeforeEach
	void keep() throws Exception {
		this.url = this.application.url("/in").toString();
		keep("1.http", "evt_1");
		keep("2.http", "evt_2");
	}

	@Test
	void sendsTheVeryBytesAgain() {
		CommandRun.Result result = run(this.folder.resolve("1.http"), "--url", this.url);
		ReceivedWebhook received = this.application.take(SOON);
		assertThat(received.bodyAsText()).isEqualTo(body("evt_1"));
		assertThat(received.rejection()).hasToString("TIMESTAMP_TOO_OLD");
		assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
		assertThat(result.out()).contains("1.http  to  " + this.url + "\n401 in ");
	}

	@Test
	void signsAnewWithAFreshTime() {
		CommandRun.Result result = run(this.folder.resolve("1.http"), "--url", this.url, "--resign", "stripe");
		assertThat(this.application.take(SOON).ids()).containsExactly("evt_1");
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
	}

	@Test
	void sendsAFolderInOrder() {
		CommandRun.Result result = run(this.folder, "--url", this.url, "--resign", "stripe", "--json");
		assertThat(this.application.all()).flatExtracting(ReceivedWebhook::ids).containsExactly("evt_1", "evt_2");
		assertThat(result.out().lines().map((line) -> new JsonMapper().readTree(line)))
			.extracting((line) -> line.path("status").asInt(), (line) -> line.path("sent").asInt())
			.containsExactly(tuple(200, 0), tuple(200, 0), tuple(0, 2));
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
	}

	@Test
	void tellsOfEachAtOnce() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		AtomicReference<String> told = new AtomicReference<>("");
		this.application.answerBy((webhook) -> {
			told.set(out.toString(StandardCharsets.UTF_8));
			return WebhookAnswer.of(200);
		});
		WebhookCommand.run(Terminal.builder().streams(InputStream.nullInputStream(), out, out).build(), "replay",
				this.folder.toString(), "--url", this.url);
		assertThat(told.get()).contains("1.http  to  ").doesNotContain("2.http");
	}

	@Test
	void goesOnWhenOneIsNotAccepted() {
		this.application.answer(WebhookAnswer.of(500), WebhookAnswer.of(200));
		assertThat(run(this.folder, "--url", this.url).exitCode()).isEqualTo(ExitCode.REFUSED);
		assertThat(this.application.all()).hasSize(2);
	}

	@Test
	void keepsTheQueryString() throws Exception {
		Files.writeString(this.folder.resolve("3.http"), "POST /old?a=b HTTP/1.1\r\nHost: localhost\r\n\r\n{}");
		run(this.folder.resolve("3.http"), "--url", this.url);
		assertThat(this.application.take(SOON).head().query()).isEqualTo("a=b");
	}

	@Test
	void sendsToTheUrlOfTheFileUnlessAnotherIsNamed() throws Exception {
		Files.writeString(this.folder.resolve("3.http"), "POST " + this.url + " HTTP/1.1\r\nHost: localhost\r\n\r\n{}");
		run(this.folder.resolve("3.http"));
		assertThat(this.application.take(SOON).path()).isEqualTo("/in");
	}

	@Test
	void saysThatNothingListens() {
		CommandRun.Result result = run(this.folder.resolve("1.http"), "--url", "http://localhost:1/in");
		assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
		assertThat(result.out()).contains("Nothing listens at localhost:1.");
	}

	@Test
	void saysThatAFolderIsEmpty(@TempDir Path empty) {
		CommandRun.Result result = run(empty, "--url", this.url);
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("webhook listen --save DIR");
	}

	@Test
	void cannotSignWhatOnlyTheProviderSigns() {
		CommandRun.Result result = run(this.folder.resolve("1.http"), "--url", this.url, "--resign", "sns");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(this.application.all()).isEmpty();
	}

	private CommandRun.Result run(Path path, String... options) {
		String[] arguments = new String[options.length + 2];
		arguments[0] = "replay";
		arguments[1] = path.toString();
		System.arraycopy(options, 0, arguments, 2, options.length);
		return CommandRun.with().environment("STRIPE_WEBHOOK_SECRET", SECRET).at(NOW).run(arguments);
	}

	private void keep(String name, String id) throws Exception {
		byte[] kept = HttpText.write(RecordedRequest
			.of(SignedRequests.stripe(SECRET, THEN, body(id)).toWebhookRequest("http://localhost:4711")));
		Files.writeString(this.folder.resolve(name), new String(kept, StandardCharsets.UTF_8));
	}

	private static String body(String id) {
		return "{\"id\":\"" + id + "\",\"type\":\"charge.succeeded\"}";
	}

}
