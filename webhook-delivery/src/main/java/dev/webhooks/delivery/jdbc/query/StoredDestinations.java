package dev.webhooks.delivery.jdbc.query;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.jdbc.database.Database;

/**
 * Finds the destinations that have deliveries, whatever their status; transactions are
 * the caller's.
 */
public final class StoredDestinations {

	private final IndexedDestinations index;

	public StoredDestinations(Database database) {
		this.index = IndexedDestinations.ofDeliveries(database, "webhook_delivery_target", "next_attempt_at IS NULL");
	}

	/**
	 * Finds the destinations of a channel, or of a target.
	 * @param channel the channel, or {@code null} for all
	 * @param target the target, or {@code null} for all
	 * @param most more are not looked for
	 * @return the destinations, or {@code null} if there are more, or all are meant
	 */
	public @Nullable List<Destination> of(@Nullable String channel, @Nullable String target, int most) {
		if (channel == null) {
			return (target != null) ? toTarget(target, most) : null;
		}
		return (target != null) ? List.of(new Destination(channel, target)) : ofChannel(channel, most);
	}

	private @Nullable List<Destination> toTarget(String target, int most) {
		List<Destination> found = new ArrayList<>();
		String channel = this.index.nextChannel("");
		while (channel != null && found.size() <= most) {
			found.add(new Destination(channel, target));
			channel = this.index.nextChannel(channel);
		}
		return (found.size() <= most) ? found : null;
	}

	private @Nullable List<Destination> ofChannel(String channel, int most) {
		List<Destination> found = new ArrayList<>();
		String target = this.index.nextTarget(channel, "");
		while (target != null && found.size() <= most) {
			found.add(new Destination(channel, target));
			target = this.index.nextTarget(channel, target);
		}
		return (found.size() <= most) ? found : null;
	}

}
