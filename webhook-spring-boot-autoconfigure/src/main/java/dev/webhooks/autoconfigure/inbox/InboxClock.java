package dev.webhooks.autoconfigure.inbox;

import dev.webhooks.delivery.engine.SteadyClock;

/**
 * The one clock by which the engine leases deliveries and operators change them. It is no
 * bean of its own, lest an application find two clocks.
 *
 * @param steady the clock
 */
record InboxClock(SteadyClock steady) {

}
