package dev.webhooks.actuate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Text of a stored error for operators. The message of an exception may quote a payload:
 * only its class is shown to everybody.
 */
final class ErrorText {

	private static final Pattern FAILURE = Pattern.compile(
			"(?<type>(?:[\\p{L}_$][\\p{L}\\p{N}_$]*\\.)+[\\p{L}_$][\\p{L}\\p{N}_$]*)(?:: .*)?(?: \\(at .*\\))?",
			Pattern.DOTALL);

	/** As this library itself refuses requests and gives up deliveries. */
	private static final Pattern OWN = Pattern
		.compile("[A-Z_]+|answered [0-9]+|The body was purged|[0-9]+ nodes died while it ran");

	private ErrorText() {
	}

	static @Nullable String of(@Nullable String error, boolean shown) {
		if (error == null || shown || OWN.matcher(error).matches()) {
			return error;
		}
		Matcher failure = FAILURE.matcher(error);
		return failure.matches() ? failure.group("type") : "(not shown)";
	}

}
