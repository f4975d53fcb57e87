package dev.webhooks.sender.endpoint;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

import dev.webhooks.Internal;

/**
 * Makes ids of endpoints that nobody can guess and that are about in the order of time: a
 * UUID of version 7 in hexadecimal digits behind {@code ep_}. Safe for use by several
 * threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, UUID
 * version 7</a>
 */
public final class EndpointIds {

	/**
	 * Text that each id begins with.
	 */
	public static final String PREFIX = "ep_";

	/**
	 * How long an id, or the name of a configured endpoint, may be.
	 */
	public static final int MAX_LENGTH = 100;

	private static final long VERSION = 0x7000L;

	private static final long VARIANT = 0x8000000000000000L;

	private static final int RANDOM_BITS = 12;

	private final String prefix;

	private final Clock clock;

	private final RandomGenerator random;

	/**
	 * Creates a source of ids.
	 * @param clock tells the time
	 */
	public EndpointIds(Clock clock) {
		this(PREFIX, clock);
	}

	/**
	 * Creates a source of ids of other things.
	 * @param prefix text that each id begins with
	 * @param clock tells the time
	 */
	@Internal
	public EndpointIds(String prefix, Clock clock) {
		this(prefix, clock, new SecureRandom());
	}

	private EndpointIds(String prefix, Clock clock, RandomGenerator random) {
		this.prefix = prefix;
		this.clock = clock;
		this.random = random;
	}

	/**
	 * Makes an id.
	 * @return the id
	 */
	public String next() {
		long first = this.clock.millis() << 16 | VERSION | this.random.nextInt(1 << RANDOM_BITS);
		long second = VARIANT | (this.random.nextLong() >>> 2);
		HexFormat hex = HexFormat.of();
		return this.prefix + hex.toHexDigits(first) + hex.toHexDigits(second);
	}

	/**
	 * Checks an id.
	 */
	static void check(String id) {
		TextRules.token("id", id, MAX_LENGTH);
	}

}
