package dev.webhooks.databases;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints at the end of a run on which databases it was, and on which not.
 */
public final class DatabasesOfTheRun implements TestExecutionListener {

	private static final Set<String> VERSIONS = new TreeSet<>();

	private static final Map<String, Set<String>> SKIPPED_BY_REASON = new TreeMap<>();

	/**
	 * Notes a version as the server gives it.
	 */
	static synchronized void add(String version) {
		VERSIONS.add(version);
	}

	static synchronized void skip(String database, String reason) {
		SKIPPED_BY_REASON.computeIfAbsent(reason, (key) -> new TreeSet<>()).add(database);
	}

	@Override
	public void testPlanExecutionFinished(TestPlan plan) {
		synchronized (DatabasesOfTheRun.class) {
			if (!VERSIONS.isEmpty()) {
				System.out.println("The tests ran on " + String.join(", ", VERSIONS));
			}
			SKIPPED_BY_REASON.forEach((reason, databases) -> System.out
				.println("Not on " + String.join(", ", databases) + ": " + reason));
		}
	}

}
