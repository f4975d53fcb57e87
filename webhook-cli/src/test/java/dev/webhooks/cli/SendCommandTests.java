package dev.webhooks.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.webhooks.WebhookEvent;
import dev.webhooks.cli.CommandRun.Result;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.SigningKeys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code webhook send}.
 */
class SendCommandTests {

	private static final String SECRET = "a secret for the command line, of 44 letters";

	private Receiver receiver;

	@TempDir
	Path folder;

	@BeforeEach
	void start() {
		this.receiver = new Receiver(WebhookProvider.ofPreset("stripe").secret(SECRET).build());
	}

	@AfterEach
	void stop() {
		this.receiver.close();
	}

	private CommandRun command() {
		return CommandRun.with().environment("STRIPE_WEBHOOK_SECRET", SECRET);
	}

	private WebhookEvent received() {
		assertThat(this.receiver.events).hasSize(1);
		return this.receiver.events.get(0);
	}

	private static JsonNode json(WebhookEvent event) {
		return new JsonMapper().readTree(event.body());
	}

	@Test
	void anEventIsAcceptedByAListenersReceiver() {
		Result result = command().run("send", "stripe", "charge.succeeded", "--url", this.receiver.url());
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
		assertThat(result.out()).startsWith("200 in ").contains("answered 200", "Grüße");
		assertThat(received().types()).contains("charge.succeeded");
	}

	@Test
	void whatTheServerAnswersDoesNothingToTheTerminal() {
		assertThat(command().run("send", "stripe", "charge.succeeded", "--url", this.receiver.url()).out())
			.contains("\\u001b[31mred")
			.doesNotContain("\u001b");
	}

	@Test
	void theSecretIsNowhere() {
		Result result = command().run("send", "stripe", "charge.succeeded", "--url", this.receiver.url(), "--json");
		assertThat(result.out() + result.err()).doesNotContain(SECRET);
	}

	@Test
	void anotherSecretIsRefused() {
		Result result = CommandRun.with()
			.environment("OTHER", "that of another endpoint")
			.run("send", "stripe", "charge.succeeded", "--url", this.receiver.url(), "--secret-env", "OTHER");
		assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
		assertThat(result.out()).startsWith("401 in ");
	}

	@Test
	void eachEventHasAnIdOfItsOwn() {
		for (int i = 0; i < 3; i++) {
			command().run("send", "stripe", "charge.succeeded", "--url", this.receiver.url());
		}
		assertThat(this.receiver.events).extracting(WebhookEvent::id).hasSize(3).doesNotHaveDuplicates();
	}

	@Test
	void valuesAreSetAddedAndRemoved() {
		command().run("send", "stripe", "charge.succeeded", "--url", this.receiver.url(), //
				"--set", "/data/object/amount=5", "--set", "/data/object/description=Tee = Müller", //
				"--add", "/data/object/note={\"text\":\"1\"}", "--remove", "/data/object/currency");
		JsonNode object = json(received()).at("/data/object");
		assertThat(object.path("amount").asInt()).isEqualTo(5);
		assertThat(object.path("description").asString()).isEqualTo("Tee = Müller");
		assertThat(object.path("note").path("text").asString()).isEqualTo("1");
		assertThat(object.has("currency")).isFalse();
	}

	@Test
	void aPayloadIsSentByteForByte() throws IOException {
		byte[] body = "{ \"id\" : \"evt_1\",\n\"type\":\"own.event\" }".getBytes(StandardCharsets.UTF_8);
		Path file = Files.write(this.folder.resolve("body.json"), body);
		command().run("send", "stripe", "--payload", file.toString(), "--url", this.receiver.url());
		assertThat(received().body()).isEqualTo(body);
	}

	@Test
	void aPayloadComesFromTheInput() {
		command().input("{\"id\":\"evt_2\",\"type\":\"own.event\"}")
			.run("send", "stripe", "--payload", "-", "--url", this.receiver.url());
		assertThat(received().id()).isEqualTo("evt_2");
	}

	@Test
	void aFixtureOfTheUsersIsSent() throws IOException {
		Path file = Files.createDirectories(this.folder.resolve("stripe")).resolve("own.event.json");
		Files.writeString(file, "{\"id\":\"evt_1\",\"type\":\"own.event\",\"mine\":true}");
		command().run("send", "stripe", "own.event", "--fixtures", this.folder.toString(), "--url",
				this.receiver.url());
		assertThat(json(received()).path("mine").asBoolean()).isTrue();
	}

	@Test
	void theTimeOfSigningCanBeLongAgo() {
		Result result = command().run("send", "stripe", "charge.succeeded", "--url", this.receiver.url(), "--at",
				"2020-01-01T00:00:00Z");
		assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
	}

	@Test
	void theEventThatWasProbablyMeantIsNamed() {
		Result result = command().run("send", "stripe", "charge.succeded", "--url", this.receiver.url());
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("Did you mean 'charge.succeeded'?", "--payload FILE").hasLineCount(1);
	}

