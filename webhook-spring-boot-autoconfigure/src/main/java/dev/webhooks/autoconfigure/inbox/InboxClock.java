package dev.webhooks.autoconfigure.inbox;

import dev.webhooks.Internal;
import dev.webhooks.delivery.engine.SteadyClock;

/**
 * The one clock by which the engine leases deliveries, operators change them and circuit
 * breakers hold them up. It is no bean of its own, lest an application find two clocks.
 *
 * @param steady the clock
 */
@Internal
public record InboxClock(SteadyClock steady) {

}
