package dev.webhooks.cli.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import dev.webhooks.cli.CommandRun;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.test.received.ReceivedWebhook;
import dev.webhooks.test.received.ReceivedWebhooks;
import dev.webhooks.test.received.TestCertificate;
import dev.webhooks.test.received.WebhookAnswer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CheckCommand}.
 */
class CheckCommandTests {

	private static final String SECRET = "a-secret-for-tests";

	private static final TestCertificate ISSUER = TestCertificate.issuer("Issuer of tests");

	@AutoClose
	private final ReceivedWebhooks endpoint = ReceivedWebhooks
		.start(WebhookProvider.ofPreset("stripe").secret(SECRET).build());

	private final String url = this.endpoint.url("/webhooks/stripe").toString();

	@Test
	void aRightEndpointIsReady() {
		CommandRun.Result result = run(this.url, "--provider", "stripe");
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
		assertThat(results(result)).containsEntry("connection", "ok")
			.containsEntry("encryption", "look")
			.containsEntry("certificate", "-")
			.containsEntry("unsigned", "ok")
			.containsEntry("wrongly signed", "ok")
			.containsEntry("get", "ok")
			.containsEntry("large body", "ok")
			.containsEntry("signed", "-");
		assertThat(result.json().path("ready").asBoolean()).isTrue();
	}

	@Test
	void sendsNothingThatIsAccepted() {
		run(this.url, "--provider", "stripe");
		assertThat(this.endpoint.all()).hasSize(4).noneMatch(ReceivedWebhook::isVerified);
	}

	@Test
	void sendsASignedRequestWhereThatIsAskedFor() {
		CommandRun.Result result = run(this.url, "--provider", "stripe", "--send-signed");
		assertThat(results(result)).containsEntry("signed", "ok");
		assertThat(this.endpoint.all()).filteredOn(ReceivedWebhook::isVerified).hasSize(1);
	}

	@Test
	void saysThatTheSecretIsAnother() {
		try (ReceivedWebhooks other = ReceivedWebhooks
			.start(WebhookProvider.ofPreset("stripe").secret("other").build())) {
			CommandRun.Result result = run(other.url("/webhooks/stripe").toString(), "--provider", "stripe",
					"--send-signed");
			assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
			assertThat(results(result)).containsEntry("signed", "wrong");
			assertThat(result.out()).doesNotContain(SECRET);
		}
	}

	@Test
	void anEndpointThatTakesAllIsWrong() {
		try (ReceivedWebhooks open = ReceivedWebhooks.start()) {
			CommandRun.Result result = run(open.url("/in").toString(), "--provider", "stripe");
			assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
			assertThat(results(result)).containsEntry("unsigned", "wrong")
				.containsEntry("wrongly signed", "wrong")
				.containsEntry("get", "wrong");
		}
	}

	@ParameterizedTest
	@CsvSource({ "401, ok", "403, wrong", "400, wrong", "429, wrong", "404, wrong", "405, wrong", "415, wrong",
			"302, wrong", "500, wrong", "503, wrong", "200, wrong" })
	void judgesTheAnswerToWhatNobodySigned(int status, String result) {
		this.endpoint.answer(WebhookAnswer.of(status).header("Location", "https://example.com/new"));
		assertThat(results(run(this.url))).containsEntry("unsigned", result);
	}

	@Test
	void tellsWhereARedirectGoes() {
		this.endpoint.answer(WebhookAnswer.redirect(308, "https://example.com/new"));
		assertThat(text(run(this.url), "unsigned")).contains("308", "https://example.com/new");
	}

	@Test
	void saysThatLargeBodiesAreRead() {
		this.endpoint.answer(WebhookAnswer.of(401));
		try (ReceivedWebhooks greedy = ReceivedWebhooks.builder().maxBody(64 * 1024 * 1024).start()) {
			greedy.answer(WebhookAnswer.of(401));
			assertThat(results(run(greedy.url("/in").toString()))).containsEntry("large body", "wrong");
		}
	}

	@Test
	void aBodyIsLargerThanTheProviderSends() {
		WebhookProvider github = WebhookProvider.ofPreset("github").secret(SECRET).build();
		try (ReceivedWebhooks endpoint = ReceivedWebhooks.builder()
			.provider(github)
			.maxBody(25 * 1024 * 1024)
			.start()) {
			CommandRun.Result result = run(endpoint.url("/webhooks/github").toString(), "--provider", "github");
			assertThat(results(result)).containsEntry("large body", "ok");
		}
	}

	@Test
	void saysThatALargeBodyWasNotAnsweredInTime() {
		this.endpoint.answer(WebhookAnswer.of(401), WebhookAnswer.of(405), WebhookAnswer.never());
		CommandRun.Result result = run(this.url, "--timeout", "2s");
		assertThat(results(result)).containsEntry("large body", "look");
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
	}

	@Test
	void sendsNoLargeBodyToThoseWhoWantNone() {
		run(this.url, "--no-large-body");
		assertThat(this.endpoint.all()).hasSize(2);
	}

	@Test
	void saysThatThereIsNoAnswer() {
		this.endpoint.answer(WebhookAnswer.noAnswer());
		assertThat(results(run(this.url))).containsEntry("unsigned", "wrong").containsEntry("get", "wrong");
	}

	@Test
	void showsATableWithRemedies() {
		this.endpoint.answer(WebhookAnswer.of(404));
		CommandRun.Result result = CommandRun.of("check", this.url);
		assertThat(result.out()).contains("  ok     connection      port " + this.endpoint.port(),
				"  wrong  unsigned        a request without signature is answered 404 in ",
				"\n                         The application has no such path");
	}

