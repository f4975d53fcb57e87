package dev.webhooks.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

import dev.webhooks.cli.check.CheckCommand;
import dev.webhooks.cli.listen.ListenCommand;
import dev.webhooks.cli.listen.ReplayCommand;
import dev.webhooks.cli.provider.Names;
import dev.webhooks.cli.send.SendCommand;
import dev.webhooks.cli.send.SignCommand;

/**
 * The commands by name, in the order of the help.
 */
final class CommandCatalog {

	private static final String COMPLETION = "generate-completion";

	private static final String HELP = "help";

	private static final Map<String, Class<?>> COMMANDS = commands();

	private CommandCatalog() {
	}

	private static Map<String, Class<?>> commands() {
		Map<String, Class<?>> commands = new LinkedHashMap<>();
		commands.put("send", SendCommand.class);
		commands.put("sign", SignCommand.class);
		commands.put("verify", VerifyCommand.class);
		commands.put("secret", SecretCommand.class);
		commands.put("providers", ProvidersCommand.class);
		commands.put("events", EventsCommand.class);
		commands.put("listen", ListenCommand.class);
		commands.put("replay", ReplayCommand.class);
		commands.put("check", CheckCommand.class);
		commands.put(COMPLETION, AutoComplete.GenerateCompletion.class);
		return commands;
	}

	static Iterable<Class<?>> all() {
		return COMMANDS.values();
	}

	static Set<String> names() {
		return COMMANDS.keySet();
	}

	/**
	 * Finds what has to be looked at for a command line.
	 */
	static Iterable<Class<?>> of(String... arguments) {
		String name = name(arguments);
		if (name == null) {
			return List.of();
		}
		if (name.equals(COMPLETION)) {
			return all();
		}
		Class<?> command = COMMANDS.get(name);
		if (command == null) {
			throw Names.unknown("command '%s'".formatted(name), name, COMMANDS.keySet());
		}
		return List.of(command);
	}

	/**
	 * Reads {@code help COMMAND} as {@code COMMAND --help}.
	 */
	static String[] straighten(String... arguments) {
		if (arguments.length == 0) {
			return new String[] { "--help" };
		}
		if (!HELP.equals(arguments[0])) {
			return arguments;
		}
		return Stream.concat(Stream.of(arguments).skip(1), Stream.of("--help")).toArray(String[]::new);
	}

	private static @Nullable String name(String... arguments) {
		return (arguments.length > 0 && !arguments[0].startsWith("-")) ? arguments[0] : null;
	}

	/**
	 * The list of the commands in the help of all, for which none is looked at as a
	 * whole.
	 */
	static String list(Help help) {
		if (help.commandSpec().parent() != null) {
			return "";
		}
		List<Map.Entry<String, Class<?>>> commands = new ArrayList<>(COMMANDS.entrySet());
		int width = help.commandSpec().usageMessage().width();
		TextTable table = TextTable.forColumns(help.colorScheme(), new Column(24, 2, Column.Overflow.SPAN),
				new Column(width - 24, 0, Column.Overflow.WRAP));
		for (Map.Entry<String, Class<?>> command : commands) {
			table.addRowValues(help.colorScheme().commandText(command.getKey()),
					help.colorScheme().text(header(command.getValue())));
		}
		return "%nCommands:%n".formatted() + table;
	}

	private static String header(Class<?> type) {
		Command command = type.getAnnotation(Command.class);
		if (type == AutoComplete.GenerateCompletion.class) {
			return "Write a script that completes commands and options in bash and zsh.";
		}
		return (command != null && command.header().length > 0) ? command.header()[0].replace("%n", "") : "";
	}

}
