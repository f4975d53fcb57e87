package dev.webhooks.delivery.engine;

import java.util.Optional;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.store.DeliveryStore;

/**
 * Runs what is due on the thread that asks for it, one delivery after the other, by the
 * steps that the threads of an engine take otherwise. Safe for use by several threads,
 * which wait for each other.
 */
final class DueDeliveries {

	private final EngineStages stages;

	private final EngineParts parts;

	DueDeliveries(EngineStages stages) {
		this.stages = stages;
		this.parts = stages.parts();
	}

	/**
	 * Runs deliveries until none is due any more. What comes meanwhile is run, too; the
	 * queue is closed before and after, so that nothing is leased that nobody runs.
	 */
	synchronized void run() {
		this.parts.queue().open();
		try {
			do {
				claim();
			}
			while (work());
		}
		finally {
			this.parts.giveBack(this.parts.queue().close());
			record();
		}
	}

	private void claim() {
		DeliveryStore store = this.parts.store();
		this.parts.closeGates(store.closedGates(this.parts.clock().instant()));
		store.releaseEndedLeases(this.parts.clock().instant());
		record();
		PolledDestinations destinations = this.parts.destinations().obtain();
		do {
			destinations.findDue(store, destinations.lanes(), this.parts.clock().instant())
				.values()
				.forEach((due) -> due.forEach(this.stages.claimer()::claim));
		}
		while (destinations.hasMore());
	}

	/**
	 * Tells whether there was something to do.
	 */
	private boolean work() {
		boolean any = false;
		Optional<ClaimedDelivery> next = this.parts.queue().poll();
		while (next.isPresent()) {
			this.stages.run(next.get());
			record();
			any = true;
			next = this.parts.queue().poll();
		}
		return any && !Thread.currentThread().isInterrupted();
	}

	/** It is closed, and so ends when there is nothing left to record. */
	private void record() {
		boolean interrupted = Thread.interrupted();
		this.parts.completion().run();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
