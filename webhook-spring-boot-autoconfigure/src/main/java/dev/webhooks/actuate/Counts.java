package dev.webhooks.actuate;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import dev.webhooks.delivery.operation.EngineSnapshot;

/**
 * Writes numbers and times as details of the health.
 */
final class Counts {

	private Counts() {
	}

	/** Where not all were counted it says so. */
	static Object of(long count) {
		return (count >= EngineSnapshot.MOST_COUNTED) ? EngineSnapshot.MOST_COUNTED + " or more" : count;
	}

	static String seconds(Duration time) {
		return time.truncatedTo(ChronoUnit.SECONDS).toString();
	}

}
