package dev.webhooks.delivery.jdbc;

import java.util.ArrayList;
import java.util.List;

import dev.webhooks.delivery.store.ClaimRequest;

/**
 * Chooses what is claimed of what is due: as much as there is room for, and of the
 * deliveries whose nodes have died the fewer the more often that was, so that one that
 * kills its node does so alone in the end.
 */
final class ClaimSelection {

	/** Of those whose node died once half of this many are claimed at once. */
	private static final int MAX_TAKEN_OVER = 32;

	private final List<Candidate> chosen = new ArrayList<>();

	private final int maxCount;

	private long bytesLeft;

	private int takenOver;

	ClaimSelection(ClaimRequest.Room room) {
		this.maxCount = room.count();
		this.bytesLeft = room.bytes();
		this.takenOver = room.takenOver();
	}

	List<Candidate> chosen() {
		return this.chosen;
	}

	int countLeft() {
		return this.maxCount - this.chosen.size();
	}

	boolean isFull() {
		return this.chosen.size() >= this.maxCount || this.bytesLeft <= 0;
	}

	/**
	 * Chooses a delivery, if there is room and it is not to wait until others that were
	 * taken over have ended.
	 */
	boolean offer(Candidate candidate) {
		if (isFull() || (candidate.takeovers() > 0 && this.takenOver >= mostBeside(candidate.takeovers()))) {
			return false;
		}
		this.takenOver += (candidate.takeovers() > 0) ? 1 : 0;
		this.bytesLeft -= candidate.size();
		return this.chosen.add(candidate);
	}

	private static int mostBeside(int takeovers) {
		return Math.max(1, MAX_TAKEN_OVER >> Math.min(takeovers, Integer.SIZE - 1));
	}

}
