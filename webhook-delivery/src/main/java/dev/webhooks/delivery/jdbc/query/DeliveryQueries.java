package dev.webhooks.delivery.jdbc.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.ArchivedMessage;
import dev.webhooks.delivery.DeliveryArchive;
import dev.webhooks.delivery.DeliveryCount;
import dev.webhooks.delivery.DeliveryCursor;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryPage;
import dev.webhooks.delivery.Message;
import dev.webhooks.delivery.WebhookDelivery;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.tables.EventHead;
import dev.webhooks.delivery.jdbc.tables.EventTable;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTable;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTimes;

/**
 * Finds and counts deliveries for operators; transactions are the caller's.
 */
public final class DeliveryQueries {

	private static final int CHUNK = 500;

	private static final int FIRST_PAGE = 100;

	private final Database database;

	private final EventTable events;

	private final OrderKeyTimes orderKeys;

	public DeliveryQueries(Database database) {
		this.database = database;
		this.events = new EventTable(database);
		this.orderKeys = new OrderKeyTimes(database);
	}

	public DeliveryPage page(DeliveryFilter filter, @Nullable DeliveryCursor after, int limit) {
		Walk walk = walk(filter, after, limit, DeliveryArchive.MAX_SCANNED);
		return new DeliveryPage(views(walk.found), walk.next, walk.next == null || walk.found.size() == limit);
	}

	public DeliveryCount count(DeliveryFilter filter, @Nullable DeliveryCursor after) {
		Walk walk = walk(filter, after, DeliveryArchive.MAX_SCANNED, DeliveryArchive.MAX_SCANNED);
		return new DeliveryCount(walk.found.size(), walk.next);
	}

	/**
	 * Finds all deliveries that a filter means, however many others are looked at.
	 * @param limit how many at the most
	 */
	public List<DeliveryId> ids(DeliveryFilter filter, int limit) {
		return walk(filter, null, limit, Long.MAX_VALUE).found.stream().map(DeliveryRow::id).toList();
	}

	public @Nullable ArchivedMessage event(UUID id) {
		Message message = this.events.heads(List.of(id)).containsKey(id) ? this.events.read(Set.of(id)).get(id) : null;
		return (message != null)
				? new ArchivedMessage(id, message, page(DeliveryFilter.of().event(id), null, FIRST_PAGE)) : null;
	}

	private Walk walk(DeliveryFilter filter, @Nullable DeliveryCursor after, int limit, long most) {
		this.database.preferIndexes();
		DeliveryScan scan = new DeliveryScan(this.database, filter, after, limit + 1);
		List<DeliveryRow> found = new ArrayList<>();
		DeliveryCursor last = after;
		int chunk = Math.min(CHUNK, limit);
		for (long left = most; left > 0 && found.size() < limit; chunk = CHUNK) {
			List<DeliveryRow> rows = scan.next((int) Math.min(left, chunk));
			if (rows.isEmpty()) {
				return new Walk(found, null);
			}
			left -= rows.size();
			last = rows.get(rows.size() - 1).cursor();
			found.addAll(matching(rows, filter));
		}
		if (found.size() > limit) {
			return new Walk(found.subList(0, limit), found.get(limit - 1).cursor());
		}
		return new Walk(found, scan.hasNext() ? last : null);
	}

	private List<DeliveryRow> matching(List<DeliveryRow> rows, DeliveryFilter filter) {
		List<DeliveryRow> candidates = rows.stream()
			.filter((row) -> row.matches(filter, this.database.application()))
			.toList();
		if (!filter.isOfEvents()) {
			return candidates;
		}
		Map<UUID, EventHead> heads = heads(candidates);
		return candidates.stream().filter((row) -> {
			WebhookDelivery view = view(row, heads, Map.of());
			return view != null && filter.matches(view);
		}).toList();
	}

	private List<WebhookDelivery> views(List<DeliveryRow> rows) {
		Map<UUID, EventHead> heads = heads(rows);
		Map<OrderKeyTable.Key, Instant> dueInOrder = this.orderKeys.of(rows.stream()
			.filter(DeliveryRow::isDueInOrder)
			.flatMap((row) -> Stream.ofNullable(row.key()))
			.toList());
		return rows.stream().flatMap((row) -> Stream.ofNullable(view(row, heads, dueInOrder))).toList();
	}

	/** The event may be gone by now. */
	private static @Nullable WebhookDelivery view(DeliveryRow row, Map<UUID, EventHead> heads,
			Map<OrderKeyTable.Key, Instant> dueInOrder) {
		EventHead head = heads.get(row.id().event());
		return (head != null) ? row.view(head, dueInOrder) : null;
	}

	private Map<UUID, EventHead> heads(List<DeliveryRow> rows) {
		List<UUID> ids = rows.stream().map((row) -> row.id().event()).distinct().toList();
		Map<UUID, EventHead> heads = new HashMap<>();
		for (int start = 0; start < ids.size(); start += CHUNK) {
			heads.putAll(this.events.heads(ids.subList(start, Math.min(start + CHUNK, ids.size()))));
		}
		return heads;
	}

	/**
	 * Result of a walk.
	 *
	 * @param found the deliveries
	 * @param next where it stopped, or {@code null} if it came to the end
	 */
	private record Walk(List<DeliveryRow> found, @Nullable DeliveryCursor next) {
	}

}
