package dev.webhooks.cli.terminal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.provider.settings.NearestName;

/**
 * Tells failures of commands on one line each, with a remedy, and without a stack trace
 * unless it was asked for.
 */
public final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

	private final Terminal terminal;

	private final List<String> arguments;

	/**
	 * Creates what tells failures.
	 * @param terminal where to
	 * @param arguments the command line
	 */
	public Failures(Terminal terminal, String... arguments) {
		this.terminal = terminal;
		this.arguments = List.of(arguments);
	}

	/**
	 * Runs something that may fail before there is a command.
	 * @param action returns the exit code
	 * @return the exit code
	 */
	public int guard(IntSupplier action) {
		try {
			return action.getAsInt();
		}
		catch (CommandFailure ex) {
			return tell(ex, ex);
		}
	}

	@Override
	public int handleParseException(ParameterException ex, String[] args) {
		return tell((ex.getCause() instanceof CommandFailure failure) ? failure : usage(ex), ex);
	}

	@Override
	public int handleExecutionException(Exception ex, CommandLine commandLine, @Nullable ParseResult result) {
		return tell(failure(ex), ex);
	}

	private static CommandFailure failure(Exception ex) {
		if (ex instanceof CommandFailure failure) {
			return failure;
		}
		if (ex instanceof InvalidSettingException setting) {
			return CommandFailure.usage(sentence("Setting '%s': %s".formatted(setting.key(), setting.description())),
					setting.fix());
		}
		String message = (ex.getMessage() != null) ? ex.getMessage() : "";
		return new CommandFailure(ExitCode.UNEXPECTED, "%s: %s".formatted(ex.getClass().getSimpleName(), message),
				"This is a mistake of the program: run it with --debug and report what it shows.", ex);
	}

	private static CommandFailure usage(ParameterException ex) {
		CommandLine command = ex.getCommandLine();
		String see = "See %s --help.".formatted(command.getCommandSpec().qualifiedName());
		if (ex instanceof UnmatchedArgumentException unmatched) {
			String first = unmatched.getUnmatched().get(0);
			if (!first.startsWith("-")) {
				return CommandFailure.usage("There is an argument too many.", see);
			}
			String option = first.replaceFirst("=.*", "");
			String nearest = NearestName.within(option, command.getCommandSpec().optionsMap().keySet());
			return CommandFailure.usage("There is no option '%s'.".formatted(option),
					(nearest != null) ? "Did you mean '%s'?".formatted(nearest) : see);
		}
		return CommandFailure.usage(sentence(String.valueOf(ex.getMessage())), see);
	}

	private static String sentence(String message) {
		String line = message.replaceAll("\\s+", " ").strip();
		return line.endsWith(".") ? line : line + ".";
	}

	private int tell(CommandFailure failure, Exception thrown) {
		if (this.arguments.contains("--json")) {
			Map<String, Object> tree = new LinkedHashMap<>();
			tree.put("error", line(String.valueOf(failure.getMessage())));
			tree.put("remedy", (failure.remedy() != null) ? line(failure.remedy()) : "");
			tree.put("exitCode", failure.exitCode());
			this.terminal.println(JsonOutput.pretty(tree));
		}
		else {
			String remedy = (failure.remedy() != null) ? " " + failure.remedy() : "";
			this.terminal
				.remark(this.terminal.styled(Style.RED, "Error: ") + line(failure.getMessage() + remedy) + "\n");
		}
		if (this.arguments.contains("--debug")) {
			thrown.printStackTrace(this.terminal.err());
			this.terminal.remark("");
		}
		return failure.exitCode();
	}

	private static String line(String text) {
		return String.join(" ", Arrays.stream(Printable.of(text).split("\\s*\\n\\s*")).toList());
	}

}
