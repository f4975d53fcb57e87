package dev.webhooks.cli.terminal;

import org.jspecify.annotations.Nullable;

/**
 * The end of a command that cannot go on: one line that says what is wrong, and what to
 * do. It never holds a secret.
 */
public class CommandFailure extends RuntimeException {

	private final int exitCode;

	private final @Nullable String remedy;

	/**
	 * Creates a failure.
	 * @param exitCode the exit code, see {@link ExitCode}
	 * @param message what is wrong, as a sentence
	 * @param remedy what to do, as a sentence, or {@code null}
	 * @param cause what went wrong, or {@code null}
	 */
	public CommandFailure(int exitCode, String message, @Nullable String remedy, @Nullable Throwable cause) {
		super(message, cause);
		this.exitCode = exitCode;
		this.remedy = remedy;
	}

	/**
	 * Creates a failure of a command that cannot be run as it is written.
	 * @param message what is wrong, as a sentence
	 * @param remedy what to do, as a sentence
	 * @return the failure
	 */
	public static CommandFailure usage(String message, String remedy) {
		return new CommandFailure(ExitCode.USAGE, message, remedy, null);
	}

	/**
	 * Exit code of the process.
	 * @return the code
	 */
	public int exitCode() {
		return this.exitCode;
	}

	/**
	 * Advice on what to do.
	 * @return a sentence or {@code null}
	 */
	public @Nullable String remedy() {
		return this.remedy;
	}

}
