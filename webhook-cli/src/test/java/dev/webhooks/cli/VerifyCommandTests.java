package dev.webhooks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.webhooks.cli.CommandRun.Result;
import dev.webhooks.cli.terminal.ExitCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code webhook verify}: the forms that requests have, and what is said of
 * them.
 */
class VerifyCommandTests {

	private static final String SECRET = "It's a Secret to Everybody";

	/** Of {@code {"zen":"Mind your words."}}, made by OpenSSL. */
	private static final String SIGNATURE = "sha256=b4e0ce38b3319b6951cbf612a950d25828dd9c63ab77908747231c7f9ab22684";

	private static final String BODY = "{\"zen\":\"Mind your words.\"}";

	@TempDir
	Path folder;

	private static CommandRun command() {
		return CommandRun.with().environment("GITHUB_WEBHOOK_SECRET", SECRET);
	}

	private static String http(String body) {
		return "POST /webhooks/github HTTP/1.1\r\nHost: hooks.example.com\r\nContent-Type: application/json\r\n"
				+ "X-GitHub-Event: ping\r\nX-GitHub-Delivery: 72d3162e\r\nX-Hub-Signature-256: " + SIGNATURE
				+ "\r\n\r\n" + body;
	}

	@Test
	void aRequestInTheFormOfHttpVerifies() {
		Result result = command().input(http(BODY)).run("verify", "github");
		assertThat(result.out()).isEqualTo("""
				It verifies.
				  type         ping
				  id           72d3162e
				""");
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
	}

	@Test
	void linesMayEndWithoutCarriageReturn() {
		assertThat(command().input(http(BODY).replace("\r", "")).run("verify", "github").exitCode())
			.isEqualTo(ExitCode.OK);
	}

	@Test
	void theLineBreakThatAnEditorPutsBehindTheBodyIsNoPartOfIt() {
		String announced = http(BODY + "\n").replace("Host:", "Content-Length: " + BODY.length() + "\r\nHost:");
		assertThat(command().input(announced).run("verify", "github").exitCode()).isEqualTo(ExitCode.OK);
	}

	@Test
	void aRequestInJsonVerifies() {
		String json = """
				{"method": "POST", "url": "https://hooks.example.com/webhooks/github",
				 "headers": {"Content-Type": "application/json", "X-GitHub-Event": ["ping"], "X-GitHub-Delivery": "1",
				             "X-Hub-Signature-256": "%s"},
				 "body": "{\\"zen\\":\\"Mind your words.\\"}"}""".formatted(SIGNATURE);
		assertThat(command().input(json).run("verify", "github").exitCode()).isEqualTo(ExitCode.OK);
	}

	@Test
	void headersAndBodyMayBeFilesOfTheirOwn() throws IOException {
		Path body = Files.writeString(this.folder.resolve("body.json"), BODY);
		Path headers = Files.writeString(this.folder.resolve("headers.txt"), "Content-Type: application/json\n"
				+ "X-GitHub-Event: ping\nX-GitHub-Delivery: 1\nX-Hub-Signature-256: sha256=00\n");
		Result result = command().run("verify", "github", "--headers", headers.toString(), "--body", body.toString(),
				"-H", "X-Hub-Signature-256: " + SIGNATURE);
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
	}

	@Test
	void theResultIsJsonForPrograms() {
		Result result = command().input(http(BODY)).run("verify", "github", "--json");
		assertThat(result.json().path("verified").asBoolean()).isTrue();
		assertThat(result.json().at("/events/0/id").asString()).isEqualTo("72d3162e");
	}

	@Test
	void aBodyThatWasWrittenAnewIsTheCause() {
		Result result = command().input(http("{\"zen\": \"Mind your words.\"}")).run("verify", "github", "--explain");
		assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
		assertThat(result.out()).contains("the body was altered on the way: the signature is that of compact JSON");
	}

	@Test
	void aLineBreakInTheSecretIsTheCause() {
		Result result = CommandRun.with()
			.environment("GH", SECRET + "\n")
			.input(http(BODY))
			.run("verify", "github", "--explain", "--secret-env", "GH");
		assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
		assertThat(result.out()).contains("'secret' without the white space around it: remove that");
	}

	@Test
	void httpInPlaceOfHttpsIsTheCause() {
		String signed = CommandRun.with()
			.environment("TWILIO_WEBHOOK_SECRET", "12345")
			.input("MessageSid=SM1&MessageStatus=delivered")
			.run("sign", "twilio", "--url", "https://shop.example/webhooks/twilio", "-H",
					"Content-Type: application/x-www-form-urlencoded", "--format", "http")
			.out();
		CommandRun verify = CommandRun.with().environment("TWILIO_WEBHOOK_SECRET", "12345").input(signed);
		assertThat(verify.run("verify", "twilio").exitCode()).isEqualTo(ExitCode.OK);
		Result result = verify.run("verify", "twilio", "--explain", "--url", "http://shop.example/webhooks/twilio");
		assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
		assertThat(result.out()).contains("'https' in place of 'http'", "'public-url'");
	}

	@Test
	void withoutExplainThereIsNoExplanation() {
		Result result = command().input(http("{}")).run("verify", "github");
		assertThat(result.out()).contains("It does not verify: The signature does not match.")
			.doesNotContain("explanation");
	}

	@Test
	void noSecretAndNoSignatureIsShown() {
		Result result = command().input(http("{}")).run("verify", "github", "--explain", "--json");
		assertThat(result.out() + result.err()).doesNotContain("Everybody", SIGNATURE.substring(7));
	}

	@Test
	void whatIsNoRequestIsToldWithTheForms() {
		Result result = command().input("Hello").run("verify", "github");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("does not begin with a request line", "POST /path HTTP/1.1").hasLineCount(1);
	}

	@Test
	void aBodyThatIsADocumentInTheJsonHasLostItsBytes() {
		Result result = command().input("{\"headers\":{},\"body\":{\"a\":1}}").run("verify", "github");
		assertThat(result.err()).contains("its bytes are lost", "bodyBase64");
	}

	@Test
	void aFileThatIsNotThereIsNamed() {
		Result result = command().run("verify", "github", "no-such-file");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("'no-such-file' cannot be read");
	}

}
