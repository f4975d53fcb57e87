package dev.webhooks.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.cli.CommandRun.Result;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.cli.terminal.Terminal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Options that say what cannot be done.
 */
class OptionsTests {

	private static CommandRun command() {
		return CommandRun.with().environment("GITHUB_WEBHOOK_SECRET", "a secret");
	}

	@Test
	void aHeaderHasANameOfHttp() {
		Result result = command().input("{}").run("sign", "github", "-H", "Bad Name: x");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("'Bad Name' is no name of a header.");
	}

	@Test
	void theHostIsThatOfTheUrl() {
		Result result = command().input("{}").run("sign", "github", "-H", "Host: elsewhere");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("The header 'Host' follows from the URL", "--url");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--rate NaN", "--rate Infinity", "--rate -1", "--concurrency 0", "--concurrency 100000",
			"--count 0" })
	void numbersAreInTheirRange(String option) {
		String[] parts = option.split(" ");
		Result result = command().run("send", "github", "push", "--url", "http://localhost:1/", parts[0], parts[1]);
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("--concurrency are positive numbers");
	}

	@Test
	void theInputIsNotTheSecretAndTheRequest() {
		Result result = command().input("a secret\nPOST / HTTP/1.1\n\n{}").run("verify", "github", "--secret-stdin");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("The input cannot be both the secret and something else.", "--secret-env");
	}

	@Test
	void theInputIsNotTheSecretAndTheBody() {
		Result result = command().input("a secret\n{}").run("sign", "github", "--secret-stdin");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("The input cannot be both the secret and something else.");
	}

	@Test
	void aResultThatCannotBeWrittenIsAFailure() {
		OutputStream full = new OutputStream() {

			@Override
			public void write(int letter) throws IOException {
				throw new IOException("No space left on device");
			}

		};
		Terminal terminal = Terminal.builder()
			.streams(InputStream.nullInputStream(), full, OutputStream.nullOutputStream())
			.build();
		assertThat(WebhookCommand.run(terminal, "providers")).isEqualTo(ExitCode.UNEXPECTED);
	}

}
