package dev.webhooks.delivery;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A message that is to be accepted, with where it goes.
 *
 * @param message the message
 * @param orderKey what orders the deliveries, or {@code null} if they need no order
 * @param targets the ids of the targets that are to receive the event, at least one
 */
public record Submission(Message message, @Nullable String orderKey, List<String> targets) {

	/**
	 * Size of the message in memory, for each of its targets, roughly.
	 * @return the bytes
	 */
	public int size() {
		return this.message.size() * this.targets.size();
	}

	/**
	 * Size of the message and its deliveries where they are stored, roughly and rather
	 * more.
	 * @return the bytes
	 */
	public long storedSize() {
		return StoredSize.of(this);
	}

}
