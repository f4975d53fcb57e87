package dev.webhooks.inbox;

/**
 * A target with open deliveries that no live node delivers to: its listener, or its
 * provider, is in no application that runs.
 *
 * @param target the target
 * @param open the number of its deliveries that are neither processed nor given up
 */
public record OrphanedTarget(DeliveryTarget target, long open) {

}
