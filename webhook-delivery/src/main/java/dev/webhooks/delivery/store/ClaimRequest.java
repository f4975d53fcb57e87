package dev.webhooks.delivery.store;

import java.time.Instant;

/**
 * Asks for deliveries that are due.
 *
 * @param due whose deliveries
 * @param room how many there is room for
 * @param waitsForDead whether a dead delivery holds up the later ones of its key
 * @param now the current time
 */
public record ClaimRequest(DueDestination due, Room room, boolean waitsForDead, Instant now) {

	/**
	 * Asks for fewer.
	 * @param most how many at the most
	 * @return the request
	 */
	public ClaimRequest limitedTo(int most) {
		return (this.room.count() <= most) ? this : new ClaimRequest(this.due,
				new Room(most, this.room.bytes(), this.room.takenOver()), this.waitsForDead, this.now);
	}

	/**
	 * How many deliveries are claimed at the most.
	 *
	 * @param count their number
	 * @param bytes the bytes of their events, of which the last delivery may exceed what
	 * is left
	 * @param takenOver how many deliveries the node holds already whose nodes died
	 */
	public record Room(int count, long bytes, int takenOver) {

		/**
		 * Tells whether there is none.
		 * @return whether nothing can be claimed
		 */
		public boolean isNone() {
			return this.count <= 0 || this.bytes <= 0;
		}

	}

}
