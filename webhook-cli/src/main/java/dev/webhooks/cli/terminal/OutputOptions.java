package dev.webhooks.cli.terminal;

import picocli.CommandLine.Option;

/**
 * Options that each command has.
 */
public final class OutputOptions {

	@Option(names = "--json", order = 90, description = "Write the result as JSON, for programs.")
	boolean json;

	@Option(names = "--color", order = 91, paramLabel = "WHEN", defaultValue = "auto",
			description = "When to use colours: auto (the default), always or never. "
					+ "The variable NO_COLOR turns them off.")
	ColorMode color = ColorMode.AUTO;

	@Option(names = "--debug", order = 92, description = "Show the stack trace of a failure.")
	boolean debug;

	@Option(names = { "-h", "--help" }, order = 93, usageHelp = true, description = "Show this help.")
	boolean help;

	/**
	 * Whether the result is JSON.
	 * @return whether it is
	 */
	public boolean json() {
		return this.json;
	}

}
