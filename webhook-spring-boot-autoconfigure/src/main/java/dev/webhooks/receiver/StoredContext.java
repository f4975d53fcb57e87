package dev.webhooks.receiver;

import java.util.HashMap;
import java.util.Map;

/**
 * Chooses what is stored of the context of the thread that received an event: what a
 * database cannot keep stays behind, because it is none of the sender's.
 */
final class StoredContext {

	/**
	 * The shortest text of a database holds 65,535 bytes, of which a character takes
	 * three.
	 */
	private static final int MAX_LENGTH = 16_000;

	private static final int SEPARATORS = 3;

	private StoredContext() {
	}

	static Map<String, String> of(Map<String, String> captured) {
		Map<String, String> stored = new HashMap<>();
		int length = 0;
		for (Map.Entry<String, String> entry : captured.entrySet()) {
			int added = entry.getKey().length() + entry.getValue().length() + SEPARATORS;
			if (length + added <= MAX_LENGTH && StorableEvents.isStorable(entry.getKey())
					&& StorableEvents.isStorable(entry.getValue())) {
				stored.put(entry.getKey(), entry.getValue());
				length += added;
			}
		}
		return Map.copyOf(stored);
	}

}
