package dev.webhooks.delivery.engine;

import java.util.Collection;
import java.util.function.Function;

import org.springframework.util.function.SingletonSupplier;

import dev.webhooks.delivery.DeliveryHandler;
import dev.webhooks.delivery.DeliveryPolicies;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Destinations;

/**
 * Makes the lanes of channels. A channel gets three quarters of the workers and a target
 * half of them, so that some are left for the others whatever happens. All channels
 * together hold no more than a quarter of the memory.
 */
final class LaneFactory implements Function<String, ChannelLane> {

	/** Where it is not known how many targets there are. */
	private static final int MANY_TARGETS = 256;

	private final DeliveryHandler handler;

	private final DeliveryPolicies policies;

	private final EngineSettings settings;

	private final SingletonSupplier<Destinations> destinations;

	private final SingletonSupplier<TargetTurns> turns;

	LaneFactory(DeliveryHandler handler, DeliveryPolicies policies, EngineSettings settings, int maxTransactions) {
		this.handler = handler;
		this.policies = policies;
		this.settings = settings;
		this.destinations = SingletonSupplier.of(handler::destinations);
		this.turns = SingletonSupplier.of(() -> turns(maxTransactions));
	}

	@Override
	public ChannelLane apply(String channel) {
		Integer own = this.policies.concurrency(channel);
		int all = (own != null) ? own : Math.max(1, this.settings.concurrency() * 3 / 4);
		int part = Math.max(1,
				((own != null) ? own : this.settings.concurrency()) / (this.destinations.obtain().all() ? 8 : 2));
		TargetLane.Limits limits = new TargetLane.Limits(all, part,
				Math.min(this.settings.bufferSize(), shareOfMemory()), countTargets(channel));
		return new ChannelLane(limits, this.turns.obtain(),
				(target) -> this.policies.concurrencyOfTarget(new Destination(channel, target)));
	}

	private long shareOfMemory() {
		long channels = named().stream().map(Destination::channel).distinct().count();
		return Runtime.getRuntime().maxMemory() / 4 / Math.max(1, channels);
	}

	private int countTargets(String channel) {
		return this.destinations.obtain().all() ? MANY_TARGETS
				: Math.max(1, (int) named().stream().filter((one) -> one.channel().equals(channel)).count());
	}

	private Collection<Destination> named() {
		return this.destinations.obtain().named();
	}

	/** One target alone may have all. */
	private TargetTurns turns(int all) {
		long targets = named().stream()
			.map(Destination::target)
			.distinct()
			.filter(this.handler::isTransactional)
			.count();
		return new TargetTurns(this.handler::isTransactional, all, (targets > 1) ? Math.max(1, all / 2) : all);
	}

}
