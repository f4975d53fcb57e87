package dev.webhooks.test.conformance;

/**
 * Failure of a listener that a scenario has made up. A listener must not catch it.
 */
final class SimulatedFailureException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	SimulatedFailureException(String message) {
		super(message);
	}

}
