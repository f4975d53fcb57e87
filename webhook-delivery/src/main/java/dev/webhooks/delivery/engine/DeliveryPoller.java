package dev.webhooks.delivery.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.store.DueDestination;

/**
 * Looks for deliveries that are due: retries, those whose node is gone, and those that
 * found no room when they were accepted. It asks for all targets together which of them
 * have some, and leaves it to the {@link DeliveryClaimer} to lease them.
 */
final class DeliveryPoller implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryPoller.class);

	private final EngineParts parts;

	private final DeliveryClaimer claimer;

	private final RecurringWarning looking = new RecurringWarning(logger, System::nanoTime);

	private final RecurringWarning gates = new RecurringWarning(logger, System::nanoTime);

	private final RecurringWarning releasing = new RecurringWarning(logger, System::nanoTime);

	DeliveryPoller(EngineParts parts, DeliveryClaimer claimer) {
		this.parts = parts;
		this.claimer = claimer;
	}

	/**
	 * Looks for deliveries until the thread is interrupted.
	 */
	@Override
	public void run() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				PollSchedule.Round round = this.parts.schedule().await();
				if (round.full()) {
					lookAtGates();
					releaseEndedLeases();
				}
				look(round.lanes());
			}
		}
		catch (InterruptedException ex) {
			logger.debug("The engine looks for no more deliveries");
		}
	}

	/** Where this fails, what is due is still left out by the store. */
	void lookAtGates() {
		try {
			this.parts.closeGates(this.parts.store().closedGates(this.parts.clock().instant()));
			this.gates.works("The engine knows the gates");
		}
		catch (RuntimeException | Error ex) {
			this.gates.failed("The engine cannot look at the gates", ex);
		}
	}

	boolean isFailing() {
		return this.looking.isFailing() || this.gates.isFailing() || this.releasing.isFailing();
	}

	/** Deliveries that are due without it are found even if this fails. */
	private void releaseEndedLeases() {
		try {
			this.parts.store().releaseEndedLeases(this.parts.clock().instant());
			this.releasing.works("The engine releases leases that have ended");
		}
		catch (RuntimeException | Error ex) {
			this.releasing.failed("The engine cannot release leases that have ended", ex);
		}
	}

	private void look(Set<String> lanes) {
		Set<String> idle = new HashSet<>(lanes);
		try {
			Map<String, List<DueDestination>> due = this.parts.destinations()
				.obtain()
				.findDue(this.parts.store(), lanes, this.parts.clock().instant());
			due.forEach((lane, ofLane) -> {
				this.claimer.submit(lane, ofLane);
				idle.remove(lane);
			});
			idle.forEach(this.claimer::nothingDue);
			if (this.parts.destinations().obtain().hasMore()) {
				lanes.forEach(this.parts.schedule()::dueNow);
			}
			this.looking.works("The engine finds deliveries");
		}
		catch (RuntimeException | Error ex) {
			this.looking.failed("The engine cannot look for deliveries", ex);
		}
		finally {
			idle.forEach(this.parts.schedule()::done);
		}
	}

}
