package dev.webhooks.test.web;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * The recorders of the application contexts that are open, and the ids by which they know
 * requests. Safe for use by several threads.
 */
final class Outcomes {

	/**
	 * The header with the id of a request.
	 */
	static final String HEADER = "Webhook-Test-Request";

	/** Of requests to an application that has a recorder. */
	private static final String HERE = "here-";

	private static final String ELSEWHERE = "elsewhere-";

	private static final List<OutcomeRecorder> RECORDERS = new CopyOnWriteArrayList<>();

	private Outcomes() {
	}

	/**
	 * Makes the id of a request to the application under test.
	 */
	static String newId() {
		return newId(true);
	}

	static String newId(boolean here) {
		return (here ? HERE : ELSEWHERE) + UUID.randomUUID();
	}

	/**
	 * Tells whether a request that an endpoint has received must have an outcome.
	 */
	static boolean isExpected(@Nullable String id) {
		return id != null && id.startsWith(HERE) && !RECORDERS.isEmpty();
	}

	static void open(OutcomeRecorder recorder) {
		RECORDERS.add(recorder);
	}

	static void close(OutcomeRecorder recorder) {
		RECORDERS.remove(recorder);
	}

	static @Nullable ObservedOutcome find(@Nullable String id) {
		return (id != null) ? RECORDERS.stream()
			.map((recorder) -> recorder.find(id))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null) : null;
	}

}
