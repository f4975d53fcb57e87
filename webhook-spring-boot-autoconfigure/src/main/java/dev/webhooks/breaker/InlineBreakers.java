package dev.webhooks.breaker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.store.GateStore;
import dev.webhooks.delivery.store.GateStore.ProbeEnd;
import dev.webhooks.delivery.store.Gates;
import dev.webhooks.delivery.store.ProbeResults;
import dev.webhooks.listener.WebhookDispatcher;

/**
 * Circuit breakers where listeners run before the answer: their runs are counted, and
 * while a gate is closed no more of them begin than there are probes. Safe for use by
 * several threads.
 */
@Internal
public final class InlineBreakers implements WebhookDispatcher.RunObserver {

	private static final WebhookDispatcher.Run UNCOUNTED = (failure) -> {
	};

	private final CircuitBreakers breakers;

	private final Gates known;

	private final GateStore gates;

	private final Clock clock;

	private final ProbeResults results;

	/**
	 * Creates an instance.
	 * @param breakers counts runs
	 * @param known knows which gates are closed
	 * @param gates has the gates
	 * @param clock tells the time
	 */
	public InlineBreakers(CircuitBreakers breakers, Gates known, GateStore gates, Clock clock) {
		this.breakers = breakers;
		this.known = known;
		this.gates = gates;
		this.clock = clock;
		this.results = new ProbeResults(gates, clock);
	}

	@Override
	public WebhookDispatcher.Run begin(WebhookEvent event, String listener) {
		Destination destination = new Destination(event.provider(), listener);
		List<Gate.Probe> probes = (this.known.closed(event.provider(), List.of(listener)) != null) ? pass(destination)
				: List.of();
		if (probes.isEmpty() && !this.breakers.hasAny(destination)) {
			return UNCOUNTED;
		}
		Instant startedAt = this.clock.instant();
		return (failure) -> ended(destination, probes, startedAt, failure);
	}

	private List<Gate.Probe> pass(Destination destination) {
		try {
			return this.gates.pass(destination, this.clock.instant()).orElseThrow(() -> closed(destination));
		}
		catch (StoreUnavailableException ex) {
			throw rejection("Nobody knows whether a gate is open", Duration.ofSeconds(1));
		}
	}

	private WebhookRejectedException closed(Destination destination) {
		Instant now = this.clock.instant();
		Instant until = this.gates.closedGates(now)
			.stream()
			.filter((gate) -> gate.covers(destination))
			.map(Gate::closedUntil)
			.max(Instant::compareTo)
			.orElse(now);
		return rejection("Held up: " + destination, Duration.between(now, until));
	}

	private static WebhookRejectedException rejection(String detail, Duration left) {
		Duration least = Duration.ofSeconds(1);
		return new WebhookRejectedException(RejectionReason.PAUSED, detail, (left.compareTo(least) > 0) ? left : least,
				null);
	}

	private void ended(Destination destination, List<Gate.Probe> probes, Instant startedAt,
			@Nullable Throwable failure) {
		boolean tells = failure == null || ListenerFailure.isOfListener(failure);
		ProbeEnd end = !tells ? ProbeEnd.UNTOLD : (failure != null) ? ProbeEnd.FAILED : ProbeEnd.SUCCEEDED;
		probes.forEach((probe) -> this.results.record(probe, end));
		if (tells) {
			this.breakers.ended(destination, probes, startedAt, failure != null);
		}
	}

}
