package dev.webhooks.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.context.DeliveryContext.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link EventMdcContext}.
 */
class EventMdcContextTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	@AfterEach
	void clear() {
		MDC.clear();
	}

	@Test
	void tellsWhichDeliveryRunsAlsoWhereTheBodyWasPurged() {
		Message message = new Message("stripe", "shop1", "evt_1", List.of("order.paid"), null, NOW, WebhookHeaders.of(),
				null, null, Map.of());
		ClaimedDelivery delivery = ClaimedDelivery.first(new DeliveryId(new UUID(0, 1), "mail"), message,
				new Lease(1, NOW));
		try (Scope scope = new EventMdcContext().restore(Map.of(), delivery)) {
			assertThat(scope).isNotNull();
			assertThat(MDC.getCopyOfContextMap()).containsEntry("webhook.provider", "stripe")
				.containsEntry("webhook.type", "order.paid")
				.containsEntry("webhook.id", "evt_1")
				.containsEntry("webhook.tenant", "shop1")
				.containsEntry("webhook.attempt", "1")
				.containsKey("webhook.delivery");
		}
		assertThat(MDC.getCopyOfContextMap()).satisfiesAnyOf((left) -> assertThat(left).isNull(),
				(left) -> assertThat(left).isEmpty());
	}

}
