package dev.webhooks.delivery.jdbc.tables;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.jdbc.database.Database;

/**
 * The nodes that live, and what each of them delivers to; transactions are the caller's.
 */
public final class NodeTable {

	/** Neither names of channels nor ids of targets hold it. */
	private static final String SEPARATOR = "\t";

	private final Database database;

	public NodeTable(Database database) {
		this.database = database;
	}

	/**
	 * Says what a node delivers to, and forgets the nodes that are gone.
	 * @param destinations the destinations; none if the node ends
	 */
	public void announce(UUID node, Collection<Destination> destinations, Instant now, Instant deadBefore) {
		this.database.jdbc()
			.update(this.database.sql("DELETE FROM {NODE} WHERE application = ? AND (node = ? OR seen_at < ?)"),
					this.database.application(), node.toString(), this.database.dialect().bind(deadBefore));
		if (!destinations.isEmpty()) {
			this.database.jdbc()
				.update(this.database
					.sql("INSERT INTO {NODE} (application, node, destinations, seen_at) VALUES (?, ?, ?, ?)"),
						this.database.application(), node.toString(), text(destinations),
						this.database.dialect().bind(now));
		}
	}

	private static String text(Collection<Destination> destinations) {
		return destinations.stream()
			.map((destination) -> destination.channel() + SEPARATOR + destination.target())
			.sorted()
			.collect(Collectors.joining("\n"));
	}

	/**
	 * Destinations of the nodes that live.
	 */
	public Set<Destination> destinations() {
		Set<Destination> destinations = new HashSet<>();
		this.database.jdbc()
			.queryForList(this.database.sql("SELECT destinations FROM {NODE} WHERE application = ?"), String.class,
					this.database.application())
			.forEach((text) -> text.lines().forEach((line) -> {
				String[] parts = line.split(SEPARATOR, 2);
				destinations.add(new Destination(parts[0], parts[1]));
			}));
		return destinations;
	}

}
