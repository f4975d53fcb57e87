package dev.webhooks.cli.terminal;

/**
 * Exit codes of all commands, by which scripts tell what happened.
 */
public final class ExitCode {

	/** All went well: each request was answered 2xx, or the signature verifies. */
	public static final int OK = 0;

	/** A request was not accepted, or does not verify. */
	public static final int REFUSED = 1;

	/** The command cannot be run as it is written. */
	public static final int USAGE = 2;

	/** The other side cannot be reached. */
	public static final int UNREACHABLE = 3;

	/** A failure that nobody expected; {@code --debug} shows its stack trace. */
	public static final int UNEXPECTED = 70;

	/** The command was interrupted. */
	public static final int INTERRUPTED = 130;

	private ExitCode() {
	}

}
