package dev.webhooks.inbox;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for deliveries that are due: retries, those whose node is gone, and those that
 * found no room when they were accepted. It asks for all listeners together which of them
 * have some, and leaves it to the {@link DeliveryClaimer} to lease them.
 */
final class DeliveryPoller implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryPoller.class);

	private final InboxParts parts;

	private final DeliveryClaimer claimer;

	private final DeliveryTargets targets;

	private final RecurringWarning looking = new RecurringWarning(logger, System::nanoTime);

	private final RecurringWarning releasing = new RecurringWarning(logger, System::nanoTime);

	DeliveryPoller(InboxParts parts, DeliveryClaimer claimer, DeliveryTargets targets) {
		this.parts = parts;
		this.claimer = claimer;
		this.targets = targets;
	}

	/**
	 * Looks for deliveries until the thread is interrupted.
	 */
	@Override
	public void run() {
		try {
			Map<String, List<DeliveryTarget>> byProvider = this.targets.byProvider();
			while (!Thread.currentThread().isInterrupted()) {
				PollSchedule.Round round = this.parts.schedule().await();
				if (round.full()) {
					releaseEndedLeases();
				}
				look(round.providers(), byProvider);
			}
		}
		catch (InterruptedException ex) {
			logger.debug("The inbox looks for no more deliveries");
		}
	}

	boolean isFailing() {
		return this.looking.isFailing() || this.releasing.isFailing();
	}

	/** What is due without it is found even if this fails. */
	private void releaseEndedLeases() {
		try {
			this.parts.inbox().releaseEndedLeases(this.parts.clock().instant());
			this.releasing.works("The inbox releases leases that have ended");
		}
		catch (RuntimeException | Error ex) {
			this.releasing.failed("The inbox cannot release leases that have ended", ex);
		}
	}

	private void look(Set<String> providers, Map<String, List<DeliveryTarget>> byProvider) {
		Set<String> idle = new HashSet<>(providers);
		try {
			List<DeliveryTarget> asked = providers.stream()
				.flatMap((provider) -> byProvider.getOrDefault(provider, List.of()).stream())
				.toList();
			Map<String, List<DueTarget>> due = this.parts.inbox()
				.findDue(asked, this.parts.clock().instant())
				.stream()
				.collect(Collectors.groupingBy((target) -> target.target().provider()));
			due.forEach((provider, ofProvider) -> {
				this.claimer.submit(provider, ofProvider);
				idle.remove(provider);
			});
			idle.forEach(this.claimer::nothingDue);
			this.looking.works("The inbox finds deliveries");
		}
		catch (RuntimeException | Error ex) {
			this.looking.failed("The inbox cannot look for deliveries", ex);
		}
		finally {
			idle.forEach(this.parts.schedule()::done);
		}
	}

}
