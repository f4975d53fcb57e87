package dev.webhooks.delivery.store;

import dev.webhooks.delivery.Destination;

/**
 * A destination that has deliveries which are due.
 *
 * @param destination the destination
 * @param ordered whether they are those with an order key, or those without
 */
public record DueDestination(Destination destination, boolean ordered) {

}
