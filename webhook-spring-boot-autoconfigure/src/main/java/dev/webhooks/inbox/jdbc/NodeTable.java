package dev.webhooks.inbox.jdbc;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.webhooks.inbox.DeliveryTarget;

/**
 * The nodes that live, and what each of them delivers to; transactions are the caller's.
 */
final class NodeTable {

	/** Neither names of providers nor ids of listeners hold it. */
	private static final String SEPARATOR = "\t";

	private final InboxDatabase database;

	NodeTable(InboxDatabase database) {
		this.database = database;
	}

	/**
	 * Says what a node delivers to, and forgets the nodes that are gone.
	 * @param targets the targets; none if the node ends
	 */
	void announce(UUID node, Collection<DeliveryTarget> targets, Instant now, Instant deadBefore) {
		this.database.jdbc()
			.update(this.database.sql("DELETE FROM {NODE} WHERE application = ? AND (node = ? OR seen_at < ?)"),
					this.database.application(), node.toString(), this.database.dialect().bind(deadBefore));
		if (!targets.isEmpty()) {
			this.database.jdbc()
				.update(this.database
					.sql("INSERT INTO {NODE} (application, node, targets, seen_at) VALUES (?, ?, ?, ?)"),
						this.database.application(), node.toString(), text(targets), this.database.dialect().bind(now));
		}
	}

	private static String text(Collection<DeliveryTarget> targets) {
		return targets.stream()
			.map((target) -> target.provider() + SEPARATOR + target.listener())
			.sorted()
			.collect(Collectors.joining("\n"));
	}

	/**
	 * What the nodes that live deliver to.
	 */
	Set<DeliveryTarget> targets() {
		Set<DeliveryTarget> targets = new HashSet<>();
		this.database.jdbc()
			.queryForList(this.database.sql("SELECT targets FROM {NODE} WHERE application = ?"), String.class,
					this.database.application())
			.forEach((text) -> text.lines().forEach((line) -> {
				String[] parts = line.split(SEPARATOR, 2);
				targets.add(new DeliveryTarget(parts[0], parts[1]));
			}));
		return targets;
	}

}
