package dev.webhooks.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Message} and how it is shown wherever it is logged.
 */
class MessageTests {

	private static Message event(String id, String type) {
		return new Message("shop", null, id, List.of(type), null, Instant.EPOCH, WebhookHeaders.of(),
				"{\"card\":4242}".getBytes(StandardCharsets.UTF_8), null, Map.of());
	}

	private static ClaimedDelivery delivery(Message event) {
		return new ClaimedDelivery(new DeliveryId(new UUID(0, 1), "mail"), event, DeliveryTrigger.INITIAL,
				Attempts.NONE.another(), 0, null, new Lease(1, Instant.EPOCH));
	}

	@Test
	void anEventIsShownWithoutItsBody() {
		assertThat(event("1", "paid")).hasToString("shop event 1 of type paid");
	}

	@Test
	void aLongIdIsCutWhereTheEventIsShown() {
		assertThat(event("1".repeat(100_000), "paid").toString()).hasSizeLessThan(300).contains("(100000 characters)");
	}

	@Test
	void aTypeThatBeginsAnotherLineDoesNotWhereADeliveryIsShown() {
		assertThat(delivery(event("1", "paid\nERROR")))
			.hasToString("shop event 1 of type paid\\u{a}ERROR for target mail (attempt 2)");
	}

	private static WebhookDelivery shown(DeliveryStatus status, String lastError) {
		return new WebhookDelivery(new DeliveryId(new UUID(0, 1), "mail"), "shop", "acme", "1".repeat(100_000),
				"paid\n", status, DeliveryTrigger.INITIAL, 8, Instant.EPOCH, null, Instant.EPOCH, lastError);
	}

	@Test
	void theErrorOfWhatWasProcessedAfterAllIsOver() {
		assertThat(shown(DeliveryStatus.PROCESSED, "java.io.IOException").isErrorOver()).isTrue();
		assertThat(shown(DeliveryStatus.DEAD, "java.io.IOException").isErrorOver()).isFalse();
		assertThat(shown(DeliveryStatus.PROCESSED, null).isErrorOver()).isFalse();
	}

	@Test
	void anOperatorIsShownIdAndTypeCut() {
		WebhookDelivery delivery = shown(DeliveryStatus.DEAD, "java.io.IOException: 4242");
		assertThat(delivery).hasToString("shop event " + "1".repeat(200)
				+ "... (100000 characters) of type paid\\u{a} for target mail: DEAD after 8 attempts");
	}

}
