package dev.webhooks;

import org.springframework.util.Assert;

/**
 * Thrown by a listener that has not processed its event, and knows what the provider
 * waits for: an order is not there yet, say, which has a code of its own. The answer is
 * that of the exception, made as of what a listener returns, but the event is not
 * remembered: its redelivery is processed. In a batch, and where events are processed
 * from the inbox, it is a failure like any other.
 */
public class UnprocessedWebhookException extends WebhookException {

	private final transient Object answer;

	/**
	 * Creates an exception. It has no stack trace, since nothing is broken.
	 * @param message what is wrong, for the log; no part of the payload
	 * @param answer what the listener has to say, as it would return it
	 */
	public UnprocessedWebhookException(String message, Object answer) {
		super(message, null, false);
		Assert.notNull(answer, "'answer' must not be null");
		this.answer = answer;
	}

	/**
	 * Value that the listener would return, had it processed the event.
	 * @return text, bytes, an entity with a status, or what is written as JSON
	 */
	public Object answer() {
		return this.answer;
	}

}
