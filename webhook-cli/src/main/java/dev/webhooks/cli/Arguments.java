package dev.webhooks.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.webhooks.cli.terminal.CommandFailure;

/**
 * Arguments of the process. Java reads them in the encoding of the locale, and loses what
 * that has no letters for.
 */
final class Arguments {

	private static final Path RAW = Path.of("/proc/self/cmdline");

	private static final String LOST = "\ufffd";

	private Arguments() {
	}

	/**
	 * Reads the arguments anew, in UTF-8, if letters of them are lost.
	 * @param arguments the arguments as Java has them
	 * @return the arguments as they were written
	 * @throws CommandFailure if they cannot be read anew
	 */
	static String[] whole(String... arguments) {
		if (Stream.of(arguments).noneMatch((argument) -> argument.contains(LOST))) {
			return arguments;
		}
		String[] raw = raw();
		int shift = raw.length - arguments.length;
		String[] whole = arguments.clone();
		for (int i = 0; i < arguments.length && shift > 0; i++) {
			whole[i] = arguments[i].contains(LOST) ? raw[i + shift] : arguments[i];
		}
		if (Stream.of(whole).anyMatch((argument) -> argument.contains(LOST))) {
			throw CommandFailure.usage("An argument has letters that the locale does not know.",
					"Run it with LC_ALL=C.UTF-8, or put the text into a file.");
		}
		return whole;
	}

	private static String[] raw() {
		try {
			return Files.isReadable(RAW) ? new String(Files.readAllBytes(RAW), StandardCharsets.UTF_8).split("\0")
					: new String[0];
		}
		catch (IOException ex) {
			return new String[0];
		}
	}

}
