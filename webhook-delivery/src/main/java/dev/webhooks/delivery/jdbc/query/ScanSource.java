package dev.webhooks.delivery.jdbc.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryCursor;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;

/**
 * Deliveries that stand together in one index, read from the newest down and a few at a
 * time.
 */
public final class ScanSource {

	private final Database database;

	private final Range range;

	private final UUID oldest;

	private final int chunk;

	private final Queue<DeliveryRow> read = new ArrayDeque<>();

	private DeliveryCursor position;

	private boolean sameEvent;

	private boolean exhausted;

	/**
	 * Creates a source.
	 * @param oldest the lowest id of an event to look at
	 * @param newest the lowest id that is too high
	 * @param after the delivery behind which it begins, or {@code null} for the first
	 * @param chunk how many deliveries are read at once
	 */
	public ScanSource(Database database, Range range, UUID oldest, UUID newest, @Nullable DeliveryCursor after,
			int chunk) {
		this.database = database;
		this.range = range;
		this.oldest = oldest;
		this.chunk = chunk;
		this.sameEvent = after != null && after.compareTo(new DeliveryCursor(newest, "")) > 0;
		this.position = (after != null && this.sameEvent) ? after : new DeliveryCursor(newest, "");
	}

	public @Nullable DeliveryRow peek() {
		if (this.read.isEmpty() && !this.exhausted) {
			readNext();
		}
		return this.read.peek();
	}

	public void remove() {
		this.read.remove();
	}

	private void readNext() {
		List<DeliveryRow> rows = new ArrayList<>(this.chunk);
		if (this.sameEvent) {
			rows.addAll(read("d.event_id = ? AND d.target < ?", this.position.target(), this.chunk));
		}
		if (rows.size() < this.chunk) {
			Object oldest = this.database.dialect().bind(this.oldest);
			rows.addAll(read("d.event_id < ? AND d.event_id >= ?", oldest, this.chunk - rows.size()));
		}
		this.exhausted = rows.size() < this.chunk;
		this.sameEvent = true;
		this.position = rows.isEmpty() ? this.position : rows.get(rows.size() - 1).cursor();
		this.read.addAll(rows);
	}

	private List<DeliveryRow> read(String condition, Object second, int limit) {
		Dialect dialect = this.database.dialect();
		List<Object> arguments = new ArrayList<>(this.range.arguments);
		arguments.addAll(List.of(dialect.bind(this.position.event()), second, limit));
		return this.database.jdbc()
			.query(this.database.sql("SELECT " + DeliveryRow.COLUMNS + " FROM " + this.range.from,
					"WHERE " + this.range.condition + " AND " + condition, this.range.order + " LIMIT ?"),
					(row, number) -> DeliveryRow.of(row, dialect), arguments.toArray());
	}

	/**
	 * A part of an index.
	 *
	 * @param from the table as {@code d}
	 * @param condition what is equal in all entries of the part
	 * @param order the clause that has the index be read backwards
	 * @param arguments of the condition
	 */
	public record Range(String from, String condition, String order, List<?> arguments) {
	}

}
