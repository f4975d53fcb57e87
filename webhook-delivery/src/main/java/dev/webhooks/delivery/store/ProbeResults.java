package dev.webhooks.delivery.store;

import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.Internal;
import dev.webhooks.delivery.DeliveryListener;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.store.GateStore.ProbeEnd;

/**
 * Tells the store how probes have ended. A gate that a circuit breaker has closed is
 * opened by that, even where the breaker is no longer there. Safe for use by several
 * threads.
 */
@Internal
public final class ProbeResults implements DeliveryListener {

	private static final Logger logger = LoggerFactory.getLogger(ProbeResults.class);

	private final GateStore gates;

	private final Clock clock;

	/**
	 * Creates an instance.
	 * @param gates has the gates
	 * @param clock tells the time
	 */
	public ProbeResults(GateStore gates, Clock clock) {
		this.gates = gates;
		this.clock = clock;
	}

	@Override
	public void ended(FinishedDelivery finished) {
		ProbeEnd end = end(finished);
		finished.delivery().probes().forEach((probe) -> record(probe, end));
	}

	private static ProbeEnd end(FinishedDelivery finished) {
		if (finished.status() == DeliveryStatus.PENDING || !finished.tellsOfTarget()) {
			return ProbeEnd.UNTOLD;
		}
		return (finished.error() != null) ? ProbeEnd.FAILED : ProbeEnd.SUCCEEDED;
	}

	/**
	 * Records one. What cannot be recorded is tried again in the next turn.
	 * @param probe the probe
	 * @param end how it ended
	 */
	public void record(Gate.Probe probe, ProbeEnd end) {
		try {
			switch (this.gates.probed(probe, end, this.clock.instant())) {
				case OPENED -> logger.info("The circuit breaker of {} closes: its probes have succeeded", probe.gate());
				case CLOSED_AGAIN ->
					logger.warn("The circuit breaker of {} stays open: too many probes have failed", probe.gate());
				case NONE -> logger.debug("A probe of {} has ended: {}", probe.gate(), end);
			}
		}
		catch (StoreUnavailableException ex) {
			logger.warn("The end of a probe of {} cannot be recorded", probe.gate(), ex);
		}
	}

}
