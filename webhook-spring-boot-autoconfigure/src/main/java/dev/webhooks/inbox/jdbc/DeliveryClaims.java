package dev.webhooks.inbox.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.inbox.ClaimRequest;
import dev.webhooks.inbox.ClaimRequest.Ordering;
import dev.webhooks.inbox.ClaimedDelivery;
import dev.webhooks.inbox.DeliveryId;
import dev.webhooks.inbox.InboxEvent;

/**
 * Leases deliveries that are due.
 */
final class DeliveryClaims {

	private static final String DUE = """
			SELECT d.event_id, d.listener, d.attempts, d.open_order_key FROM {DELIVERY} d
			WHERE d.provider = ? AND d.next_attempt_at <= ?""";

	private static final String IN_ORDER = """
			AND (d.open_order_key IS NULL OR NOT EXISTS (
			SELECT 1 FROM {DELIVERY} o
			WHERE o.open_order_key = d.open_order_key AND o.provider = d.provider AND o.listener = d.listener
			AND o.event_id <> d.event_id
			AND (o.status = 'PROCESSING' OR (o.event_id < d.event_id%s))))""";

	private static final String LOCK = "ORDER BY d.next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED";

	private static final String CLAIM = """
			UPDATE {DELIVERY} SET status = 'PROCESSING', attempts = attempts + 1, next_attempt_at = ?, claim_token = ?
			WHERE event_id = ? AND listener = ?""";

	private static final String OTHERS = """
			SELECT COUNT(*) FROM {DELIVERY}
			WHERE open_order_key = ? AND provider = ? AND listener = ? AND status = 'PROCESSING' AND event_id <> ?""";

	private final JdbcTemplate jdbc;

	private final InboxTables tables;

	private final InboxDialect dialect;

	private final EventTable events;

	DeliveryClaims(JdbcTemplate jdbc, InboxTables tables, InboxDialect dialect, EventTable events) {
		this.jdbc = jdbc;
		this.tables = tables;
		this.dialect = dialect;
		this.events = events;
	}

	private static String select(Ordering ordering) {
		return switch (ordering) {
			case NONE -> String.join("\n", DUE, LOCK);
			case SKIP_DEAD -> String.join("\n", DUE, IN_ORDER.formatted(" AND o.status <> 'DEAD'"), LOCK);
			case WAIT_FOR_DEAD -> String.join("\n", DUE, IN_ORDER.formatted(""), LOCK);
		};
	}

	/**
	 * Leases deliveries; the transaction is the caller's.
	 */
	List<Claim> claim(ClaimRequest request) {
		List<Claim> claims = this.jdbc.query(this.tables.in(select(request.ordering())),
				(row, number) -> new Claim(
						new DeliveryId(this.dialect.uuid(row, "event_id"), row.getString("listener")),
						row.getInt("attempts") + 1, row.getString("open_order_key")),
				request.provider(), this.dialect.bind(request.now()), request.limit());
		List<Object[]> updates = claims.stream()
			.map((claim) -> new Object[] { this.dialect.bind(request.lease().until()), request.lease().token(),
					this.dialect.bind(claim.id().event()), claim.id().listener() })
			.toList();
		if (!updates.isEmpty()) {
			this.jdbc.batchUpdate(this.tables.in(CLAIM), updates);
		}
		return claims;
	}

	/**
	 * Reads the events of what was leased.
	 */
	List<ClaimedDelivery> read(List<Claim> claims, ClaimRequest request) {
		if (claims.isEmpty()) {
			return List.of();
		}
		Map<UUID, InboxEvent> found = this.events
			.read(claims.stream().map((claim) -> claim.id().event()).collect(Collectors.toSet()));
		List<ClaimedDelivery> deliveries = new ArrayList<>(claims.size());
		for (Claim claim : claims) {
			InboxEvent event = found.get(claim.id().event());
			if (event != null) {
				deliveries.add(new ClaimedDelivery(claim.id(), event, claim.attempt(),
						claim.orderKey() != null && request.ordering() != Ordering.NONE, request.lease()));
			}
		}
		return deliveries;
	}

	/**
	 * Tells whether another node has leased a delivery of the same key at the same time,
	 * because neither saw what the other was about to do.
	 */
	boolean isContended(Claim claim, ClaimRequest request) {
		if (claim.orderKey() == null || request.ordering() == Ordering.NONE) {
			return false;
		}
		Integer others = this.jdbc.queryForObject(this.tables.in(OTHERS), Integer.class, claim.orderKey(),
				request.provider(), claim.id().listener(), this.dialect.bind(claim.id().event()));
		return others != null && others > 0;
	}

	/**
	 * A delivery that was leased.
	 *
	 * @param id identifies it
	 * @param attempt the number of the attempt
	 * @param orderKey the key or {@code null}
	 */
	record Claim(DeliveryId id, int attempt, @Nullable String orderKey) {

	}

}
