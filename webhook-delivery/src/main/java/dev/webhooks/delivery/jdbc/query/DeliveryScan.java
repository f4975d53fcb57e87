package dev.webhooks.delivery.jdbc.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.DeliveryCursor;
import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.tables.EventTable;

/**
 * A walk through deliveries from the newest down, in which all that a filter means come
 * by, and others.
 */
public final class DeliveryScan {

	/**
	 * An event gets its id after it was received, and ids do not go back with a clock
	 * that is set back.
	 */
	private static final Duration MARGIN = Duration.ofHours(2);

	private static final UUID FIRST = new UUID(0, 0);

	/** Highest id of any kind: messages that were imported by hand are found, too. */
	private static final UUID LAST = new UUID(-1, -1);

	/** Of all parts together that are read at once. */
	private static final int CHUNK = 500;

	private static final int LEAST = 16;

	private final List<ScanSource> sources;

	/**
	 * Begins a walk.
	 * @param after the delivery behind which it begins, or {@code null} for the first
	 * @param wanted how many deliveries are likely to be looked at
	 */
	public DeliveryScan(Database database, DeliveryFilter filter, @Nullable DeliveryCursor after, int wanted) {
		List<ScanSource.Range> ranges = new ScanSources(database).of(filter);
		int chunk = Math.max(LEAST, Math.min(CHUNK, wanted) / Math.max(1, ranges.size()));
		UUID oldest = bound(filter.receivedFrom(), MARGIN.negated(), FIRST);
		UUID newest = bound(filter.receivedBefore(), MARGIN, LAST);
		this.sources = ranges.stream()
			.map((range) -> new ScanSource(database, range, oldest, newest, after, chunk))
			.toList();
	}

	private static UUID bound(@Nullable Instant time, Duration margin, UUID none) {
		return (time != null) ? EventTable.bound(time.plus(margin)) : none;
	}

	public boolean hasNext() {
		return newest() != null;
	}

	private @Nullable DeliveryRow newest() {
		DeliveryRow newest = null;
		for (ScanSource source : this.sources) {
			DeliveryRow row = source.peek();
			if (row != null && (newest == null || row.cursor().compareTo(newest.cursor()) < 0)) {
				newest = row;
			}
		}
		return newest;
	}

	/**
	 * Takes the next deliveries, each once, though it may have gone from one part to
	 * another meanwhile.
	 */
	public List<DeliveryRow> next(int count) {
		List<DeliveryRow> rows = new ArrayList<>(count);
		for (DeliveryRow row = newest(); row != null; row = (rows.size() < count) ? newest() : null) {
			rows.add(row);
			for (ScanSource source : this.sources) {
				DeliveryRow same = source.peek();
				if (same != null && same.id().equals(row.id())) {
					source.remove();
				}
			}
		}
		return rows;
	}

}
