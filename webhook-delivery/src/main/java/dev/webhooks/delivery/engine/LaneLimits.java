package dev.webhooks.delivery.engine;

/**
 * Share of a node that the deliveries of one channel may take. Immutable.
 *
 * @param concurrency how many run at once
 * @param perTarget how many of one target run at once
 * @param bytes the bytes of events that are held
 * @param targets the number of targets, each of which has a share of what is held
 */
record LaneLimits(int concurrency, int perTarget, long bytes, int targets) {

	/** Deliveries that are held. */
	private static final int MAX_HELD = 1024;

	int held() {
		return MAX_HELD;
	}

	int heldByTarget() {
		return Math.max(1, MAX_HELD / this.targets);
	}

	long bytesOfTarget() {
		return Math.max(1, this.bytes / this.targets);
	}

}
