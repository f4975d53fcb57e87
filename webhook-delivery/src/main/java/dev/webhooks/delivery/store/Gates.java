package dev.webhooks.delivery.store;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Gate;

/**
 * Knows which gates are closed, as of the last poll. Safe for use by several threads.
 */
public interface Gates {

	/**
	 * Tells whether no gate of a channel is closed, nor that of the channel itself.
	 * @param channel the channel
	 * @return whether all are open
	 */
	boolean areAllOpen(String channel);

	/**
	 * Finds a closed gate.
	 * @param channel the channel
	 * @param targets the ids of targets
	 * @return a gate through which something of the channel would go to one of the
	 * targets, or {@code null} if all of them are open
	 */
	@Nullable Gate closed(String channel, Collection<String> targets);

}
