package dev.webhooks.test.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.assertj.core.api.AbstractAssert;

import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.WebhookDelivery;

/**
 * Assertions on deliveries: on each of those that are selected, of which there has to be
 * one at least. Not safe for use by several threads.
 */
public final class DeliveriesAssert extends AbstractAssert<DeliveriesAssert, SelectedDeliveries> {

	private static final int MOST_SHOWN = 20;

	private final List<WebhookDelivery> found;

	DeliveriesAssert(SelectedDeliveries actual) {
		super(actual, DeliveriesAssert.class);
		this.found = actual.list();
	}

	/**
	 * Verifies that the listener has run and did not fail.
	 * @return this assertion
	 */
	public DeliveriesAssert isProcessed() {
		return has(DeliveryStatus.PROCESSED);
	}

	/**
	 * Verifies that the listener has not run yet, or is to run anew.
	 * @return this assertion
	 */
	public DeliveriesAssert isPending() {
		return has(DeliveryStatus.PENDING);
	}

	/**
	 * Verifies that the listener has failed and is to be tried again.
	 * @return this assertion
	 */
	public DeliveriesAssert isRetried() {
		return has(DeliveryStatus.RETRYING);
	}

	/**
	 * Verifies that the listener has failed and is to be tried again at a time.
	 * @param time the time, of which what is less than a millisecond does not count
	 * @return this assertion
	 */
	public DeliveriesAssert isRetriedAt(Instant time) {
		isRetried();
		return all("to be tried again at " + time,
				(delivery) -> delivery.dueAt() != null && delivery.dueAt().toEpochMilli() == time.toEpochMilli());
	}

	/**
	 * Verifies that the listener has failed and is to be tried again before some time has
	 * passed by the clock of the test. Waits have a random part, unless the settings say
	 * otherwise.
	 * @param time the longest time
	 * @return this assertion
	 */
	public DeliveriesAssert isRetriedWithin(Duration time) {
		isRetried();
		Instant latest = this.actual.clock().instant().plus(time);
		return all("to be tried again by " + latest,
				(delivery) -> delivery.dueAt() != null && !delivery.dueAt().isAfter(latest));
	}

	/**
	 * Verifies that the listener has failed so often, or in such a way, that it is not
	 * tried again.
	 * @return this assertion
	 */
	public DeliveriesAssert isDead() {
		return has(DeliveryStatus.DEAD);
	}

	/**
	 * Verifies that the delivery was given up, by an error handler or by hand.
	 * @return this assertion
	 */
	public DeliveriesAssert isDiscarded() {
		return has(DeliveryStatus.DISCARDED);
	}

	/**
	 * Verifies how often the listener has run.
	 * @param attempts how often
	 * @return this assertion
	 */
	public DeliveriesAssert hasAttempts(int attempts) {
		return all("to have had " + ((attempts == 1) ? "1 attempt" : attempts + " attempts"),
				(delivery) -> delivery.attempts() == attempts);
	}

	/**
	 * Verifies what went wrong last.
	 * @param text a part of the error, which has the class and the message of the
	 * exception
	 * @return this assertion
	 */
	public DeliveriesAssert hasErrorContaining(String text) {
		return all("to have failed with an error that contains \"" + text + "\"",
				(delivery) -> delivery.lastError() != null && delivery.lastError().contains(text));
	}

	/**
	 * Verifies that nothing ever went wrong.
	 * @return this assertion
	 */
	public DeliveriesAssert hasNoError() {
		return all("never to have failed", (delivery) -> delivery.lastError() == null);
	}

	/**
	 * Verifies how many deliveries there are.
	 * @param count how many
	 * @return this assertion
	 */
	public DeliveriesAssert hasSize(int count) {
		if (this.found.size() != count) {
			fail("to be " + count, this.found);
		}
		return this;
	}

	/**
	 * Verifies that there are none.
	 * @return this assertion
	 */
	public DeliveriesAssert doNotExist() {
		return hasSize(0);
	}

	private DeliveriesAssert has(DeliveryStatus status) {
		return all("to be " + status, (delivery) -> delivery.status() == status);
	}

	private DeliveriesAssert all(String expectation, Predicate<WebhookDelivery> condition) {
		if (this.found.isEmpty() || !this.found.stream().allMatch(condition)) {
			fail(expectation, this.found);
		}
		return this;
	}

	private void fail(String expectation, List<WebhookDelivery> found) {
		failWithMessage("%nExpecting %s%n  %s%n%s", this.actual, expectation,
				found.isEmpty() ? nothingFound(this.actual.others()) : "but there was" + lines(found) + hint(found));
	}

	private static String nothingFound(List<WebhookDelivery> others) {
		return others.isEmpty()
				? "but the inbox is empty: was the event accepted, and does a listener match its provider and type?"
				: "but there is no such delivery. There was" + lines(others);
	}

	private static String lines(List<WebhookDelivery> deliveries) {
		String shown = deliveries.stream()
			.limit(MOST_SHOWN)
			.map((delivery) -> System.lineSeparator() + "  " + line(delivery))
			.collect(Collectors.joining());
		return (deliveries.size() > MOST_SHOWN)
				? shown + System.lineSeparator() + "  and " + (deliveries.size() - MOST_SHOWN) + " more" : shown;
	}

	private static String line(WebhookDelivery delivery) {
		return "%s event %s of type %s to listener '%s': %s after %s%s%s".formatted(delivery.channel(),
				delivery.eventId(), delivery.type(), delivery.id().target(), delivery.status(),
				(delivery.attempts() == 1) ? "1 attempt" : delivery.attempts() + " attempts",
				(delivery.dueAt() != null) ? ", due at " + delivery.dueAt() : "",
				(delivery.lastError() != null) ? ", last error: " + delivery.lastError() : "");
	}

	private String hint(List<WebhookDelivery> found) {
		Instant now = this.actual.clock().instant();
		boolean waits = found.stream()
			.anyMatch((delivery) -> delivery.status().isOpen() && delivery.dueAt() != null
					&& delivery.dueAt().isAfter(now));
		boolean due = found.stream()
			.anyMatch((delivery) -> delivery.status() == DeliveryStatus.PENDING && delivery.dueAt() != null
					&& !delivery.dueAt().isAfter(now));
		String time = System.lineSeparator() + "It is " + now + " by the clock of the test. ";
		return due ? time + "What is due runs by runDue()."
				: waits ? time + "The next attempt is made by advance(Duration) or runUntilDone()." : "";
	}

}
