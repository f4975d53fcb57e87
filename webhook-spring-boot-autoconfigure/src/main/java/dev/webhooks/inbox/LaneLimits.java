package dev.webhooks.inbox;

/**
 * What the deliveries of one provider may take of a node. Immutable.
 *
 * @param concurrency how many run at once
 * @param perListener how many of one listener run at once
 * @param bytes the bytes of events that are held
 * @param listeners the number of listeners, each of which has a share of what is held
 */
record LaneLimits(int concurrency, int perListener, long bytes, int listeners) {

	/** Deliveries that are held. */
	private static final int MAX_HELD = 1024;

	int held() {
		return MAX_HELD;
	}

	int heldByListener() {
		return Math.max(1, MAX_HELD / this.listeners);
	}

	long bytesOfListener() {
		return Math.max(1, this.bytes / this.listeners);
	}

}
