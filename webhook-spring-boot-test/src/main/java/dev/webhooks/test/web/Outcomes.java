package dev.webhooks.test.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The latest outcomes of requests that the test kit has sent, by an id that it gave them.
 * Safe for use by several threads.
 */
final class Outcomes {

	/**
	 * The header with the id of a request.
	 */
	static final String HEADER = "Webhook-Test-Request";

	private static final int MAX = 500;

	private static final Map<String, ObservedOutcome> LATEST = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, ObservedOutcome> eldest) {
			return size() > MAX;
		}

	};

	private Outcomes() {
	}

	static String newId() {
		return UUID.randomUUID().toString();
	}

	static void add(String id, ObservedOutcome outcome) {
		synchronized (LATEST) {
			LATEST.put(id, outcome);
		}
	}

	static @Nullable ObservedOutcome find(@Nullable String id) {
		synchronized (LATEST) {
			return LATEST.get(id);
		}
	}

}
