package dev.webhooks.cli.terminal;

/**
 * The result of a command, from which both the text for humans and the JSON for programs
 * are made.
 */
public interface Report {

	/**
	 * The result for programs.
	 * @return maps, lists, texts, numbers and truth values
	 */
	Object json();

	/**
	 * Writes the result for humans.
	 * @param terminal where to
	 */
	void print(Terminal terminal);

	/**
	 * Exit code of the process.
	 * @return the code, see {@link ExitCode}
	 */
	default int exitCode() {
		return ExitCode.OK;
	}

	/**
	 * Whether the JSON is one line, after others that have been written already.
	 * @return whether it is
	 */
	default boolean isLine() {
		return false;
	}

}
