package dev.webhooks.delivery;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of deliveries, the newest first. Immutable.
 *
 * @param deliveries the deliveries
 * @param next where the next page begins, or {@code null} if there are no more deliveries
 * @param complete whether as many were found as the page may have, or all there are;
 * otherwise the search stopped at {@code next}, because it had looked at
 * {@value DeliveryArchive#MAX_SCANNED} deliveries
 */
public record DeliveryPage(List<WebhookDelivery> deliveries, @Nullable DeliveryCursor next, boolean complete) {

	public DeliveryPage {
		deliveries = List.copyOf(deliveries);
	}

}
