package dev.webhooks.breaker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.store.GateStore;
import dev.webhooks.provider.settings.CircuitBreakerSettings;

/**
 * Counts the runs of one destination on this node, and closes its gate when too many
 * fail. What becomes of the gate is the store's: here it is only known when counting
 * begins anew. Safe for use by several threads.
 */
final class Breaker {

	private static final Logger logger = LoggerFactory.getLogger(Breaker.class);

	/** Resilience4j wants an exception where it only counts. */
	private static final Exception FAILURE = new Exception("A run has failed");

	private final Destination destination;

	private final CircuitBreakerSettings settings;

	private final GateStore gates;

	private final Clock clock;

	private final CircuitBreaker counted;

	/** Of runs that began before nothing is to be learnt. */
	private Instant since = Instant.MIN;

	private boolean closed;

	Breaker(Destination destination, CircuitBreakerSettings settings, GateStore gates, Clock clock) {
		this.destination = destination;
		this.settings = settings;
		this.gates = gates;
		this.clock = clock;
		this.counted = CircuitBreaker.of(destination.toString(), CircuitBreakerConfig.custom()
			.clock(clock)
			.slidingWindow((int) settings.window().toSeconds(), settings.minimumCalls(), SlidingWindowType.TIME_BASED)
			.failureRateThreshold((float) settings.failureRate().value())
			.build());
	}

	/**
	 * Counts a run.
	 * @param startedAt when it began
	 * @param failed whether it failed by the listener's fault
	 */
	synchronized void ended(Instant startedAt, boolean failed) {
		if (startedAt.isBefore(this.since)) {
			return;
		}
		if (failed) {
			this.counted.onError(0, TimeUnit.NANOSECONDS, FAILURE);
		}
		else {
			this.counted.onSuccess(0, TimeUnit.NANOSECONDS);
		}
		if (this.counted.getState() != CircuitBreaker.State.CLOSED) {
			open();
		}
	}

	/** If the gate cannot be closed, the next run tries again. */
	private void open() {
		CircuitBreaker.Metrics metrics = this.counted.getMetrics();
		String reason = "circuit breaker: %.0f %% of %d runs failed".formatted(metrics.getFailureRate(),
				metrics.getNumberOfBufferedCalls());
		Instant now = this.clock.instant();
		Duration wait = this.settings.holdUp();
		this.gates.close(new Gate(this.destination, now.plus(wait), reason,
				new Gate.Probing(this.settings.probes(), this.settings.toleratedProbes(), wait)), now);
		logger.warn("Holds up what goes to {} for {} s, {}", this.destination, wait.toSeconds(), reason);
		beginAnew();
	}

	/**
	 * Learns whether the gate is closed, maybe by another node.
	 */
	synchronized void learn(boolean closed) {
		if (closed != this.closed) {
			this.closed = closed;
			beginAnew();
		}
	}

	private void beginAnew() {
		this.since = this.clock.instant();
		this.counted.reset();
	}

}
