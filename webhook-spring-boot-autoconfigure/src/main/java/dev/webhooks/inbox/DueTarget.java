package dev.webhooks.inbox;

/**
 * A target that has deliveries which are due.
 *
 * @param target the target
 * @param ordered whether they are those with an order key, or those without
 */
public record DueTarget(DeliveryTarget target, boolean ordered) {

}
