package dev.webhooks.delivery.engine;

import org.jspecify.annotations.Nullable;

/**
 * How an engine does, for those who watch the application.
 *
 * @param running whether it takes events in and delivers them
 * @param reachable whether what it stored last, or looked for last, succeeded
 * @param lastDeath the thread that died within the last minute and was started again, and
 * why, or {@code null} if none did
 * @param deaths how many threads have died since the start
 * @param queueFill how full the queue to the store is, from 0 to 1
 * @param leasesLost how many leases others have taken over since the start, so that a
 * delivery may have run twice
 */
public record EngineState(boolean running, boolean reachable, @Nullable String lastDeath, long deaths, double queueFill,
		long leasesLost) {

	/**
	 * Tells whether nothing is wrong.
	 * @return whether it runs, can be reached and no thread died lately
	 */
	public boolean isUp() {
		return this.running && this.reachable && this.lastDeath == null;
	}

}
