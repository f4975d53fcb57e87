package dev.webhooks.sender.endpoint;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Checks which types of messages an endpoint wants.
 */
final class EventPatterns {

	static final List<String> ALL = List.of("*");

	private static final int MOST = 100;

	private static final int MAX_LENGTH = 255;

	/** Each costs a search in the type. */
	private static final int MOST_STARS = 5;

	private EventPatterns() {
	}

	/**
	 * Checks patterns: a name, or with {@code *} for any characters.
	 * @return the patterns, all types for none, each once
	 */
	static List<String> check(Collection<String> patterns) {
		TextRules.size("events", patterns, MOST);
		if (patterns.isEmpty()) {
			return ALL;
		}
		int index = 0;
		for (String pattern : patterns) {
			String key = "events[" + index++ + "]";
			TextRules.token(key, pattern, MAX_LENGTH);
			if (pattern.chars().filter((character) -> character == '*').count() > MOST_STARS) {
				throw TextRules.invalid(key, "It has more than " + MOST_STARS + " asterisks.", "Use fewer of them.");
			}
		}
		return List.copyOf(new LinkedHashSet<>(patterns));
	}

}
