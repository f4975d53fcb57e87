package dev.webhooks.delivery;

/**
 * How often a delivery was tried. Immutable.
 *
 * @param total all attempts, since the message was accepted
 * @param counted those that count for the {@link RetryPolicy}: since the delivery was
 * last opened, by a redelivery or an operator, and without those that were put off
 * @param putOff how many of the last attempts in a row were put off
 */
public record Attempts(int total, int counted, int putOff) {

	/**
	 * None at all.
	 */
	public static final Attempts NONE = new Attempts(0, 0, 0);

	/**
	 * Adds an attempt.
	 * @return all attempts
	 */
	public Attempts another() {
		return new Attempts(this.total + 1, this.counted + 1, 0);
	}

	/**
	 * Adds an attempt that was put off.
	 * @return all attempts
	 */
	public Attempts anotherPutOff() {
		return new Attempts(this.total + 1, this.counted, this.putOff + 1);
	}

	/**
	 * Gives the delivery all attempts of its policy again.
	 * @return the attempts, of which none counts
	 */
	public Attempts anew() {
		return new Attempts(this.total, 0, 0);
	}

}
