package dev.webhooks.actuate;

import org.jspecify.annotations.Nullable;

/**
 * Operations by name. Safe for use by several threads.
 */
final class WebhookWrites {

	private final DeliveryChanges deliveries;

	private final GateChanges gates;

	WebhookWrites(DeliveryChanges deliveries, GateChanges gates) {
		this.deliveries = deliveries;
		this.gates = gates;
	}

	/**
	 * Does something with many deliveries, or with a channel or a target.
	 * @return the result, or {@code null} if there is no such operation
	 */
	@Nullable ChangeView change(String operation, DeliveryQuery query, Options options, Operator operator) {
		return switch (operation) {
			case "retry" -> this.deliveries.many(DeliveryChange.RETRY, query, options.mode, options.expected, operator);
			case "discard" -> this.deliveries.many(DeliveryChange.DISCARD, query, null, options.expected, operator);
			case "reassign" -> this.deliveries.reassign(query, options.newTarget, options.expected, operator);
			case "pause" -> this.gates.pause(query, options.reason, operator);
			case "resume" -> this.gates.resume(query, operator);
			default -> null;
		};
	}

	/**
	 * Does something with one delivery.
	 * @return the result, or {@code null} if there is no such operation or delivery
	 */
	@Nullable ChangeView changeOne(String operation, String id, @Nullable String engine, @Nullable String mode,
			Operator operator) {
		return switch (operation) {
			case "retry" -> this.deliveries.one(DeliveryChange.RETRY, engine, id, mode, operator);
			case "discard" -> this.deliveries.one(DeliveryChange.DISCARD, engine, id, null, operator);
			default -> null;
		};
	}

	/**
	 * How an operation is done.
	 *
	 * @param expected how many deliveries are expected at the most
	 * @param mode how a delivery is retried
	 * @param newTarget the target that is given the deliveries of another
	 * @param reason why something is paused
	 */
	record Options(@Nullable String expected, @Nullable String mode, @Nullable String newTarget,
			@Nullable String reason) {

	}

}
