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
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookDeadLetterEventTests {

	private static ClaimedDelivery delivery(String key) {
		Message message = new Message("shop", null, key, List.of("paid"), null, Instant.EPOCH, WebhookHeaders.of(),
				new byte[1], null, Map.of());
		return new ClaimedDelivery(new DeliveryId(new UUID(0, 1), "mail"), message, DeliveryTrigger.MANUAL,
				new Attempts(8, 2, 0), 0, null, new Lease(1, Instant.EPOCH));
	}

	@Test
	void aLongIdIsCutWhereALetterThatIsDeadIsShown() {
		FinishedDelivery end = FinishedDelivery.deadUntried(delivery("1".repeat(100_000)), "no");
		assertThat(new WebhookDeadLetterEvent(this, end).toString()).hasSizeLessThan(400);
	}

	@Test
	void allAttemptsAreCountedAndNoneThatWasNotMade() {
		FinishedDelivery failed = new FinishedDelivery(delivery("1"), DeliveryStatus.DEAD, null, "no");
		assertThat(new WebhookDeadLetterEvent(this, failed).attempts()).isEqualTo(9);
		FinishedDelivery untried = FinishedDelivery.deadUntried(delivery("1"), "nodes died");
		assertThat(new WebhookDeadLetterEvent(this, untried).attempts()).isEqualTo(8);
	}

}
