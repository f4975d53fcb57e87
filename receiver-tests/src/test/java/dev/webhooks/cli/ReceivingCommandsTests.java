package dev.webhooks.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.cli.terminal.Terminal;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands {@code listen}, {@code replay} and {@code check} with an application that
 * runs.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "webhooks.providers.stripe.secret=secret-of-the-application", "webhooks.inbox.type=none" })
class ReceivingCommandsTests {

	private static final Pattern LISTENING = Pattern.compile("Listening on (http://localhost:\\d+)");

	private static final Map<String, String> ENVIRONMENT = Map.of("STRIPE_WEBHOOK_SECRET", "secret-of-stripe",
			"APPLICATION", "secret-of-the-application");

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@LocalServerPort
	private int port;

	@Autowired
	private Application application;

	@BeforeEach
	void forget() {
		this.application.events.clear();
	}

	@Test
	void aRunningApplicationIsReady() {
		int exitCode = run("check", url(), "--provider", "stripe", "--send-signed", "--secret-env", "APPLICATION",
				"--json");
		JsonNode report = new JsonMapper().readTree(out());
		assertThat(report.path("checks")).filteredOn((check) -> !check.path("result").asString().equals("ok"))
			.extracting((check) -> check.path("check").asString())
			.containsExactlyInAnyOrder("address", "encryption", "certificate");
		assertThat(exitCode).isEqualTo(ExitCode.OK);
		assertThat(this.application.events).hasSize(1);
	}

	@Test
	void nothingIsProcessedThatWasNotAskedFor() {
		assertThat(run("check", url(), "--provider", "stripe")).isEqualTo(ExitCode.OK);
		assertThat(this.application.events).isEmpty();
	}

	@Test
	void aWrongPathIsTold() {
		assertThat(run("check", url() + "-old", "--provider", "stripe")).isEqualTo(ExitCode.REFUSED);
		assertThat(out()).contains("The application has no such path");
	}

	@Test
	void whatIsForwardedWithANewSignatureReachesTheListener() throws Exception {
		CompletableFuture<Integer> listen = CompletableFuture
			.supplyAsync(() -> run("listen", "stripe", "--port", "0", "--count", "1", "--forward-to",
					"http://localhost:" + this.port, "--resign", "--resign-secret-env", "APPLICATION"));
		assertThat(send("evt_forwarded")).isEqualTo(200);
		assertThat(listen.get(30, TimeUnit.SECONDS)).isEqualTo(ExitCode.OK);
		assertThat(this.application.events).extracting(WebhookEvent::id).containsExactly("evt_forwarded");
	}

	@Test
	void theApplicationRefusesWhatIsForwardedWithAnotherSignature() throws Exception {
		CompletableFuture<Integer> listen = CompletableFuture.supplyAsync(() -> run("listen", "stripe", "--port", "0",
				"--count", "1", "--forward-to", "http://localhost:" + this.port));
		assertThat(send("evt_refused")).isEqualTo(401);
		listen.get(30, TimeUnit.SECONDS);
		assertThat(this.application.events).isEmpty();
	}

	@Test
	void whatIsKeptReachesTheListenerWhenItIsSentAgain(@TempDir Path folder) throws Exception {
		CompletableFuture<Integer> listen = CompletableFuture.supplyAsync(() -> run("listen", "stripe", "--port", "0",
				"--count", "1", "--save", folder.resolve("kept").toString()));
		assertThat(send("evt_kept")).isEqualTo(200);
		listen.get(30, TimeUnit.SECONDS);
		assertThat(run("replay", folder.resolve("kept").toString(), "--url", url(), "--resign", "stripe",
				"--secret-env", "APPLICATION"))
			.isEqualTo(ExitCode.OK);
		assertThat(this.application.events).extracting(WebhookEvent::id).containsExactly("evt_kept");
	}

	private String url() {
		return "http://localhost:" + this.port + "/webhooks/stripe";
	}

	private int send(String id) throws Exception {
		String listener = Awaitility.await().until(() -> {
			Matcher matcher = LISTENING.matcher(this.err.toString(StandardCharsets.UTF_8));
			return matcher.find() ? matcher.group(1) : null;
		}, (url) -> url != null);
		SignedRequest request = SignedRequests.stripe("secret-of-stripe", Instant.now(),
				"{\"id\":\"%s\",\"type\":\"charge.succeeded\"}".formatted(id));
		HttpRequest sent = request.toHttpRequest(listener).build();
		return HttpClient.newHttpClient().send(sent, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	private int run(String... arguments) {
		return WebhookCommand.run(Terminal.builder()
			.streams(InputStream.nullInputStream(), this.out, this.err)
			.environment(ENVIRONMENT::get)
			.build(), arguments);
	}

	private String out() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Configuration {

		@Bean
		Application application() {
			return new Application();
		}

	}

	static class Application {

		private final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

		@WebhookListener(provider = "stripe")
		void received(WebhookEvent event) {
			this.events.add(event);
		}

	}

}
