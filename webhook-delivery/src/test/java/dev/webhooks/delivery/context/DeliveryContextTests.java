package dev.webhooks.delivery.context;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for several contexts that were put together.
 */
class DeliveryContextTests {

	private static final ClaimedDelivery DELIVERY = ClaimedDelivery.first(new DeliveryId(new UUID(0, 1), "mail"),
			new Message("shop", null, "1", List.of("paid"), null, Instant.EPOCH, WebhookHeaders.of(), new byte[1], null,
					Map.of()),
			new Lease(1, Instant.EPOCH));

	private final List<String> told = new ArrayList<>();

	private DeliveryContext named(String name, boolean fails) {
		return new DeliveryContext() {

			@Override
			public void capture(Map<String, String> values) {
				values.put(name, "captured");
			}

			@Override
			public Scope restore(Map<String, String> values, ClaimedDelivery delivery) {
				DeliveryContextTests.this.told.add("restore " + name);
				return new Scope() {

					@Override
					public void failed(Throwable failure) {
						tell("failed ");
					}

					@Override
					public void close() {
						tell("close ");
					}

				};
			}

			private void tell(String what) {
				DeliveryContextTests.this.told.add(what + name);
				if (fails) {
					throw new IllegalStateException(name);
				}
			}

		};
	}

	@Test
	void contextsAreRestoredAndTakenAwayInReverse() {
		DeliveryContext.of(List.of(named("outer", false), named("inner", false))).restore(Map.of(), DELIVERY).close();
		assertThat(this.told).containsExactly("restore outer", "restore inner", "close inner", "close outer");
	}

	@Test
	void aContextThatFailsKeepsNoOtherFromBeingToldAndTakenAway() {
		DeliveryContext context = DeliveryContext.of(List.of(named("outer", false), named("inner", true)));
		try (DeliveryContext.Scope scope = context.restore(Map.of(), DELIVERY)) {
			scope.failed(new IllegalStateException());
		}
		assertThat(this.told).containsExactly("restore outer", "restore inner", "failed inner", "failed outer",
				"close inner", "close outer");
	}

	@Test
	void whatWasRestoredIsTakenAwayIfAnotherContextCannotBe() {
		DeliveryContext broken = new DeliveryContext() {

			@Override
			public void capture(Map<String, String> values) {
			}

			@Override
			public Scope restore(Map<String, String> values, ClaimedDelivery delivery) {
				throw new IllegalStateException("broken");
			}

		};
		DeliveryContext context = DeliveryContext.of(List.of(named("outer", false), broken));
		assertThatIllegalStateException().isThrownBy(() -> context.restore(Map.of(), DELIVERY)).withMessage("broken");
		assertThat(this.told).containsExactly("restore outer", "close outer");
	}

}