	@Test
	void aServerThatIsNotThereIsToldOnOneLine() {
		String url = this.receiver.url();
		this.receiver.close();
		Result result = command().run("send", "stripe", "charge.succeeded", "--url", url);
		assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
		assertThat(result.err()).startsWith("Error: Nothing listens at localhost:").hasLineCount(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:8080/x", "ftp://localhost/x", "not a url" })
	void whatIsNoUrlIsRefused(String url) {
		assertThat(command().run("send", "stripe", "charge.succeeded", "--url", url).exitCode())
			.isEqualTo(ExitCode.USAGE);
	}

	@Test
	void aDryRunShowsTheRequestAndSendsNothing() {
		Result result = command().run("send", "stripe", "charge.succeeded", "--url", this.receiver.url(), "--dry-run");
		assertThat(result.out()).startsWith("POST " + this.receiver.url()).contains("\r\nStripe-Signature: t=");
		assertThat(this.receiver.events).isEmpty();
	}

	@Test
	void manyAreCounted() {
		this.receiver.answering((number) -> (number % 4 == 0) ? 500 : 200);
		Result result = command().run("send", "stripe", "charge.succeeded", "--url", this.receiver.url(), "--count",
				"20", "--concurrency", "4", "--json");
		assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
		assertThat(result.json().path("sent").asInt()).isEqualTo(20);
		assertThat(result.json().path("statuses")).hasToString("{\"200\":15,\"500\":5}");
		assertThat(result.json().path("latencyMillis").path("p99").asDouble()).isPositive();
		assertThat(this.receiver.events).extracting(WebhookEvent::id).hasSize(20).doesNotHaveDuplicates();
	}

	@Test
	void theSummaryHasTheFirstAnswerOfEachKind() {
		this.receiver.answering((number) -> (number == 3) ? 500 : 200);
		Result result = command().run("send", "stripe", "charge.succeeded", "--url", this.receiver.url(), "--count",
				"5", "--concurrency", "1");
		assertThat(result.out()).contains("5 sent in ", "4 accepted, 1 refused", "latency in ms: p50 ",
				"The first of 4:\n200 in ", "The first of 1:\n500 in ");
	}

	@Test
	void noMoreAreSentInASecondThanAskedFor() {
		Result result = command().run("send", "stripe", "charge.succeeded", "--url", this.receiver.url(), "--count",
				"6", "--rate", "20", "--json");
		assertThat(result.json().path("millis").asInt()).isGreaterThanOrEqualTo(250);
	}

	@Test
	void whoLooksOnSeesProgress() {
		Result result = command().person("")
			.run("send", "stripe", "charge.succeeded", "--url", this.receiver.url(), "--count", "5");
		assertThat(result.err()).contains("5/5 5 accepted").startsWith("\r[");
	}

	@Test
	void nobodySeesProgressInAPipe() {
		assertThat(
				command().run("send", "stripe", "charge.succeeded", "--url", this.receiver.url(), "--count", "5").err())
			.isEmpty();
	}

	@Test
	void aProviderThatSignsWithAPrivateKeyIsPlayedWithOne() {
		SigningKeys keys = SigningKeys.random(WebhookProvider.ofPreset("discord-events").settings());
		try (Receiver discord = new Receiver(keys.configure(WebhookProvider.ofPreset("discord-events")).build())) {
			String event = CommandRun.of("events", "discord-events").out().lines().findFirst().orElseThrow();
			Result result = CommandRun.with()
				.environment("DISCORD_EVENTS_WEBHOOK_PRIVATE_KEY", keys.signing())
				.run("send", "discord-events", event, "--url", discord.url());
			assertThat(result.out()).startsWith("200 in ");
		}
	}

	@Test
	void whatOnlyTheProviderCanSignIsSaid() {
		Result result = CommandRun.of("send", "paypal", "--url", "http://localhost:1/");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("Only paypal can sign its requests");
	}

	@Test
	void aProviderOfAnApplicationIsPlayed() throws IOException {
		Path file = Files.writeString(this.folder.resolve("application.yml"), """
				webhooks.providers.acme:
				  secret: ${ACME_SECRET}
				  signature: {header: X-Acme, format: "ts={timestamp};sig={signature}", content: "{timestamp}|{body}"}
				  event: {type: "body:/kind", id: "body:/message"}
				""");
		WebhookProvider acme = WebhookProvider.named("acme")
			.secret(SECRET)
			.with("signature",
					Map.of("header", "X-Acme", "format", "ts={timestamp};sig={signature}", "content",
							"{timestamp}|{body}"))
			.with("event", Map.of("type", "body:/kind", "id", "body:/message"))
			.build();
		try (Receiver application = new Receiver(acme)) {
			Result result = CommandRun.with()
				.environment("ACME_SECRET", SECRET)
				.input("{\"kind\":\"goods.delivered\",\"message\":\"m-1\"}")
				.run("send", "acme", "--config", file.toString(), "--payload", "-", "--url", application.url());
			assertThat(result.out() + result.err()).startsWith("200 in ");
			assertThat(application.events).extracting(WebhookEvent::id).containsExactly("m-1");
		}
	}

}
