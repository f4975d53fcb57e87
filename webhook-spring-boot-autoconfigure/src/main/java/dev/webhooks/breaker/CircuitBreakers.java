package dev.webhooks.breaker;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.delivery.DeliveryListener;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.store.GateStore;
import dev.webhooks.provider.settings.CircuitBreakerSettings;

/**
 * The circuit breakers of providers and of listeners: each counts how runs end, and
 * closes a gate when too many fail. That of a provider counts the runs of all its
 * listeners, that of a listener is one for each provider whose events it gets. Safe for
 * use by several threads.
 */
@Internal
public final class CircuitBreakers implements DeliveryListener {

	private final Function<Destination, @Nullable CircuitBreakerSettings> settings;

	private final GateStore gates;

	private final Clock clock;

	private final Map<Destination, Breaker> breakers = new ConcurrentHashMap<>();

	/**
	 * Creates an instance.
	 * @param settings finds what is configured for a provider, whose target is
	 * {@link Gate#ALL_TARGETS}, and for a listener
	 * @param gates has the gates
	 * @param clock tells the time
	 */
	public CircuitBreakers(Function<Destination, @Nullable CircuitBreakerSettings> settings, GateStore gates,
			Clock clock) {
		this.settings = settings;
		this.gates = gates;
		this.clock = clock;
	}

	/** Those of probes are counted by the store. */
	@Override
	public void ended(FinishedDelivery end) {
		FinishedDelivery.Run run = end.run();
		if (run != null && end.tellsOfTarget()) {
			ended(end.delivery().destination(), end.delivery().probes(), run.startedAt(), end.error() != null);
		}
	}

	/**
	 * Counts a run.
	 * @param destination the provider and the listener
	 * @param probes the gates that it tried
	 * @param startedAt when it began
	 * @param failed whether it failed by the listener's fault
	 */
	void ended(Destination destination, List<Gate.Probe> probes, Instant startedAt, boolean failed) {
		for (Destination gate : List.of(destination, ofProvider(destination))) {
			Breaker breaker = find(gate);
			if (breaker != null && probes.stream().noneMatch((probe) -> probe.gate().equals(gate))) {
				breaker.ended(startedAt, failed);
			}
		}
	}

	private static Destination ofProvider(Destination destination) {
		return new Destination(destination.channel(), Gate.ALL_TARGETS);
	}

	/**
	 * Tells whether runs of a listener are counted.
	 */
	boolean hasAny(Destination destination) {
		return find(destination) != null || find(ofProvider(destination)) != null;
	}

	private @Nullable Breaker find(Destination gate) {
		Breaker known = this.breakers.get(gate);
		if (known != null) {
			return known;
		}
		CircuitBreakerSettings settings = this.settings.apply(gate);
		return (settings != null) ? this.breakers.computeIfAbsent(gate,
				(destination) -> new Breaker(destination, settings, this.gates, this.clock)) : null;
	}

	/**
	 * Gates that others have closed, or opened.
	 */
	@Override
	public void polled(List<Gate> closed) {
		this.breakers.forEach((destination, breaker) -> breaker.learn(
				closed.stream().anyMatch((gate) -> gate.probing() != null && gate.destination().equals(destination))));
	}

}
