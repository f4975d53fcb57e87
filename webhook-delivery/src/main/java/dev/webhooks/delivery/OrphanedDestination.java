package dev.webhooks.delivery;

/**
 * A destination with open deliveries that no live node delivers to: its target, or its
 * channel, is in no application that runs.
 *
 * @param destination the destination
 * @param open the number of its deliveries that are neither processed nor given up, exact
 * up to {@value DeliveryArchive#MAX_SCANNED}, and that number where there are more
 */
public record OrphanedDestination(Destination destination, long open) {

}
