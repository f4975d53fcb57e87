package dev.webhooks.actuate;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Gate;

/**
 * A closed gate as operators see it: something is paused, or a circuit breaker is open.
 *
 * @param engine the name of the engine
 * @param channel the channel; of the inbox the provider
 * @param target the target, or {@code null} if that is the whole channel
 * @param breaker whether a circuit breaker has closed it, and probes open it; otherwise
 * somebody has paused it
 * @param until when it opens by itself, or lets the next probe through, or {@code null}
 * if it does not
 * @param reason why it is closed, or {@code null}
 */
public record GateView(String engine, String channel, @Nullable String target, boolean breaker, @Nullable Instant until,
		@Nullable String reason) {

	static GateView of(String engine, Gate gate) {
		String target = gate.destination().target();
		return new GateView(engine, gate.destination().channel(), target.equals(Gate.ALL_TARGETS) ? null : target,
				gate.probing() != null, gate.closedUntil().equals(Gate.UNTIL_OPENED) ? null : gate.closedUntil(),
				gate.reason());
	}

}
