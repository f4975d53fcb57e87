package dev.webhooks.delivery;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A gate that is closed: what goes through it waits, without being claimed and without
 * spending an attempt, until it opens. It is stored, and so outlives the application and
 * holds for all nodes. Immutable.
 *
 * @param destination where nothing goes now; of the target {@link #ALL_TARGETS} if that
 * is a whole channel
 * @param closedUntil when the gate opens by itself; {@link #UNTIL_OPENED} if it does not;
 * where there are probes, when the next of them may go through
 * @param reason why it is closed, up to {@value #MAX_REASON_LENGTH} characters, or
 * {@code null}
 * @param probing how it is found out that a circuit breaker may open the gate, or
 * {@code null} if it was closed by anyone else, which is a pause. A destination may have
 * a gate of either kind at once
 */
public record Gate(Destination destination, Instant closedUntil, @Nullable String reason, @Nullable Probing probing) {

	/**
	 * Stands for all targets of a channel.
	 */
	public static final String ALL_TARGETS = "*";

	/**
	 * The time of opening of a gate that does not open by itself.
	 */
	public static final Instant UNTIL_OPENED = Instant.parse("9999-01-01T00:00:00Z");

	/**
	 * How long a reason may be.
	 */
	public static final int MAX_REASON_LENGTH = 255;

	public Gate {
		Assert.isTrue(reason == null || reason.length() <= MAX_REASON_LENGTH,
				"'reason' must have up to " + MAX_REASON_LENGTH + " characters");
	}

	/**
	 * Makes a gate that is not opened by probes.
	 * @param destination where nothing goes now
	 * @param closedUntil when the gate opens by itself
	 * @param reason why it is closed, or {@code null}
	 */
	public Gate(Destination destination, Instant closedUntil, @Nullable String reason) {
		this(destination, closedUntil, reason, null);
	}

	/**
	 * Tells whether what goes to a destination passes this gate.
	 * @param destination the destination
	 * @return whether it does
	 */
	public boolean covers(Destination destination) {
		return this.destination.channel().equals(destination.channel())
				&& (this.destination.target().equals(ALL_TARGETS) || this.destination.equals(destination));
	}

	/**
	 * How often it is tried whether a gate can be opened: all nodes together let some
	 * deliveries through after each wait, until as many of them have ended as there are
	 * probes.
	 *
	 * @param probes how many deliveries go through after each wait at the most, at least
	 * one; so many have to end for the gate to open
	 * @param tolerated how many of them may fail; one more, and the gate stays closed for
	 * another wait
	 * @param interval how long nothing goes through, at least a millisecond
	 */
	public record Probing(int probes, int tolerated, Duration interval) {

		public Probing {
			Assert.isTrue(probes > 0, "'probes' must be at least 1");
			Assert.isTrue(tolerated >= 0 && tolerated < probes, "'tolerated' must be from 0 to below 'probes'");
			Assert.isTrue(interval.toMillis() > 0, "'interval' must be at least a millisecond");
		}

	}

	/**
	 * A delivery's way through a gate that is closed.
	 *
	 * @param gate the destination of the gate
	 * @param round tells the closings of the gate apart, and what came between
	 */
	public record Probe(Destination gate, long round) {

	}

}
