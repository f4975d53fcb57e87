package dev.webhooks.test.received;

/**
 * Decides how requests are answered. Implementations are called by the threads of the
 * connections, several at a time, and may wait.
 */
@FunctionalInterface
public interface WebhookAnswers {

	/**
	 * Decides how a request is answered.
	 * @param webhook the request, which is already in {@link ReceivedWebhooks#all()}
	 * @return the answer
	 */
	WebhookAnswer answer(ReceivedWebhook webhook);

}
