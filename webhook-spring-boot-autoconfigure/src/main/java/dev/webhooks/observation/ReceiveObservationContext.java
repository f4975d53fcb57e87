package dev.webhooks.observation;

import org.jspecify.annotations.Nullable;

import dev.webhooks.receiver.ReceiveOutcome;

/**
 * Context of the observation of a request, from its head to its answer.
 */
public non-sealed class ReceiveObservationContext extends TimedObservationContext {

	private final String provider;

	private @Nullable ReceiveOutcome outcome;

	/**
	 * Creates a context.
	 * @param provider the name of the provider
	 */
	public ReceiveObservationContext(String provider) {
		this.provider = provider;
	}

	/**
	 * Name of the provider.
	 * @return the name, which is configured
	 */
	public String getProvider() {
		return this.provider;
	}

	/**
	 * Outcome of the request.
	 * @return the outcome, or {@code null} as long as it is not known
	 */
	public @Nullable ReceiveOutcome getOutcome() {
		return this.outcome;
	}

	/**
	 * Says what became of the request.
	 * @param outcome the outcome
	 */
	public void setOutcome(ReceiveOutcome outcome) {
		this.outcome = outcome;
	}

}
