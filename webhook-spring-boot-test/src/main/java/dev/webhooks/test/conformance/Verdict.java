package dev.webhooks.test.conformance;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Says whether a scenario has made a difference, and if so to which listener, and what to
 * do about it. Immutable.
 *
 * @param scenario the scenario
 * @param events the events, as a reader knows them
 * @param listeners the listeners that may have made the difference
 */
record Verdict(Scenario scenario, String events, Collection<String> listeners) {

	/**
	 * Compares states.
	 * @param expected the state where nothing happened
	 * @param actual the state after the scenario
	 * @throws AssertionError if they differ
	 */
	void compare(@Nullable Object expected, @Nullable Object actual) {
		if (!Objects.deepEquals(expected, actual)) {
			throw new AssertionError(message(expected, actual));
		}
	}

	private String message(@Nullable Object expected, @Nullable Object actual) {
		return """

				%s not idempotent.

				Scenario: %s.
				Events:   %s
				State after %s: %s
				State after %s: %s

				%s
				""".formatted(subject(), this.scenario.text, this.events, this.scenario.expected, text(expected),
				this.scenario.actual, text(actual), this.scenario.recipe());
	}

	private String subject() {
		String names = this.listeners.stream().sorted().map((id) -> "'" + id + "'").collect(Collectors.joining(", "));
		return switch (this.listeners.size()) {
			case 0 -> "What the events change is";
			case 1 -> "Webhook listener " + names + " is";
			default -> "One of the webhook listeners " + names + " is";
		};
	}

	private static String text(@Nullable Object state) {
		return (state instanceof Object[] array) ? Arrays.deepToString(array) : String.valueOf(state);
	}

}
