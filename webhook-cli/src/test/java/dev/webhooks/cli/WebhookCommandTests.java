package dev.webhooks.cli;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

import dev.webhooks.cli.CommandRun.Result;
import dev.webhooks.cli.terminal.ExitCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookCommand}: what all commands have in common.
 */
class WebhookCommandTests {

	static Stream<String> commands() {
		return StreamSupport.stream(CommandCatalog.all().spliterator(), false)
			.map((type) -> type.getAnnotation(Command.class).name());
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "help", "-h" })
	void theHelpListsEachCommand(String argument) {
		Result result = CommandRun.of(argument);
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
		assertThat(result.out()).contains(commands().map((name) -> "\n  " + name + " ").toList());
		assertThat(result.err()).isEmpty();
	}

	@Test
	void withoutCommandTheHelpIsShown() {
		assertThat(CommandRun.of().out()).isEqualTo(CommandRun.of("--help").out());
	}

	@ParameterizedTest
	@MethodSource("commands")
	void eachCommandHasHelpWithExamples(String command) {
		Result result = CommandRun.of(command, "--help");
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
		assertThat(result.out()).contains("Usage: webhook " + command);
		if (!command.equals("generate-completion")) {
			assertThat(result.out()).contains("Examples:\n  webhook " + command, "--json", "--debug");
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void helpOfACommandIsTheSameInBothForms(String command) {
		assertThat(CommandRun.of("help", command).out()).isEqualTo(CommandRun.of(command, "--help").out());
	}

	@Test
	void theVersionIsShown() {
		assertThat(CommandRun.of("--version").out()).startsWith("webhook ").contains("\nJava ");
	}

	@Test
	void theCommandThatWasProbablyMeantIsNamed() {
		Result result = CommandRun.of("verfy");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).isEqualTo("Error: There is no command 'verfy'. Did you mean 'verify'?\n");
		assertThat(result.out()).isEmpty();
	}

	@Test
	void theOptionThatWasProbablyMeantIsNamed() {
		Result result = CommandRun.of("verify", "github", "--explian");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).isEqualTo("Error: There is no option '--explian'. Did you mean '--explain'?\n");
	}

	@Test
	void thePresetThatWasProbablyMeantIsNamed() {
		Result result = CommandRun.of("providers", "strpie");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).isEqualTo("Error: There is no preset 'strpie'. Did you mean 'stripe'?\n");
	}

	@Test
	void whatIsMissingIsToldOnOneLine() {
		Result result = CommandRun.of("verify");
		assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).contains("PROVIDER", "See webhook verify --help.").hasLineCount(1);
	}

	@Test
	void errorsAreJsonForPrograms() {
		Result result = CommandRun.of("providers", "strpie", "--json");
		assertThat(result.json().path("remedy").asString()).isEqualTo("Did you mean 'stripe'?");
		assertThat(result.json().path("exitCode").asInt()).isEqualTo(ExitCode.USAGE);
		assertThat(result.err()).isEmpty();
	}

	@Test
	void onlyDebugShowsAStackTrace() {
		assertThat(CommandRun.of("providers", "strpie").err()).doesNotContain("\tat ");
		assertThat(CommandRun.of("providers", "strpie", "--debug").err()).contains("\tat ");
	}

	@Test
	void thereAreNoColorsInAPipe() {
		assertThat(CommandRun.of("providers", "stripe").out()).doesNotContain("\u001b");
	}

	@Test
	void thereAreColorsOnATerminal() {
		assertThat(CommandRun.with().person("").run("providers", "stripe").out()).contains("\u001b[1m");
	}

	@Test
	void noColorTurnsThemOff() {
		assertThat(CommandRun.with().person("").environment("NO_COLOR", "1").run("providers", "stripe").out())
			.doesNotContain("\u001b");
	}

	@Test
	void colorsCanBeAskedFor() {
		assertThat(CommandRun.of("providers", "stripe", "--color", "always").out()).contains("\u001b[1m");
	}

	@Test
	void completionKnowsEachCommand() {
		Result result = CommandRun.of("generate-completion");
		assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
		assertThat(result.out()).contains(commands().toList()).contains("--explain", "complete -F _complete_webhook");
	}

}
