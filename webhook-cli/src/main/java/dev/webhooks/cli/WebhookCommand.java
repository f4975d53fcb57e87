package dev.webhooks.cli;

import java.util.Locale;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Option;

import dev.webhooks.cli.terminal.ColorMode;
import dev.webhooks.cli.terminal.Failures;
import dev.webhooks.cli.terminal.ReportingCommand;
import dev.webhooks.cli.terminal.Terminal;

/**
 * The command line as a whole. Only the command that is run is looked at, so that it
 * starts fast.
 */
@Command(name = WebhookCommand.NAME, versionProvider = CliVersion.class, customSynopsis = "webhook COMMAND [OPTIONS]",
		header = "Sends, signs, verifies and receives webhooks as the providers make them.", footer = { //
				"  webhook send stripe charge.succeeded --url http://localhost:8080/webhooks/stripe",
				"  webhook verify github request.http --explain", //
				"  webhook providers shopify", "",
				"Exit codes: 0 all well, 1 refused, 2 wrong usage, 3 not reachable, 70 unexpected failure.",
				"webhook COMMAND --help tells more of a command." })
public final class WebhookCommand {

	static final String NAME = "webhook";

	private static final int WIDTH = 100;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this help.")
	boolean help;

	@Option(names = { "-V", "--version" }, versionHelp = true, description = "Show the version.")
	boolean version;

	@Option(names = "--color", hidden = true, paramLabel = "WHEN", defaultValue = "auto")
	ColorMode color = ColorMode.AUTO;

	private WebhookCommand() {
	}

	/**
	 * Runs a command in a process of its own.
	 * @param arguments the command and its options
	 */
	public static void main(String[] arguments) {
		Locale.setDefault(Locale.ROOT);
		Terminal terminal = Terminal.builder().build();
		System.exit(new Failures(terminal, arguments).guard(() -> run(terminal, Arguments.whole(arguments))));
	}

	/**
	 * Runs a command.
	 * @param terminal all that it knows of the world around it
	 * @param arguments the command and its options
	 * @return the exit code
	 */
	public static int run(Terminal terminal, String... arguments) {
		String[] straight = CommandCatalog.straighten(arguments);
		Failures failures = new Failures(terminal, straight);
		return failures.guard(() -> {
			return commandLine(terminal, CommandCatalog.of(straight)).setParameterExceptionHandler(failures)
				.setExecutionExceptionHandler(failures)
				.execute(straight);
		});
	}

	/**
	 * Makes the parser and the help of the commands.
	 * @param terminal what they run on
	 * @param commands the commands that are looked at
	 * @return the command line
	 */
	static CommandLine commandLine(Terminal terminal, Iterable<Class<?>> commands) {
		CommandLine.IFactory factory = new TerminalFactory(terminal);
		CommandLine line = new CommandLine(new WebhookCommand(), factory);
		commands.forEach((type) -> line.addSubcommand(type));
		layOut(line);
		line.getSubcommands().values().forEach(WebhookCommand::layOut);
		line.getHelpSectionMap()
			.put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, (help) -> CommandCatalog.list(help));
		return line.setCaseInsensitiveEnumValuesAllowed(true)
			.setOut(terminal.out())
			.setErr(terminal.err())
			.setUsageHelpWidth(WIDTH)
			.setColorScheme(colors(terminal));
	}

	private static void layOut(CommandLine line) {
		line.getCommandSpec()
			.usageMessage()
			.sortOptions(false)
			.abbreviateSynopsis(true)
			.synopsisHeading("%nUsage: ")
			.descriptionHeading((line.getParent() != null) ? "%n" : "")
			.parameterListHeading("%nArguments:%n")
			.optionListHeading("%nOptions:%n")
			.commandListHeading("%nCommands:%n")
			.footerHeading("%nExamples:%n");
	}

	private static ColorScheme colors(Terminal terminal) {
		return CommandLine.Help.defaultColorScheme(terminal.isColored() ? Ansi.ON : Ansi.OFF);
	}

	/**
	 * Makes commands with the terminal that they run on.
	 *
	 * @param terminal the terminal
	 */
	private record TerminalFactory(Terminal terminal) implements CommandLine.IFactory {

		@Override
		public <K> K create(Class<K> type) throws Exception {
			return ReportingCommand.class.isAssignableFrom(type)
					? type.getDeclaredConstructor(Terminal.class).newInstance(this.terminal)
					: CommandLine.defaultFactory().create(type);
		}

	}

}
