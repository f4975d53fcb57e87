package dev.webhooks.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.Attempts;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookDeadLetterEventTests {

	@Test
	void aLongIdIsCutWhereALetterThatIsDeadIsShown() {
		Message message = new Message("shop", null, "1".repeat(100_000), List.of("paid"), null, Instant.EPOCH,
				WebhookHeaders.of(), new byte[1], null, Map.of());
		ClaimedDelivery delivery = new ClaimedDelivery(new DeliveryId(new UUID(0, 1), "mail"), message,
				DeliveryTrigger.INITIAL, new Attempts(1, 1, 0), 0, null, new Lease(1, Instant.EPOCH));
		assertThat(new WebhookDeadLetterEvent(this, delivery, null).toString()).hasSizeLessThan(400);
	}

}
