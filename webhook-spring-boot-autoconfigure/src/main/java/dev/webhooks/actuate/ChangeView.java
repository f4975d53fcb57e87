package dev.webhooks.actuate;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Result of an operation.
 *
 * @param operation the name of the operation
 * @param engine the name of the engine
 * @param preview whether nothing was changed, because it was not said how many deliveries
 * are expected
 * @param matching how many deliveries are meant, or {@code null} where that was not asked
 * @param complete whether all of them were counted, or {@code null} where that was not
 * asked
 * @param changed how many deliveries, or gates, were changed, or {@code null} for a
 * preview
 * @param parameters what it was done with, times as they were understood; with
 * {@code expected} added they do what was previewed
 */
public record ChangeView(String operation, String engine, boolean preview, @Nullable Long matching,
		@Nullable Boolean complete, @Nullable Integer changed, Map<String, String> parameters) {

	static ChangeView preview(String operation, String engine, long matching, boolean complete,
			Map<String, String> parameters) {
		return new ChangeView(operation, engine, true, matching, complete, null, parameters);
	}

	static ChangeView changed(String operation, String engine, int changed, Map<String, String> parameters) {
		return new ChangeView(operation, engine, false, null, null, changed, parameters);
	}

}
