package dev.webhooks.receiver;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.store.Gates;

/**
 * Gates of which one may be closed.
 */
final class SettableGates implements Gates {

	@Nullable Gate closed;

	@Override
	public boolean areAllOpen(String channel) {
		return this.closed == null || !this.closed.destination().channel().equals(channel);
	}

	@Override
	public @Nullable Gate closed(String channel, Collection<String> targets) {
		return this.closed;
	}

}
