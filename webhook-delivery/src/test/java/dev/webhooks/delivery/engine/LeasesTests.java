package dev.webhooks.delivery.engine;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.webhooks.WebhookHeaders;
import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.Message;

import static org.assertj.core.api.Assertions.assertThat;

class LeasesTests {

	private static final Duration LEASE = Duration.ofSeconds(60);

	private Instant now = Instant.parse("2026-11-22T12:00:00Z");

	private final Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);

	private final Leases leases = new Leases(LEASE, this.clock, new Random(1));

	private ClaimedDelivery delivery;

	@BeforeEach
	void hold() {
		Message event = new Message("stripe", null, "evt_1", List.of("x"), null, this.now, WebhookHeaders.of(),
				"{}".getBytes(StandardCharsets.UTF_8), null, Map.of());
		this.delivery = ClaimedDelivery.first(new DeliveryId(new UUID(0, 1), "a"), event, this.leases.create());
		this.leases.hold(this.delivery);
	}

	private List<ClaimedDelivery> renew(Set<DeliveryId> renewed, Instant until) {
		return this.leases.renewed(List.of(this.delivery), renewed, until);
	}

	@Test
	void aLeaseIsHeldUntilItEnds() {
		this.now = this.now.plus(LEASE).minusMillis(1);
		assertThat(this.leases.isHeld(this.delivery)).isTrue();
		this.now = this.now.plusMillis(1);
		assertThat(this.leases.isHeld(this.delivery)).isFalse();
	}

	@Test
	void aLeaseIsRenewedWhenAThirdOfItHasPassed() {
		assertThat(this.leases.dueForRenewal()).isEmpty();
		this.now = this.now.plus(LEASE.dividedBy(3));
		assertThat(this.leases.dueForRenewal()).containsExactly(this.delivery);
	}

	@Test
	void whatWasRenewedIsHeldLonger() {
		assertThat(renew(Set.of(this.delivery.id()), this.now.plusSeconds(90))).isEmpty();
		this.now = this.now.plusSeconds(89);
		assertThat(this.leases.isHeld(this.delivery)).isTrue();
	}

	@Test
	void whatAnotherHasTakenOverIsLost() {
		assertThat(renew(Set.of(), this.now.plusSeconds(90))).containsExactly(this.delivery);
		assertThat(this.leases.isHeld(this.delivery)).isFalse();
	}

	@Test
	void whatWasRenewedTooLateIsLost() {
		this.now = this.now.plusSeconds(30);
		assertThat(renew(Set.of(this.delivery.id()), this.now)).containsExactly(this.delivery);
		assertThat(this.leases.isHeld(this.delivery)).isFalse();
	}

	@Test
	void aPinnedLeaseIsNeitherRenewedNorLost() {
		this.leases.pin(this.delivery);
		this.now = this.now.plus(Duration.ofDays(1));
		assertThat(this.leases.dueForRenewal()).isEmpty();
		assertThat(renew(Set.of(), this.now.plusSeconds(1))).isEmpty();
		assertThat(this.leases.isHeld(this.delivery)).isTrue();
	}

}
