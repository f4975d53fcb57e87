package dev.webhooks.delivery.engine;

/**
 * What is stored of an exception.
 */
final class ErrorText {

	static final int MAX_LENGTH = 1000;

	private ErrorText() {
	}

	/**
	 * Takes the class and the message, without characters that databases refuse.
	 */
	static String of(Throwable failure) {
		String text = failure.toString().replace('\0', ' ').strip();
		if (text.length() <= MAX_LENGTH) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
		return text.substring(0, end);
	}

}
