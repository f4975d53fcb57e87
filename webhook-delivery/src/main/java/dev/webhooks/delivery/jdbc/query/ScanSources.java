package dev.webhooks.delivery.jdbc.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.database.KeyText;

/**
 * Finds the parts of indexes in which all stands that a filter means, and as little else
 * as there can be.
 */
public final class ScanSources {

	/** More are not looked at one by one. */
	private static final int MAX_DESTINATIONS = 64;

	private static final int MAX_EVENTS = 500;

	private static final String NEWEST_FIRST = "ORDER BY d.event_id DESC, d.target DESC";

	/**
	 * H2 reads an index backwards only if it is told all its columns. Others could take
	 * those that are equal for a reason to sort.
	 */
	private static final String NEWEST_OF_STATUS = "ORDER BY d.application DESC, d.status DESC, d.event_id DESC, "
			+ "d.target DESC";

	private static final String NEWEST_OF_TARGET = "ORDER BY d.application DESC, d.channel DESC, d.target DESC, "
			+ "d.event_id DESC";

	/** Lease by lease, however few leases or many deliveries there seem to be. */
	private static final String LEASED = """
			(SELECT DISTINCT o.* FROM {LEASE} l CROSS JOIN LATERAL (SELECT * FROM {DELIVERY} t
			WHERE t.event_id BETWEEN l.first_event AND l.last_event AND t.claim_token = l.token
			AND t.next_attempt_at IS NULL AND t.open_order_key IS NULL OFFSET 0) o) d""";

	private final Database database;

	private final StoredDestinations destinations;

	public ScanSources(Database database) {
		this.database = database;
		this.destinations = new StoredDestinations(database);
	}

	public List<ScanSource.Range> of(DeliveryFilter filter) {
		if (filter.event() != null) {
			return List.of(ofEvents(List.of(filter.event())));
		}
		if (filter.eventId() != null && this.database.keys() == KeyText.PLAIN) {
			List<UUID> events = events(filter.eventId());
			if (events.size() <= MAX_EVENTS) {
				return List.of(ofEvents(events));
			}
		}
		if (isOpenOrDead(filter.statuses())) {
			return ofStatuses(filter.statuses());
		}
		List<Destination> destinations = this.destinations.of(filter.channel(), filter.target(), MAX_DESTINATIONS);
		if (destinations != null) {
			return ofDestinations(destinations);
		}
		boolean byStatus = filter.statuses().size() == 1 && this.database.dialect() != Dialect.POSTGRESQL;
		return byStatus ? ofStatuses(filter.statuses())
				: List.of(new ScanSource.Range(this.database.dialect().withPrimaryKey("{DELIVERY} d"), "1 = 1",
						NEWEST_FIRST, List.of()));
	}

	private static boolean isOpenOrDead(Set<DeliveryStatus> statuses) {
		return !statuses.isEmpty()
				&& statuses.stream().allMatch((status) -> status.isOpen() || status == DeliveryStatus.DEAD);
	}

	/** Of each channel and tenant that has one of the id. */
	private List<UUID> events(String eventId) {
		Dialect dialect = this.database.dialect();
		return this.database.jdbc()
			.query(this.database.sql("SELECT id FROM {EVENT} WHERE dedupe_key = ? AND application = ?"),
					(row, number) -> dialect.uuid(row, "id"), KeyText.plain(eventId), this.database.application());
	}

	private ScanSource.Range ofEvents(List<UUID> events) {
		Dialect dialect = this.database.dialect();
		return new ScanSource.Range(dialect.withPrimaryKey("{DELIVERY} d"),
				events.isEmpty() ? "1 = 0" : "d.event_id IN (" + Database.parameters(events.size()) + ")", NEWEST_FIRST,
				events.stream().map(dialect::bind).toList());
	}

	private List<ScanSource.Range> ofStatuses(Set<DeliveryStatus> statuses) {
		if (this.database.dialect() == Dialect.POSTGRESQL) {
			return ofPartialIndexes(statuses);
		}
		String table = this.database.dialect().withIndex("{DELIVERY} d", "webhook_delivery_status");
		return statuses.stream()
			.map((status) -> new ScanSource.Range(table, "d.application = ? AND d.status = '" + status + "'",
					order(NEWEST_OF_STATUS, NEWEST_FIRST), List.of(this.database.application())))
			.toList();
	}

	/** A delivery that is leased since it was inserted is in none of them. */
	private List<ScanSource.Range> ofPartialIndexes(Set<DeliveryStatus> statuses) {
		Set<DeliveryStatus> open = EnumSet.copyOf(statuses);
		List<ScanSource.Range> ranges = new ArrayList<>();
		if (open.remove(DeliveryStatus.DEAD)) {
			ranges.add(partial("{DELIVERY} d", "d.dead_at IS NOT NULL"));
		}
		if (!open.isEmpty()) {
			ranges.add(open());
		}
		if (open.contains(DeliveryStatus.PROCESSING)) {
			ranges.add(partial(LEASED, "1 = 1"));
		}
		return ranges;
	}

	private String order(String allColumns, String others) {
		return (this.database.dialect() == Dialect.H2) ? allColumns : others;
	}

	private ScanSource.Range open() {
		return partial("{DELIVERY} d", "(d.next_attempt_at IS NOT NULL OR d.open_order_key IS NOT NULL)");
	}

	private ScanSource.Range partial(String from, String condition) {
		return new ScanSource.Range(from, "d.application = ? AND " + condition, NEWEST_FIRST,
				List.of(this.database.application()));
	}

	/** In PostgreSQL those that are due some time stand elsewhere. */
	private List<ScanSource.Range> ofDestinations(List<Destination> destinations) {
		boolean partial = this.database.dialect() == Dialect.POSTGRESQL;
		String table = this.database.dialect().withIndex("{DELIVERY} d", "webhook_delivery_target");
		String condition = "d.application = ? AND d.channel = ? AND d.target = ?"
				+ (partial ? " AND d.next_attempt_at IS NULL" : "");
		Stream<ScanSource.Range> ranges = destinations.stream()
			.map((destination) -> new ScanSource.Range(table, condition,
					order(NEWEST_OF_TARGET, "ORDER BY d.event_id DESC"),
					List.of(this.database.application(), destination.channel(), destination.target())));
		return (partial ? Stream.concat(ranges, Stream.of(open())) : ranges).toList();
	}

}
