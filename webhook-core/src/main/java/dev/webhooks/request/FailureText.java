package dev.webhooks.request;

import java.util.List;
import java.util.stream.Stream;

import dev.webhooks.Internal;

/**
 * Text of an exception on one line of the log: its class, its message, and where in the
 * application it was thrown.
 */
@Internal
public final class FailureText {

	/** Where nobody looks for a mistake first. */
	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.",
			"kotlin.", "org.springframework.", "org.apache.", "org.hibernate.", "org.postgresql.", "com.zaxxer.",
			"tools.jackson.", "com.fasterxml.", "dev.webhooks.delivery.", "dev.webhooks.inbox.",
			"dev.webhooks.listener.");

	private FailureText() {
	}

	/**
	 * Shows an exception.
	 * @param failure the exception
	 * @return one line
	 */
	public static String of(Throwable failure) {
		String origin = Stream.of(failure.getStackTrace())
			.filter((frame) -> LIBRARIES.stream().noneMatch(frame.getClassName()::startsWith))
			.findFirst()
			.map((frame) -> " (at " + frame + ")")
			.orElse("");
		String message = (failure.getMessage() != null) ? ": " + LogText.messageOf(failure) : "";
		return failure.getClass().getName() + message + origin;
	}

}
