package dev.webhooks.delivery.jdbc.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import dev.webhooks.delivery.DeliveryAttempt;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.DeliveryStatus;
import dev.webhooks.delivery.FinishedDelivery;
import dev.webhooks.delivery.jdbc.database.Database;

/**
 * The attempts that are kept; transactions are the caller's.
 */
public final class AttemptTable {

	private static final String INSERT = """
			INSERT INTO {ATTEMPT} (event_id, target, claim_token, started_at, number, duration_millis, status, error)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

	private final Database database;

	public AttemptTable(Database database) {
		this.database = database;
	}

	/**
	 * Keeps the attempts of which it is known when they ran.
	 */
	public void add(Collection<FinishedDelivery> ends) {
		List<Object[]> rows = ends.stream().filter(FinishedDelivery::isKept).map(this::row).toList();
		if (!rows.isEmpty()) {
			this.database.jdbc().batchUpdate(this.database.sql(INSERT), rows);
		}
	}

	private Object[] row(FinishedDelivery end) {
		FinishedDelivery.Run run = Objects.requireNonNull(end.run());
		return new Object[] { this.database.dialect().bind(end.delivery().id().event()), end.delivery().id().target(),
				end.delivery().lease().token(), this.database.dialect().bind(run.startedAt()), end.attempts().total(),
				run.duration().toMillis(), end.status().name(), end.error() };
	}

	public List<DeliveryAttempt> of(DeliveryId delivery) {
		return this.database.jdbc()
			.query(this.database.sql("SELECT number, started_at, duration_millis, status, error FROM {ATTEMPT}",
					"WHERE event_id = ? AND target = ? ORDER BY started_at, number"), this::attempt,
					this.database.dialect().bind(delivery.event()), delivery.target());
	}

	private DeliveryAttempt attempt(ResultSet row, int number) throws SQLException {
		return new DeliveryAttempt(row.getInt("number"),
				Objects.requireNonNull(this.database.dialect().time(row, "started_at")),
				Duration.ofMillis(row.getLong("duration_millis")), DeliveryStatus.valueOf(row.getString("status")),
				row.getString("error"));
	}

}
