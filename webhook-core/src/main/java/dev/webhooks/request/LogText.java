package dev.webhooks.request;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;

/**
 * Makes of the text of strangers what a log may hold: one line of bounded length.
 */
@Internal
public final class LogText {

	private static final int MAX_LENGTH = 200;

	private static final int MAX_MESSAGE_LENGTH = 1000;

	private LogText() {
	}

	/**
	 * Shows a value of a request, such as the id of an event.
	 * @param value the value
	 * @return its beginning, with all that is not visible escaped
	 */
	public static String of(String value) {
		return cut(value, MAX_LENGTH);
	}

	/**
	 * Shows the message of an exception, which may quote a request.
	 * @param failure the exception
	 * @return the beginning of its message, with all that is not visible escaped
	 */
	public static String messageOf(Throwable failure) {
		@Nullable String message = failure.getMessage();
		return cut(String.valueOf(message), MAX_MESSAGE_LENGTH);
	}

	private static String cut(String text, int maxLength) {
		StringBuilder shown = new StringBuilder(Math.min(text.length(), maxLength));
		text.codePoints().limit(maxLength).forEach((character) -> append(shown, character));
		if (text.codePointCount(0, text.length()) > maxLength) {
			shown.append("... (").append(text.length()).append(" characters)");
		}
		return shown.toString();
	}

	private static void append(StringBuilder shown, int character) {
		if (isVisible(character)) {
			shown.appendCodePoint(character);
		}
		else {
			shown.append("\\u{").append(Integer.toHexString(character)).append('}');
		}
	}

	/**
	 * Any other character could begin another line, or turn the direction of what
	 * follows.
	 */
	private static boolean isVisible(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
				false;
			default -> true;
		};
	}

}