	@Test
	void neutralisesWhatTheEndpointSays() {
		this.endpoint.answer(WebhookAnswer.redirect(302, "http://a/\u009b31m"));
		assertThat(CommandRun.of("check", this.url).out()).contains("\\u009b31m").doesNotContain("\u009b");
	}

	@Test
	void tellsNothingListens() {
		CommandRun.Result result = CommandRun.of("check", "http://localhost:1/in");
		assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
		assertThat(result.err()).contains("Nothing listens at localhost:1.");
	}

	@Test
	void tellsThereIsNoSuchHost() {
		CommandRun.Result result = CommandRun.of("check", "https://nowhere.invalid/in");
		assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
		assertThat(result.err()).contains("There is no host 'nowhere.invalid'.");
	}

	@Test
	void aCertificateOfATrustedIssuerIsRight(@TempDir Path folder) throws Exception {
		CommandRun.Result result = secured(ISSUER.issue("localhost", "localhost").context(), folder);
		assertThat(results(result)).containsEntry("certificate", "ok").containsEntry("encryption", "ok");
		assertThat(text(result, "certificate"))
			.contains("CN=localhost by CN=Issuer of tests, TLSv1.3, valid until 2049");
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
	}

	@Test
	void aCertificateThatExpiresSoonIsToldOf(@TempDir Path folder) throws Exception {
		Instant soon = Instant.now().plusSeconds(3 * 24 * 3600);
		CommandRun.Result result = secured(ISSUER.issue(Instant.EPOCH, soon, "localhost", "localhost").context(),
				folder);
		assertThat(results(result)).containsEntry("certificate", "look");
	}

	@Test
	void anIssuerThatExpiresSoonIsToldOf(@TempDir Path folder) throws Exception {
		Instant soon = Instant.now().plusSeconds(3 * 24 * 3600);
		TestCertificate between = ISSUER.issue(Instant.EPOCH, soon, "Between");
		CommandRun.Result result = secured(between.issue("localhost", "localhost").context(), folder);
		assertThat(results(result)).containsEntry("certificate", "look");
	}

	@Test
	void aCertificateThatHasExpiredIsWrong(@TempDir Path folder) throws Exception {
		Instant then = Instant.parse("2021-01-01T00:00:00Z");
		CommandRun.Result result = secured(ISSUER.issue(Instant.EPOCH, then, "localhost", "localhost").context(),
				folder);
		assertThat(text(result, "certificate")).isEqualTo("it has expired at 2021-01-01T00:00:00Z");
		assertThat(results(result)).containsEntry("requests", "-").doesNotContainKey("unsigned");
		assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
	}

	@Test
	void aCertificateForAnotherNameIsWrong(@TempDir Path folder) throws Exception {
		CommandRun.Result result = secured(ISSUER.issue("hooks.example.com", "hooks.example.com").context(), folder);
		assertThat(text(result, "certificate")).isEqualTo("it is not for localhost, but for CN=hooks.example.com");
	}

	@Test
	void aChainWithoutItsMiddleIsWrong(@TempDir Path folder) throws Exception {
		TestCertificate between = ISSUER.issue("Between");
		TestCertificate own = between.issue("localhost", "localhost");
		CommandRun.Result result = secured(own.withoutIssuers().context(), folder);
		assertThat(text(result, "certificate")).contains("without that of its issuer, CN=Between");
		assertThat(results(secured(own.context(), folder))).containsEntry("certificate", "ok");
	}

	@Test
	void aCertificateThatNobodyTrustsIsWrong(@TempDir Path folder) throws Exception {
		CommandRun.Result result = secured(TestCertificate.selfSigned("localhost").context(), folder);
		assertThat(text(result, "certificate")).isEqualTo("nobody whom Java trusts has issued it, but CN=localhost");
	}

	@Test
	void httpsToAPortOfHttpIsWrong() {
		CommandRun.Result result = run(this.url.replace("http:", "https:"));
		assertThat(text(result, "certificate")).contains("there is no TLS at this port");
	}

	@Test
	void doesNotKnowHowToSignWithoutAProvider() {
		CommandRun.Result result = run(this.url, "--send-signed");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(this.endpoint.all()).isEmpty();
	}

	private static CommandRun.Result secured(SSLContext context, Path folder) throws Exception {
		Path issuer = folder.resolve("issuer.pem");
		Files.writeString(issuer,
				"-----BEGIN CERTIFICATE-----\n"
						+ Base64.getMimeEncoder().encodeToString(ISSUER.certificate().getEncoded())
						+ "\n-----END CERTIFICATE-----\n");
		WebhookProvider stripe = WebhookProvider.ofPreset("stripe").secret(SECRET).build();
		try (ReceivedWebhooks received = ReceivedWebhooks.builder().provider(stripe).tls(context).start()) {
			return run(received.url("/webhooks/stripe").toString(), "--cacert", issuer.toString());
		}
	}

	private static CommandRun.Result run(String url, String... options) {
		return CommandRun.with()
			.environment("STRIPE_WEBHOOK_SECRET", SECRET)
			.run(Stream.of(new String[] { "check", url, "--json" }, options)
				.flatMap(Stream::of)
				.toArray(String[]::new));
	}

	private static Map<String, String> results(CommandRun.Result result) {
		Map<String, String> results = new LinkedHashMap<>();
		for (JsonNode check : result.json().path("checks")) {
			results.put(check.path("check").asString(), check.path("result").asString());
		}
		return results;
	}

	private static String text(CommandRun.Result result, String name) {
		for (JsonNode check : result.json().path("checks")) {
			if (check.path("check").asString().equals(name)) {
				return check.path("text").asString();
			}
		}
		throw new AssertionError("There is no check " + name + " in " + result.out());
	}

}
