package dev.webhooks.delivery.jdbc.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.jdbc.database.Database;

/**
 * The gates that are closed, and those among them that nobody but time and operators
 * opens; transactions are the caller's.
 */
public final class GateTable {

	/** A condition of deliveries for which both gates are open. */
	public static final String OPEN = """
			NOT EXISTS (SELECT 1 FROM {GATE} g WHERE g.application = ? AND g.channel = %s
			AND g.target IN (%s, '*') AND g.closed_until > ? AND g.probes_left = 0)""";

	private static final String OF = " WHERE application = ? AND channel = ? AND target = ?";

	private static final String PAUSE = " AND kind = 'PAUSE'";

	private final Database database;

	public GateTable(Database database) {
		this.database = database;
	}

	public void close(Gate gate, Instant now) {
		Object until = this.database.dialect().bind(gate.closedUntil());
		Destination destination = gate.destination();
		int changed = this.database.jdbc()
			.update(this.database.sql("UPDATE {GATE} SET closed_until = ?, reason = ?" + OF + PAUSE), until,
					gate.reason(), this.database.application(), destination.channel(), destination.target());
		if (changed == 0) {
			this.database.jdbc()
				.update(this.database.sql(
						"INSERT INTO {GATE} (application, channel, target, kind, closed_until, closed_at, reason,",
						"probes, tolerated, wait_millis, probes_left, probes_under_way, succeeded, failed, probe_round)",
						"VALUES (?, ?, ?, 'PAUSE', ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0)"), this.database.application(),
						destination.channel(), destination.target(), until, this.database.dialect().bind(now),
						gate.reason());
		}
	}

	public boolean open(Destination destination) {
		return this.database.jdbc()
			.update(this.database.sql("DELETE FROM {GATE}" + OF), this.database.application(), destination.channel(),
					destination.target()) > 0;
	}

	/**
	 * Forgets a pause.
	 */
	public int resume(Destination destination) {
		return this.database.jdbc()
			.update(this.database.sql("DELETE FROM {GATE}" + OF + PAUSE), this.database.application(),
					destination.channel(), destination.target());
	}

	/**
	 * Removes the gates that have opened by themselves.
	 */
	public void removeOpened(Instant now) {
		this.database.jdbc()
			.update(this.database.sql("DELETE FROM {GATE} WHERE application = ? AND closed_until <= ?" + PAUSE),
					this.database.application(), this.database.dialect().bind(now));
	}

	/**
	 * Finds those that have not opened by themselves.
	 */
	public List<Gate> paused(Instant now) {
		return this.database.jdbc()
			.query(this.database.sql("SELECT channel, target, closed_until, reason FROM {GATE}",
					"WHERE application = ? AND closed_until > ?" + PAUSE), this::gate, this.database.application(),
					this.database.dialect().bind(now));
	}

	private Gate gate(ResultSet row, int number) throws SQLException {
		return new Gate(new Destination(row.getString("channel"), row.getString("target")),
				Objects.requireNonNull(this.database.dialect().time(row, "closed_until")), row.getString("reason"));
	}

}
