package dev.webhooks.provider.settings;

/**
 * When listeners run.
 */
public enum ProcessingMode {

	/**
	 * From the inbox where there is one, except for requests whose sender waits for what
	 * the listener returns.
	 */
	AUTO,

	/** Before the answer. */
	INLINE,

	/** After the answer, from the inbox. */
	DURABLE

}
