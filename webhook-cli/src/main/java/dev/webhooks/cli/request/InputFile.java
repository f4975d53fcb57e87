package dev.webhooks.cli.request;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.Terminal;

/**
 * Reads files that commands are given, where {@code -} is the input.
 */
public final class InputFile {

	/** More than any provider sends. */
	public static final int LIMIT = 64 * 1024 * 1024;

	private static final String INPUT = "-";

	private InputFile() {
	}

	/**
	 * Reads a file.
	 * @param name the name of the file, or {@code -}
	 * @param terminal has the input
	 * @return the bytes
	 */
	public static byte[] read(String name, Terminal terminal) {
		if (name.equals(INPUT)) {
			return terminal.readInput(LIMIT);
		}
		try (InputStream file = Files.newInputStream(Path.of(name))) {
			byte[] bytes = file.readNBytes(LIMIT + 1);
			if (bytes.length > LIMIT) {
				throw CommandFailure.usage("The file '%s' has more than %s bytes.".formatted(name, LIMIT),
						"No provider sends that much.");
			}
			return bytes;
		}
		catch (IOException | IllegalArgumentException ex) {
			throw CommandFailure.usage("The file '%s' cannot be read.".formatted(name),
					"Name a file that is there, or - for the input.");
		}
	}

}
