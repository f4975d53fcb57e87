package dev.webhooks.cli.terminal;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Refuses variables of which the locale has left no more than replacement characters: a
 * secret or a body of that kind would be another one.
 */
final class SpoiltText {

	private static final char REPLACEMENT = '\ufffd';

	private SpoiltText() {
	}

	static @Nullable String variable(String name) {
		String value = System.getenv(name);
		if (value != null && isSpoilt(value)) {
			throw failure("The variable '%s'".formatted(name));
		}
		return value;
	}

	private static boolean isSpoilt(String text) {
		return text.indexOf(REPLACEMENT) >= 0
				&& !StandardCharsets.UTF_8.name().equals(System.getProperty("sun.jnu.encoding"));
	}

	private static CommandFailure failure(String what) {
		return CommandFailure.usage("%s has letters that this locale cannot tell.".formatted(what),
				"Set one of UTF-8: export LC_ALL=C.UTF-8");
	}

}
