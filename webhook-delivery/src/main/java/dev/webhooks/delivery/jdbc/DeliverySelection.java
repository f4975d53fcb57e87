package dev.webhooks.delivery.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Lease;

/**
 * The part of a statement that says which deliveries a filter means, as {@code d}. What
 * is open or dead is looked for in indexes that hold little else, and the rest in the
 * order of the ids of events, which begin with the time of receipt.
 */
final class DeliverySelection {

	/**
	 * Newest first; all in one direction, so that the primary key can be read backwards.
	 */
	private static final String NEWEST_FIRST = "ORDER BY d.event_id DESC, d.target DESC LIMIT ?";

	/** H2 reads an index backwards only if it is told all its columns. */
	private static final String NEWEST_OF_STATUS = "ORDER BY d.application DESC, d.status DESC, d.event_id DESC LIMIT ?";

	/**
	 * An event gets its id after it was received, and ids do not go back with a clock
	 * that is set back.
	 */
	private static final Duration MARGIN = Duration.ofHours(2);

	/** Lease by lease, however few leases or many deliveries there seem to be. */
	private static final String LEASED = """
			{LEASE} l CROSS JOIN LATERAL (SELECT * FROM {DELIVERY} o
			WHERE o.event_id BETWEEN l.first_event AND l.last_event AND o.claim_token = l.token
			AND o.next_attempt_at IS NULL AND o.open_order_key IS NULL OFFSET 0) d""";

	private final Database database;

	private final DeliveryFilter filter;

	private final List<Object> arguments = new ArrayList<>();

	private final Part deliveries;

	DeliverySelection(Database database, DeliveryFilter filter) {
		this.database = database;
		this.filter = filter;
		this.deliveries = switch (database.dialect()) {
			case POSTGRESQL -> isOpenOrDead() ? byPartialIndexes() : all();
			case MYSQL -> all();
			case H2 -> (isOpenOrDead() && filter.statuses().size() > 1) ? byStatuses() : all();
		};
	}

	/**
	 * The deliveries with their events, as {@code e}.
	 * @param joins other tables
	 */
	String withEvents(String joins) {
		List<String> conditions = new ArrayList<>(this.deliveries.conditions);
		add(conditions, "e.event_type = ?", this.filter.type());
		add(conditions, "e.received_at >= ?", this.filter.receivedFrom());
		add(conditions, "e.received_at < ?", this.filter.receivedBefore());
		String events = this.database.dialect().thenJoin("{EVENT}", "e", "e.id = d.event_id");
		return new Part(String.join("\n", this.deliveries.from, events, joins), conditions).toString();
	}

	/** The deliveries, with their events only if the filter asks something of these. */
	String alone() {
		boolean ofEvents = this.filter.type() != null || this.filter.receivedFrom() != null
				|| this.filter.receivedBefore() != null;
		return ofEvents ? withEvents("") : this.deliveries.toString();
	}

	String newestFirst() {
		return (this.database.dialect() == Dialect.H2 && this.filter.statuses().size() == 1) ? NEWEST_OF_STATUS
				: NEWEST_FIRST;
	}

	/**
	 * The values of the parameters.
	 * @param more those that come after
	 */
	Object[] arguments(Object... more) {
		List<Object> all = new ArrayList<>(this.arguments);
		all.addAll(Arrays.asList(more));
		return all.toArray();
	}

	private boolean isOpenOrDead() {
		return !this.filter.statuses().isEmpty() && this.filter.statuses()
			.stream()
			.allMatch((status) -> status.isOpen() || status == DeliveryStatus.DEAD);
	}

	/** Of one status the newest come last in the index of statuses. */
	private String table() {
		return (isOpenOrDead() || this.filter.statuses().size() == 1)
				? this.database.dialect().withIndex("{DELIVERY} d", "webhook_delivery_status")
				: this.database.dialect().withPrimaryKey("{DELIVERY} d");
	}

	private Part all() {
		return new Part(table(), conditions(this.filter.statuses()));
	}

	/** One after another, where several are not looked for in an index. */
	private Part byStatuses() {
		return union(this.filter.statuses()
			.stream()
			.map((status) -> "SELECT d.* " + new Part(table(), conditions(Set.of(status))))
			.toList());
	}

	private static Part union(List<String> parts) {
		return new Part("(" + String.join("\nUNION ALL\n", parts) + ") d", List.of());
	}

	/** What is leased since it was inserted is in none of them. */
	private Part byPartialIndexes() {
		List<String> parts = new ArrayList<>();
		Set<DeliveryStatus> open = EnumSet.copyOf(this.filter.statuses());
		open.remove(DeliveryStatus.DEAD);
		if (!open.isEmpty()) {
			parts.add("SELECT d.* " + part("{DELIVERY} d", open, "d.next_attempt_at IS NOT NULL"));
			parts.add("SELECT d.* "
					+ part("{DELIVERY} d", open, "d.open_order_key IS NOT NULL AND d.next_attempt_at IS NULL"));
		}
		if (open.contains(DeliveryStatus.PROCESSING)) {
			parts.add("SELECT DISTINCT d.* " + part(LEASED, Set.of(DeliveryStatus.PROCESSING), "1 = 1"));
		}
		if (this.filter.statuses().contains(DeliveryStatus.DEAD)) {
			parts.add("SELECT d.* " + part("{DELIVERY} d", Set.of(DeliveryStatus.DEAD), "d.dead_at IS NOT NULL"));
		}
		return union(parts);
	}

	private Part part(String from, Set<DeliveryStatus> statuses, String ofIndex) {
		List<String> conditions = conditions(statuses);
		conditions.add(ofIndex);
		return new Part(from, conditions);
	}

	private List<String> conditions(Set<DeliveryStatus> statuses) {
		List<String> conditions = new ArrayList<>();
		add(conditions, application() + " = ?", this.database.application());
		if (!statuses.isEmpty()) {
			conditions.add("d.status IN (" + names(statuses) + ")");
		}
		add(conditions, "d.channel = ?", this.filter.channel());
		add(conditions, "d.target = ?", this.filter.target());
		if (this.filter.receivedFrom() != null) {
			add(conditions, "d.event_id >= ?", EventTable.bound(this.filter.receivedFrom().minus(MARGIN)));
		}
		if (this.filter.receivedBefore() != null) {
			add(conditions, "d.event_id < ?", EventTable.bound(this.filter.receivedBefore().plus(MARGIN)));
		}
		return conditions;
	}

	/** All deliveries may be of one application. */
	private String application() {
		return table().contains("status") ? "d.application" : this.database.dialect().withoutIndex("d.application");
	}

	/**
	 * They stand in the statement as they are, so that nothing has to be assumed of them.
	 */
	static String names(Set<DeliveryStatus> statuses) {
		return statuses.stream().map((status) -> "'" + status + "'").sorted().collect(Collectors.joining(", "));
	}

	private void add(List<String> conditions, String condition, @Nullable Object value) {
		if (value != null) {
			conditions.add(condition);
			this.arguments.add(this.database.dialect().bind(value));
		}
	}

	private record Part(String from, List<String> conditions) {

		@Override
		public String toString() {
			String where = this.conditions.isEmpty() ? "" : "\nWHERE " + String.join(" AND ", this.conditions);
			return "FROM " + this.from + where;
		}

	}

}
