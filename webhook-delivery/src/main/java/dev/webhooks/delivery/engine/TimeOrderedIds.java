package dev.webhooks.delivery.engine;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7, each higher than the one before. Safe for use by several
 * threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, UUID
 * version 7</a>
 */
final class TimeOrderedIds {

	private static final int SEQUENCE_BITS = 12;

	private static final long VERSION = 0x7000L;

	private static final long VARIANT = 0x8000000000000000L;

	private final Clock clock;

	private final RandomGenerator random;

	/** Milliseconds and, below them, a sequence number. */
	private long last;

	TimeOrderedIds(Clock clock, RandomGenerator random) {
		this.clock = clock;
		this.random = random;
	}

	synchronized UUID next() {
		this.last = Math.max(this.last + 1, this.clock.millis() << SEQUENCE_BITS);
		long millis = this.last >>> SEQUENCE_BITS;
		long sequence = this.last & ((1L << SEQUENCE_BITS) - 1);
		return new UUID(millis << 16 | VERSION | sequence, VARIANT | (this.random.nextLong() >>> 2));
	}

}
