package dev.webhooks.cli.terminal;

import java.util.concurrent.Callable;

import picocli.CommandLine.Mixin;

/**
 * A command whose result is one {@link Report}. The command line makes it with its
 * {@link Terminal}.
 */
public abstract class ReportingCommand implements Callable<Integer> {

	/** The terminal that it runs on. */
	protected final Terminal terminal;

	@Mixin
	final OutputOptions output = new OutputOptions();

	/**
	 * Creates a command.
	 * @param terminal the terminal that it runs on
	 */
	protected ReportingCommand(Terminal terminal) {
		this.terminal = terminal;
	}

	@Override
	public final Integer call() {
		this.terminal.color(this.output.color);
		Report report = run();
		if (this.output.json) {
			Object tree = report.json();
			this.terminal.println(report.isLine() ? JsonOutput.line(tree) : JsonOutput.pretty(tree));
		}
		else {
			report.print(this.terminal);
		}
		if (this.terminal.out().checkError()) {
			throw new CommandFailure(ExitCode.UNEXPECTED, "The output cannot be written.",
					"See whether the disk is full, or who reads it.", null);
		}
		return report.exitCode();
	}

	/**
	 * Runs the command.
	 * @return its result
	 */
	protected abstract Report run();

	/**
	 * Whether the result is to be JSON, for those who write parts of it earlier.
	 * @return whether it is
	 */
	protected final boolean isJson() {
		return this.output.json;
	}

	boolean isDebug() {
		return this.output.debug;
	}

}
