package dev.webhooks.delivery;

/**
 * Where deliveries go: the events of one channel to one target.
 *
 * @param channel the name of the channel
 * @param target the id of the target
 */
public record Destination(String channel, String target) implements Comparable<Destination> {

	/**
	 * Stands for all destinations where a node says what it delivers to.
	 */
	public static final Destination EVERYWHERE = new Destination("*", "*");

	@Override
	public int compareTo(Destination other) {
		int byChannel = this.channel.compareTo(other.channel);
		return (byChannel != 0) ? byChannel : this.target.compareTo(other.target);
	}

	@Override
	public String toString() {
		return this.channel + " to " + this.target;
	}

}
