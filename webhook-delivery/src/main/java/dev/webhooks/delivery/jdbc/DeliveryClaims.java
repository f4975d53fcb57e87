package dev.webhooks.delivery.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Lease;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.store.ClaimRequest;

/**
 * Leases deliveries without an order key that are due; the transaction is the caller's.
 */
final class DeliveryClaims {

	private static final String DUE = "WHERE application = ? AND channel = ? AND target = ? "
			+ "AND next_attempt_at > '1970-01-01' AND next_attempt_at <= ?";

	private static final String LOCK = "ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED";

	private static final String CLAIM = "UPDATE {DELIVERY} SET status = 'PROCESSING', takeovers = ?, "
			+ "next_attempt_at = ?, claim_token = ? WHERE event_id = ? AND target = ?";

	private final Database database;

	private final String select;

	DeliveryClaims(Database database) {
		this.database = database;
		this.select = database.sql("SELECT " + Candidate.COLUMNS,
				"FROM " + database.dialect().withIndex("{DELIVERY}", "webhook_delivery_due"), DUE, LOCK);
	}

	Claims claim(ClaimRequest request, Supplier<Lease> leases) {
		Destination destination = request.due().destination();
		List<Candidate> due = this.database.jdbc()
			.query(this.select, this::candidate, this.database.application(), destination.channel(),
					destination.target(), this.database.dialect().bind(request.now()), request.room().count());
		ClaimSelection selection = new ClaimSelection(request.room());
		due.forEach(selection::offer);
		Claims claims = new Claims(destination, selection.chosen(), leases.get());
		update(claims);
		return claims;
	}

	private Candidate candidate(ResultSet row, int number) throws SQLException {
		boolean abandoned = DeliveryStatus.PROCESSING.name().equals(row.getString("status"));
		return Candidate.of(row, this.database.dialect(), abandoned ? 1 : 0);
	}

	private void update(Claims claims) {
		if (!claims.deliveries().isEmpty()) {
			Dialect dialect = this.database.dialect();
			this.database.jdbc()
				.batchUpdate(this.database.sql(CLAIM), claims.deliveries()
					.stream()
					.map((claim) -> new Object[] { claim.takeovers(), dialect.bind(claims.lease().until()),
							claims.lease().token(), dialect.bind(claim.event()), claims.destination().target() })
					.toList());
		}
	}

}
