package dev.webhooks.delivery.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.OrderKey;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTable;
import dev.webhooks.delivery.store.ClaimRequest;

/**
 * Leases order keys that are due, each with the next deliveries of it; the transaction is
 * the caller's.
 */
final class OrderedClaims {

	private static final int MAX_KEYS = 16;

	private static final int MAX_RUN = 32;

	/** Another transaction has the first delivery of a key, probably its target's. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final String ABREAST = "SELECT " + Candidate.COLUMNS + ", order_position";

	private static final String OF_KEY = "WHERE open_order_key = ? AND target = ? ORDER BY order_position LIMIT ?";

	private static final String LOCK = "SELECT event_id, status FROM {DELIVERY} WHERE target = ? "
			+ "AND open_order_key IS NOT NULL AND event_id IN (%s) FOR UPDATE SKIP LOCKED";

	private static final String CLAIM = "UPDATE {DELIVERY} SET status = 'PROCESSING', takeovers = ?, "
			+ "next_attempt_at = NULL, claim_token = ? WHERE event_id = ? AND target = ?";

	private static final String STEP_OVER = "UPDATE {DELIVERY} SET open_order_key = NULL "
			+ "WHERE event_id = ? AND target = ?";

	private final Database database;

	private final OrderKeyTable keys;

	private final String select;

	OrderedClaims(Database database, OrderKeyTable keys) {
		this.database = database;
		this.keys = keys;
		this.select = database.sql(ABREAST,
				"FROM " + database.dialect().withIndex("{DELIVERY}", "webhook_delivery_order"), OF_KEY);
	}

	Claims claim(ClaimRequest request, Supplier<Lease> leases) {
		Destination destination = request.due().destination();
		Deque<String> due = new ArrayDeque<>(
				this.keys.lockDue(destination, request.now(), Math.min(MAX_KEYS, request.room().count())));
		Lease lease = leases.get();
		ClaimSelection selection = new ClaimSelection(request.room());
		Map<String, Long> leased = new LinkedHashMap<>();
		for (int round = 0; round < MAX_KEYS && !due.isEmpty() && !selection.isFull(); round++) {
			Map<String, List<Next>> runs = nextOf(due, destination.target(), selection.countLeft());
			Map<UUID, DeliveryStatus> locked = lock(destination.target(), runs);
			runs.forEach((key, run) -> {
				if (isClaimed(key, run, locked, selection, request)) {
					leased.put(key, run.get(run.size() - 1).position);
				}
				else if (isSteppedOver(run, locked, request)) {
					due.addFirst(key);
				}
			});
		}
		this.keys.lease(leased, destination.target(), lease);
		Claims claims = new Claims(destination, selection.chosen(), lease);
		update(claims);
		return claims;
	}

	/** A delivery after so many dead ones may be due. */
	private static boolean isSteppedOver(List<Next> run, Map<UUID, DeliveryStatus> locked, ClaimRequest request) {
		return !request.waitsForDead() && !run.isEmpty()
				&& run.stream().allMatch((next) -> locked.get(next.event()) == DeliveryStatus.DEAD);
	}

	/**
	 * Of as many keys as there is room for their deliveries: what is locked is written.
	 */
	private Map<String, List<Next>> nextOf(Deque<String> due, String target, int room) {
		Map<String, List<Next>> runs = new LinkedHashMap<>();
		for (int left = room; left > 0 && !due.isEmpty();) {
			String key = due.remove();
			List<Next> run = this.database.jdbc().query(this.select, this::next, key, target, Math.min(MAX_RUN, left));
			runs.put(key, run);
			left -= run.size();
		}
		return runs;
	}

	private Next next(ResultSet row, int number) throws SQLException {
		return new Next(Candidate.of(row, this.database.dialect(), 0), row.getLong("order_position"));
	}

	/** The status may be another by the time of the lock. */
	private Map<UUID, DeliveryStatus> lock(String target, Map<String, List<Next>> runs) {
		List<Object> arguments = new ArrayList<>(List.of(target));
		runs.values()
			.forEach((run) -> run.forEach((next) -> arguments.add(this.database.dialect().bind(next.event()))));
		Map<UUID, DeliveryStatus> locked = new HashMap<>();
		if (arguments.size() > 1) {
			this.database.jdbc()
				.query(this.database.sql(LOCK.formatted(Database.parameters(arguments.size() - 1))), (row) -> {
					locked.put(this.database.dialect().uuid(row, "event_id"),
							DeliveryStatus.valueOf(row.getString("status")));
				}, arguments.toArray());
		}
		return locked;
	}

	private boolean isClaimed(String key, List<Next> run, Map<UUID, DeliveryStatus> locked, ClaimSelection selection,
			ClaimRequest request) {
		String target = request.due().destination().target();
		int before = selection.chosen().size();
		boolean blocked = choose(key, run, locked, selection, request);
		if (selection.chosen().size() > before) {
			return true;
		}
		if (run.isEmpty()) {
			this.keys.delete(key, target);
		}
		else if (blocked) {
			this.keys.block(key, target);
		}
		else if (!locked.containsKey(run.get(0).event())) {
			this.keys.postpone(key, target, request.now().plus(PATIENCE));
		}
		return false;
	}

	/**
	 * Chooses as many of the next deliveries of a key as there is room for. One whose
	 * node died comes alone.
	 * @return whether a dead delivery holds the key up
	 */
	private boolean choose(String key, List<Next> run, Map<UUID, DeliveryStatus> locked, ClaimSelection selection,
			ClaimRequest request) {
		boolean first = true;
		for (Next next : run) {
			DeliveryStatus status = locked.get(next.event());
			if (status == DeliveryStatus.DEAD && request.waitsForDead()) {
				return true;
			}
			if (status == DeliveryStatus.DEAD) {
				stepOver(next, request.due().destination().target());
				continue;
			}
			boolean alone = status == DeliveryStatus.PROCESSING || next.takeovers() > 0;
			if (status == null || (alone && !first)
					|| !selection.offer(next.with(status, new OrderKey(key, request.waitsForDead()))) || alone) {
				return false;
			}
			first = false;
		}
		return false;
	}

	private void stepOver(Next dead, String target) {
		this.database.jdbc().update(this.database.sql(STEP_OVER), this.database.dialect().bind(dead.event()), target);
	}

	private void update(Claims claims) {
		if (!claims.deliveries().isEmpty()) {
			this.database.jdbc()
				.batchUpdate(this.database.sql(CLAIM),
						claims.deliveries()
							.stream()
							.map((claim) -> new Object[] { claim.takeovers(), claims.lease().token(),
									this.database.dialect().bind(claim.event()), claims.destination().target() })
							.toList());
		}
	}

	/** The next delivery of a key, as it was before it was locked. */
	private record Next(Candidate delivery, long position) {

		UUID event() {
			return this.delivery.event();
		}

		int takeovers() {
			return this.delivery.takeovers();
		}

		Candidate with(DeliveryStatus status, OrderKey key) {
			return this.delivery.inOrder(key, (status == DeliveryStatus.PROCESSING) ? 1 : 0);
		}

	}

}
