package dev.webhooks.delivery;

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
 * @param closedUntil when the gate opens by itself; {@link #UNTIL_OPENED} if it does not
 * @param reason why it is closed, up to {@value #MAX_REASON_LENGTH} characters, or
 * {@code null}
 */
public record Gate(Destination destination, Instant closedUntil, @Nullable String reason) {

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
	 * Tells whether what goes to a destination passes this gate.
	 * @param destination the destination
	 * @return whether it does
	 */
	public boolean covers(Destination destination) {
		return this.destination.channel().equals(destination.channel())
				&& (this.destination.target().equals(ALL_TARGETS) || this.destination.equals(destination));
	}

}
