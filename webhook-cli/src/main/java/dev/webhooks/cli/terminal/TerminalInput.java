package dev.webhooks.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The input of a command, which is read in one way or the other: line by line, or as a
 * whole. Not safe for use by several threads.
 */
final class TerminalInput {

	private final InputStream in;

	private @Nullable BufferedReader lines;

	private boolean read;

	TerminalInput(InputStream in) {
		this.in = in;
	}

	byte[] readAll(int limit) {
		if (this.lines != null) {
			throw twice();
		}
		this.read = true;
		try {
			byte[] input = this.in.readNBytes(limit + 1);
			if (input.length > limit) {
				throw CommandFailure.usage("The input has more than %s bytes.".formatted(limit), "Send less of it.");
			}
			return input;
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	@Nullable String readLine() {
		if (this.read) {
			throw twice();
		}
		if (this.lines == null) {
			this.lines = new BufferedReader(new InputStreamReader(this.in, StandardCharsets.UTF_8));
		}
		try {
			return this.lines.readLine();
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	private static CommandFailure twice() {
		return CommandFailure.usage("The input cannot be both the secret and something else.",
				"Name a file, or name where the secret is: --secret-env NAME.");
	}

	private static CommandFailure unreadable(IOException ex) {
		return new CommandFailure(ExitCode.USAGE, "The input cannot be read.", null, ex);
	}

}
