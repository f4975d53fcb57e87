package dev.webhooks.breaker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.StoreUnavailableException;
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

	/** Whether a thread is about to close the gate. */
	private boolean closing;

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
	 * Counts a run. If the gate cannot be closed, the next run tries again.
	 * @param startedAt when it began
	 * @param failed whether it failed by the listener's fault
	 */
	void ended(Instant startedAt, boolean failed) {
		Gate gate = count(startedAt, failed);
		if (gate != null) {
			close(gate);
		}
	}

	/**
	 * Finds out whether the gate is to be closed, by one thread at a time.
	 */
	private synchronized @Nullable Gate count(Instant startedAt, boolean failed) {
		if (startedAt.isBefore(this.since)) {
			return null;
		}
		if (failed) {
			this.counted.onError(0, TimeUnit.NANOSECONDS, FAILURE);
		}
		else {
			this.counted.onSuccess(0, TimeUnit.NANOSECONDS);
		}
		if (this.closing || this.counted.getState() == CircuitBreaker.State.CLOSED) {
			return null;
		}
		this.closing = true;
		CircuitBreaker.Metrics metrics = this.counted.getMetrics();
		String reason = "circuit breaker: %s %% of %s runs failed".formatted(Math.round(metrics.getFailureRate()),
				metrics.getNumberOfBufferedCalls());
		Duration wait = this.settings.holdUp();
		return new Gate(this.destination, this.clock.instant().plus(wait), reason,
				new Gate.Probing(this.settings.probes(), this.settings.toleratedProbes(), wait));
	}

	/** A database may take its time: nobody waits for that who only wants to count. */
	private void close(Gate gate) {
		boolean done = false;
		try {
			this.gates.close(gate, this.clock.instant());
			done = true;
			logger.warn("Holds up what goes to {} for {} s, {}", this.destination, this.settings.holdUp().toSeconds(),
					gate.reason());
		}
		catch (StoreUnavailableException ex) {
			logger.warn("Cannot hold up what goes to {}, {}. The next run tries again.", this.destination,
					gate.reason(), ex);
		}
		finally {
			closed(done);
		}
	}

	private synchronized void closed(boolean done) {
		this.closing = false;
		if (done) {
			beginAnew();
		}
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
