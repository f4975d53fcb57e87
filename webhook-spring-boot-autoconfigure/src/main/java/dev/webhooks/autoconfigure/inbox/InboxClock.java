package dev.webhooks.autoconfigure.inbox;

import java.time.Clock;

import dev.webhooks.Internal;

/**
 * The one clock by which the engine leases deliveries, operators change them and circuit
 * breakers hold them up. It is no bean of its own, lest an application find two clocks.
 *
 * @param steady the clock
 */
@Internal
public record InboxClock(Clock steady) {

}
