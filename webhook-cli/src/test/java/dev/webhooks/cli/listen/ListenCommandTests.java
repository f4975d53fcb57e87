package dev.webhooks.cli.listen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.cli.CommandRun;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;
import dev.webhooks.test.received.ReceivedWebhook;
import dev.webhooks.test.received.ReceivedWebhooks;
import dev.webhooks.test.received.WebhookAnswer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ListenCommand}.
 */
class ListenCommandTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	private static final String SECRET = "a-secret-for-tests";

	private static final Map<String, String> ENVIRONMENT = Map.of("STRIPE_WEBHOOK_SECRET", SECRET,
			"GITHUB_WEBHOOK_SECRET", "hub", "APPLICATION_SECRET", "another-secret");

	private static final String EVENT = """
			{"id":"evt_1","type":"charge.succeeded","amount":1.50,"data":{"object":{"id":"ch_1"}}}""";

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void showsWhatArrivesAndIsVerified() throws Exception {
		RunningCommand listen = listen("stripe", "--count", "1");
		assertThat(send(listen, stripe(SECRET)).statusCode()).isEqualTo(200);
		assertThat(listen.exitCode()).isEqualTo(ExitCode.OK);
		assertThat(listen.out()).contains("#1  12:00:00Z  POST /webhooks/stripe  verified  charge.succeeded evt_1\n",
				"    {\n      \"id\": \"evt_1\",\n", "      \"amount\": 1.50,\n", "#1  answered 200\n");
		assertThat(listen.err()).contains("/webhooks/stripe for stripe\n", "1 received, 1 verified, 0 refused\n");
	}

	@Test
	void saysWhyARequestIsRefused() throws Exception {
		RunningCommand listen = listen("stripe", "--count", "1");
		assertThat(send(listen, stripe(SECRET + "\n")).statusCode()).isEqualTo(401);
		assertThat(listen.exitCode()).isEqualTo(ExitCode.REFUSED);
		assertThat(listen.out()).contains("refused: signature-mismatch", "#1  answered 401\n").doesNotContain(SECRET);
	}

	@Test
	void hidesCredentials() throws Exception {
		RunningCommand listen = listen("stripe", "--count", "1");
		SignedRequest request = stripe(SECRET).header("Authorization", "Bearer abc")
			.to("/webhooks/stripe?token=xyz&a=b");
		send(listen, request);
		listen.exitCode();
		assertThat(listen.out())
			.contains("    Stripe-Signature: (80 characters, hidden)\n", "    Authorization: (10 characters, hidden)\n",
					"/webhooks/stripe?token=(3 characters, hidden)&a=b")
			.doesNotContain("abc", "xyz", "v1=");
	}

	@Test
	void showsCredentialsToThoseWhoAskForThem() throws Exception {
		RunningCommand listen = listen("stripe", "--count", "1", "--show-credentials");
		send(listen, stripe(SECRET));
		listen.exitCode();
		assertThat(listen.out()).contains("Stripe-Signature: t=1772366400,v1=").doesNotContain("hidden");
	}

	@Test
	void showsNothingThatMovesTheTerminal() throws Exception {
		RunningCommand listen = listen("--count", "1");
		send(listen, SignedRequest.post("/in", "\u001b[2J\u009b2J\u202e").header("X-Note", "a"));
		listen.exitCode();
		assertThat(listen.out()).contains("\\u001b[2J\\u009b2J\\u202e").doesNotContain("\u001b", "\u009b", "\u202e");
	}

	@Test
	void showsColorsOnATerminal() throws Exception {
		RunningCommand listen = RunningCommand.watched(ENVIRONMENT, CLOCK, "listen", "stripe", "--port", "0", "--count",
				"1");
		send(listen, stripe(SECRET));
		listen.exitCode();
		assertThat(listen.out()).contains("\u001b[32mverified\u001b[0m", "\u001b[36m\"id\"\u001b[0m: ");
	}

	@Test
	void verifiesNothingWithoutAProvider() throws Exception {
		RunningCommand listen = listen("--count", "1");
		assertThat(send(listen, SignedRequest.post("/any", "{}")).statusCode()).isEqualTo(200);
		assertThat(listen.exitCode()).isEqualTo(ExitCode.OK);
		assertThat(listen.out()).contains("POST /any  not verified\n");
	}

	@Test
	void listensForSeveralProviders() throws Exception {
		RunningCommand listen = listen("stripe", "github=/hooks/gh", "--count", "2");
		send(listen, stripe(SECRET));
		send(listen, SignedRequests.github("hub", "push", "d-1", "{}").to("/hooks/gh"));
		assertThat(listen.exitCode()).isEqualTo(ExitCode.OK);
		assertThat(listen.out()).contains("verified  charge.succeeded evt_1", "POST /hooks/gh  verified  push d-1");
	}

	@Test
	void writesALineOfJsonForEachRequest() throws Exception {
		RunningCommand listen = listen("stripe", "--count", "2", "--json");
		send(listen, stripe(SECRET));
		send(listen, stripe("wrong"));
		listen.exitCode();
		List<JsonNode> lines = listen.out().lines().map((line) -> new JsonMapper().readTree(line)).toList();
		assertThat(lines).hasSize(3);
		assertThat(lines.get(0).at("/events/0/id").asString()).isEqualTo("evt_1");
		assertThat(lines.get(0).at("/body").asString()).isEqualTo(EVENT);
		assertThat(lines.get(0).at("/headers/Stripe-Signature").asString()).isEqualTo("(80 characters, hidden)");
		assertThat(lines.get(1).at("/reason").asString()).isEqualTo("signature-mismatch");
		assertThat(lines.get(2).at("/received").asInt()).isEqualTo(2);
		assertThat(lines.get(2).at("/refused").asInt()).isOne();
	}

	@Test
	void keepsRequestsForNobodyElse(@TempDir Path folder) throws Exception {
		Path kept = folder.resolve("kept");
		RunningCommand listen = listen("stripe", "--count", "1", "--save", kept.toString());
		send(listen, stripe(SECRET));
		listen.exitCode();
		Path file = files(kept).get(0);
		assertThat(file.getFileName()).hasToString("20260301T120000000Z-0001-stripe-evt_1.http");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept))).isEqualTo("rwx------");
		assertThat(listen.err()).contains("Kept requests hold signatures");
		CommandRun.Result verified = CommandRun.with()
			.environment("STRIPE_WEBHOOK_SECRET", SECRET)
			.at(NOW)
			.run("verify", "stripe", file.toString());
		assertThat(verified.exitCode()).isEqualTo(ExitCode.OK);
	}

	@Test
	void writesToNoPlaceThatASenderChooses(@TempDir Path folder) throws Exception {
		Path kept = folder.resolve("kept");
		RunningCommand listen = listen("stripe", "--count", "1", "--save", kept.toString(), "--save-fixtures",
				folder.resolve("fixtures").toString());
		send(listen, SignedRequests.stripe(SECRET, NOW, """
				{"id":"../../evil","type":"../../../evil\\u0000//x"}"""));
		listen.exitCode();
		assertThat(files(kept)).extracting((file) -> file.getFileName().toString())
			.containsExactly("20260301T120000000Z-0001-stripe-.._.._evil.http");
		try (Stream<Path> all = Files.walk(folder)) {
			assertThat(all.filter(Files::isRegularFile))
				.allMatch((file) -> file.startsWith(kept) || file.startsWith(folder.resolve("fixtures/stripe")));
		}
	}

	@Test
	void keepsTheFirstEventOfEachTypeAsAFixture(@TempDir Path folder) throws Exception {
		RunningCommand listen = listen("stripe", "--count", "3", "--save-fixtures", folder.toString());
		send(listen, stripe(SECRET));
		send(listen, stripe("wrong"));
		send(listen, SignedRequests.stripe(SECRET, NOW, EVENT.replace("evt_1", "evt_2")));
		listen.exitCode();
		assertThat(files(folder.resolve("stripe"))).containsExactly(folder.resolve("stripe/charge.succeeded.json"));
		assertThat(folder.resolve("stripe/charge.succeeded.json")).hasContent(EVENT);
	}

	@Test
	void forwardsByteForByteAndAnswersAsTheApplicationDoes() throws Exception {
		try (ReceivedWebhooks application = ReceivedWebhooks.start()) {
			application.answer(WebhookAnswer.of(202, "text/plain", "taken").header("X-From", "application"));
			RunningCommand listen = listen("stripe", "--count", "1", "--forward-to", application.url().toString());
			SignedRequest request = stripe(SECRET).to("/webhooks/stripe?a=b");
			HttpResponse<String> answer = send(listen, request);
			assertThat(answer.statusCode()).isEqualTo(202);
			assertThat(answer.body()).isEqualTo("taken");
			assertThat(answer.headers().firstValue("X-From")).hasValue("application");
			ReceivedWebhook forwarded = application.take(SOON);
			assertThat(forwarded.path()).isEqualTo("/webhooks/stripe");
			assertThat(forwarded.head().query()).isEqualTo("a=b");
			assertThat(forwarded.bodyAsText()).isEqualTo(EVENT);
			assertThat(forwarded.header("Stripe-Signature"))
				.isEqualTo(request.toWebhookRequest("").headers().first("Stripe-Signature"));
			listen.exitCode();
			assertThat(listen.out()).contains(" answered 202 in ", " ms: taken\n");
		}
	}

	@Test
	void forwardsToAPathOfItsOwn() throws Exception {
		try (ReceivedWebhooks application = ReceivedWebhooks.start()) {
			RunningCommand listen = listen("stripe", "--count", "1", "--forward-to",
					application.url("/app/in").toString());
			send(listen, stripe(SECRET));
			assertThat(application.take(SOON).path()).isEqualTo("/app/in");
			listen.exitCode();
		}
	}

	@Test
	void signsAnewForAnApplicationWithAnotherSecret() throws Exception {
		WebhookProvider stripe = WebhookProvider.ofPreset("stripe").secret("another-secret").build();
		try (ReceivedWebhooks application = ReceivedWebhooks.builder().provider(stripe).clock(CLOCK).start()) {
			RunningCommand listen = listen("stripe", "--count", "1", "--forward-to", application.url().toString(),
					"--resign", "--resign-secret-env", "APPLICATION_SECRET");
			assertThat(send(listen, stripe(SECRET)).statusCode()).isEqualTo(200);
			ReceivedWebhook forwarded = application.take(SOON);
			assertThat(forwarded.isVerified()).isTrue();
			assertThat(forwarded.headers().all("Stripe-Signature")).hasSize(1);
			listen.exitCode();
		}
	}

	@Test
	void neverSignsWhatWasForged() throws Exception {
		try (ReceivedWebhooks application = ReceivedWebhooks.start()) {
			RunningCommand listen = listen("stripe", "--count", "1", "--forward-to", application.url().toString(),
					"--resign");
			assertThat(send(listen, stripe("forged")).statusCode()).isEqualTo(401);
			listen.exitCode();
			assertThat(application.all()).isEmpty();
		}
	}

	@Test
	void saysThatTheApplicationDoesNotAnswer() throws Exception {
		RunningCommand listen = listen("stripe", "--count", "1", "--forward-to", "http://localhost:1");
		assertThat(send(listen, stripe(SECRET)).statusCode()).isEqualTo(502);
		listen.exitCode();
		assertThat(listen.out()).contains("Nothing listens at localhost:1.", "Answered 502\n");
	}

	@Test
	void answersAsItIsTold() throws Exception {
		RunningCommand listen = listen("stripe", "--count", "1", "--answer", "503");
		assertThat(send(listen, stripe(SECRET)).statusCode()).isEqualTo(503);
		assertThat(listen.exitCode()).isEqualTo(ExitCode.OK);
	}

	@Test
	void endsWhenTheTimeIsOver() {
		RunningCommand listen = listen("stripe", "--count", "2", "--timeout", "50ms");
		assertThat(listen.exitCode()).isEqualTo(ExitCode.REFUSED);
		assertThat(listen.err()).contains("0 received of 2 that were waited for");
	}

	@Test
	void takesNoTooLargeBody() throws Exception {
		RunningCommand listen = listen("--count", "1", "--max-body", "10");
		assertThat(send(listen, SignedRequest.post("/in", "x".repeat(100))).statusCode()).isEqualTo(413);
		assertThat(listen.exitCode()).isEqualTo(ExitCode.REFUSED);
	}

	@Test
	void cutsLongBodies() throws Exception {
		RunningCommand listen = listen("--count", "1");
		send(listen, SignedRequest.post("/in", "line\n".repeat(1000)));
		listen.exitCode();
		assertThat(listen.out().lines()).hasSizeBetween(300, 310)
			.contains("    ... (1000 lines in all; --full shows them)");
	}

	@Test
	void showsFormsAndBytes() throws Exception {
		RunningCommand listen = listen("--count", "2");
		send(listen,
				SignedRequest.post("/in", "a=1%202&b=%1B").header("Content-Type", "application/x-www-form-urlencoded"));
		send(listen, SignedRequest.post("/in", new byte[] { (byte) 0xff, 0 }));
		listen.exitCode();
		assertThat(listen.out()).contains("    a = 1 2\n    b = \\u001b\n", "(2 bytes that are no text)");
	}

	@Test
	void saysThatThePortIsTaken() {
		try (ReceivedWebhooks other = ReceivedWebhooks.start()) {
			CommandRun.Result result = CommandRun.of("listen", "--port", String.valueOf(other.port()));
			assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
			assertThat(result.err()).contains("Nothing can listen on port " + other.port(), "--port 0");
		}
	}

	@Test
	void asksForASecretThatIsMissing() {
		CommandRun.Result result = CommandRun.of("listen", "stripe", "--port", "0");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("STRIPE_WEBHOOK_SECRET");
	}

	@Test
	void hasNoTwoProvidersOnOnePath() {
		CommandRun.Result result = CommandRun.with()
			.environment("STRIPE_WEBHOOK_SECRET", SECRET)
			.environment("GITHUB_WEBHOOK_SECRET", "hub")
			.run("listen", "stripe=/in", "github=/in", "--port", "0");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("'/in' is no path of its own.");
	}

	private static RunningCommand listen(String... arguments) {
		String[] all = Stream.of(new String[] { "listen", "--port", "0" }, arguments)
			.flatMap(Stream::of)
			.toArray(String[]::new);
		return RunningCommand.of(ENVIRONMENT, CLOCK, all);
	}

	private static SignedRequest stripe(String secret) {
		return SignedRequests.stripe(secret, NOW, EVENT);
	}

	private HttpResponse<String> send(RunningCommand listen, SignedRequest request) throws Exception {
		HttpRequest sent = request.toHttpRequest(listen.url()).version(HttpClient.Version.HTTP_1_1).build();
		return this.client.send(sent, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
	}

	private static List<Path> files(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
