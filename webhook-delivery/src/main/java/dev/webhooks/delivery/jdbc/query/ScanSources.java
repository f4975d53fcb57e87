package dev.webhooks.delivery.jdbc.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.database.KeyText;
import dev.webhooks.delivery.jdbc.tables.LeaseTable;

/**
 * Finds the parts of indexes in which all stands that a filter means, and as little else
 * as there can be.
 */
public final class ScanSources {

	/** More are not looked at one by one. */
	private static final int MAX_DESTINATIONS = 64;

	private static final int MAX_CHANNELS = 1000;

	private static final int MAX_EVENTS = 500;

	private static final String NEWEST_FIRST = "ORDER BY d.event_id DESC, d.target DESC";

	/**
	 * H2 reads an index backwards only if it is told all its columns. Others could take
	 * those that are equal for a reason to sort.
	 */
	private static final String NEWEST_OF_STATUS = "ORDER BY d.application DESC, d.channel DESC, d.status DESC, "
			+ "d.event_id DESC, d.target DESC";

	private static final String NEWEST_OF_TARGET = "ORDER BY d.application DESC, d.channel DESC, d.target DESC, "
			+ "d.event_id DESC";

	private final Database database;

	private final StoredDestinations destinations;

	private final StoredChannels channels;

	public ScanSources(Database database) {
		this.database = database;
		this.destinations = new StoredDestinations(database);
		this.channels = new StoredChannels(database);
	}

	public List<ScanSource.Range> of(DeliveryFilter filter) {
		if (filter.event() != null) {
			return ofEvents(List.of(filter.event()));
		}
		if (filter.eventId() != null && this.database.keys() == KeyText.PLAIN) {
			List<UUID> events = events(filter.eventId());
			if (events.size() <= MAX_EVENTS) {
				return ofEvents(events);
			}
		}
		List<ScanSource.Range> ranges = isOpenOrDead(filter.statuses()) ? ofStatuses(filter) : null;
		if (ranges == null) {
			ranges = ofDestinations(filter);
		}
		if (ranges == null && this.database.dialect() != Dialect.POSTGRESQL
				&& (filter.statuses().size() == 1 || filter.channel() != null)) {
			ranges = ofStatuses(filter);
		}
		return (ranges != null) ? ranges
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

	/** H2 looks for one at a time in the index, and for several in all that there is. */
	private List<ScanSource.Range> ofEvents(List<UUID> events) {
		Dialect dialect = this.database.dialect();
		String table = dialect.withPrimaryKey("{DELIVERY} d");
		if (dialect == Dialect.H2) {
			return events.stream()
				.map((event) -> new ScanSource.Range(table, "d.event_id = ?", NEWEST_FIRST, List.of(event)))
				.toList();
		}
		return events.isEmpty() ? List.of()
				: List.of(new ScanSource.Range(table, "d.event_id IN (" + Database.parameters(events.size()) + ")",
						NEWEST_FIRST, events.stream().map(dialect::bind).toList()));
	}

	private @Nullable List<ScanSource.Range> ofStatuses(DeliveryFilter filter) {
		if (this.database.dialect() == Dialect.POSTGRESQL) {
			return ofPartialIndexes(filter);
		}
		List<String> channels = channels(filter, false);
		if (channels == null) {
			return null;
		}
		Set<DeliveryStatus> statuses = filter.statuses().isEmpty() ? EnumSet.allOf(DeliveryStatus.class)
				: filter.statuses();
		String table = this.database.dialect().withIndex("{DELIVERY} d", "webhook_delivery_status");
		return channels.stream()
			.flatMap((channel) -> statuses.stream()
				.map((status) -> new ScanSource.Range(table,
						"d.application = ? AND d.channel = ? AND d.status = '" + status + "'",
						order(NEWEST_OF_STATUS, NEWEST_FIRST), List.of(this.database.application(), channel))))
			.toList();
	}

	private @Nullable List<String> channels(DeliveryFilter filter, boolean dead) {
		return (filter.channel() != null) ? List.of(filter.channel()) : this.channels.of(dead, MAX_CHANNELS);
	}

	/** A delivery that is leased since it was inserted is in none of them. */
	private @Nullable List<ScanSource.Range> ofPartialIndexes(DeliveryFilter filter) {
		Set<DeliveryStatus> open = EnumSet.copyOf(filter.statuses());
		List<String> dead = open.remove(DeliveryStatus.DEAD) ? channels(filter, true) : List.of();
		List<String> waiting = open.isEmpty() ? List.of() : channels(filter, false);
		if (dead == null || waiting == null) {
			return null;
		}
		List<ScanSource.Range> ranges = new ArrayList<>();
		dead.forEach((channel) -> ranges.add(partial(PartialIndexes.DEAD, channel, filter.target())));
		waiting.forEach((channel) -> ranges.add(partial(PartialIndexes.OPEN, channel, filter.target())));
		if (open.contains(DeliveryStatus.PROCESSING)) {
			ranges.add(new ScanSource.Range(LeaseTable.LEASED, "d.application = ?", NEWEST_FIRST,
					List.of(this.database.application())));
		}
		return ranges;
	}

	private String order(String allColumns, String others) {
		return (this.database.dialect() == Dialect.H2) ? allColumns : others;
	}

	private ScanSource.Range partial(String condition, String channel, @Nullable String target) {
		String of = "d.application = ? AND d.channel = ? AND ";
		return (target == null)
				? new ScanSource.Range("{DELIVERY} d", of + condition, NEWEST_FIRST,
						List.of(this.database.application(), channel))
				: new ScanSource.Range("{DELIVERY} d", of + "d.target = ? AND " + condition, "ORDER BY d.event_id DESC",
						List.of(this.database.application(), channel, target));
	}

	private @Nullable List<ScanSource.Range> ofDestinations(DeliveryFilter filter) {
		List<Destination> destinations = this.destinations.of(filter.channel(), filter.target(), MAX_DESTINATIONS);
		if (destinations == null) {
			return null;
		}
		boolean partial = this.database.dialect() == Dialect.POSTGRESQL;
		String table = this.database.dialect().withIndex("{DELIVERY} d", "webhook_delivery_target");
		String condition = "d.application = ? AND d.channel = ? AND d.target = ?"
				+ (partial ? " AND d.next_attempt_at IS NULL" : "");
		List<ScanSource.Range> ranges = new ArrayList<>();
		destinations.forEach((destination) -> ranges
			.add(new ScanSource.Range(table, condition, order(NEWEST_OF_TARGET, "ORDER BY d.event_id DESC"),
					List.of(this.database.application(), destination.channel(), destination.target()))));
		// In PostgreSQL those that are due some time stand elsewhere
		List<String> waiting = partial ? channels(filter, false) : List.of();
		if (waiting == null) {
			return null;
		}
		waiting.forEach((channel) -> ranges.add(partial(PartialIndexes.OPEN, channel, filter.target())));
		return ranges;
	}

}
