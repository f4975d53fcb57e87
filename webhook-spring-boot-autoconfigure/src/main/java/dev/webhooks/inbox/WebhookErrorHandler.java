package dev.webhooks.inbox;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A bean that decides about deliveries which are about to be given up: it may let one be
 * kept as dead, which is what happens without such a bean, discard it, or do something of
 * its own with the event, such as sending it to a queue, and say that it was forwarded.
 * It is what a {@code ConsumerRecordRecoverer} is to Spring Kafka: retries come before
 * it, by {@code webhooks.providers.<name>.retry} or
 * {@link dev.webhooks.WebhookRetry @WebhookRetry}.
 * <p>
 * Each is asked once at each final failure: when the attempts are used up, when an
 * exception says never to try again, when an attempt that an operator asked for fails,
 * and for an event that nodes died of before it was tried. After a retry by hand or a
 * redelivery there may be another final failure. It is asked
 * <ul>
 * <li>before the end is recorded, so that nothing is lost when the node dies in between:
 * then the delivery is tried again, and it is asked again. Make what it does
 * repeatable;</li>
 * <li>after the transaction of a {@code transactional} listener has been rolled back, and
 * in none of its own;</li>
 * <li>on the thread of the listener, for no longer than the listener may take: then it is
 * interrupted;</li>
 * <li>not where another node has taken the delivery over, and not for an event whose body
 * has been removed.</li>
 * </ul>
 * Where it throws, that is logged and the delivery is dead. Several beans are asked in
 * their order, and the first that decides counts. What is discarded or forwarded has the
 * status {@code DISCARDED} with the reason as its last error: no redelivery of the
 * provider opens it again, {@code retry} of {@link WebhookDeliveries} does. A
 * {@link WebhookDeadLetterEvent} is published only of what is kept as dead.
 * <p>
 * Where listeners run before the answer there is no final failure, since the provider
 * delivers again, and no handler is asked.
 */
@FunctionalInterface
public interface WebhookErrorHandler {

	/**
	 * Decides about a delivery.
	 * @param failure the delivery and what went wrong
	 * @return the decision, or {@code null} to leave it to the next handler, or else to
	 * have it kept as dead
	 * @throws Exception if it cannot decide: the delivery is dead
	 */
	@Nullable Decision handle(WebhookFailure failure) throws Exception;

	/**
	 * Decision about a delivery. Immutable.
	 */
	final class Decision {

		private static final Decision STORE = new Decision(null);

		private final @Nullable String text;

		private Decision(@Nullable String text) {
			this.text = text;
		}

		/**
		 * Keeps the delivery as dead, whatever the next handlers would say.
		 * @return the decision
		 */
		public static Decision store() {
			return STORE;
		}

		/**
		 * Gives the delivery up for good.
		 * @param reason why, which is shown to operators; no part of the payload
		 * @return the decision
		 */
		public static Decision discard(String reason) {
			Assert.hasText(reason, "'reason' must not be empty");
			return new Decision("Discarded: " + reason);
		}

		/**
		 * Says that the handler has dealt with the event.
		 * @param destination where it is now, which is shown to operators; no part of the
		 * payload
		 * @return the decision
		 */
		public static Decision forwarded(String destination) {
			Assert.hasText(destination, "'destination' must not be empty");
			return new Decision("Forwarded to " + destination);
		}

		@Nullable String text() {
			return this.text;
		}

		@Override
		public String toString() {
			return (this.text != null) ? this.text : "Stored";
		}

	}

}
