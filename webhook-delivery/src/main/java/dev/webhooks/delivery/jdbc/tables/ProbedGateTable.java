package dev.webhooks.delivery.jdbc.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.webhooks.delivery.Destination;
import dev.webhooks.delivery.Gate;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.store.ProbedGate;

/**
 * The gates that circuit breakers have closed, with the count of their probes;
 * transactions are the caller's.
 */
public final class ProbedGateTable {

	private static final String COLUMNS = "SELECT channel, target, closed_until, reason, probes, tolerated, "
			+ "wait_millis, probes_left, probes_under_way, succeeded, failed, probe_round FROM {GATE}";

	private static final String BREAKERS = "WHERE application = ? AND kind = 'BREAKER'";

	private static final String OF_CHANNEL = BREAKERS + " AND channel = ? AND target IN (?, ?) ORDER BY target";

	private static final String CLOSED = """
			SELECT kind FROM {GATE} WHERE application = ? AND channel = ? AND target IN (?, '*')
			AND (closed_until > ? OR kind = 'BREAKER')""";

	private static final String INSERT = """
			INSERT INTO {GATE} (application, channel, target, kind, closed_until, closed_at, reason,
			probes, tolerated, wait_millis, probes_left, probes_under_way, succeeded, failed, probe_round)
			VALUES (?, ?, ?, 'BREAKER', ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)""";

	private static final String UPDATE = """
			UPDATE {GATE} SET closed_until = ?, probes_left = ?, probes_under_way = ?, succeeded = ?, failed = ?,
			probe_round = ?
			WHERE application = ? AND channel = ? AND target = ? AND kind = 'BREAKER'""";

	private static final String DELETE = """
			DELETE FROM {GATE} WHERE application = ? AND channel = ? AND target = ? AND kind = 'BREAKER'""";

	private final Database database;

	public ProbedGateTable(Database database) {
		this.database = database;
	}

	public void insert(ProbedGate closed, Instant now) {
		Gate gate = closed.gate();
		Gate.Probing probing = Objects.requireNonNull(gate.probing());
		this.database.jdbc()
			.update(this.database.sql(INSERT), this.database.application(), gate.destination().channel(),
					gate.destination().target(), this.database.dialect().bind(gate.closedUntil()),
					this.database.dialect().bind(now), gate.reason(), probing.probes(), probing.tolerated(),
					probing.interval().toMillis(), closed.round());
	}

	public List<ProbedGate> all() {
		return this.database.jdbc()
			.query(this.database.sql(COLUMNS, BREAKERS), this::gate, this.database.application());
	}

	/**
	 * Names the kinds of the gates through which nothing goes to a destination now,
	 * unless it is a probe.
	 */
	public List<String> closedKinds(Destination destination, Instant now) {
		return this.database.jdbc()
			.queryForList(this.database.sql(CLOSED), String.class, this.database.application(), destination.channel(),
					destination.target(), this.database.dialect().bind(now));
	}

	/**
	 * Reads the gate of a destination and that of its channel.
	 */
	public List<ProbedGate> find(Destination destination) {
		return of(COLUMNS + " " + OF_CHANNEL, destination, Gate.ALL_TARGETS);
	}

	/**
	 * Locks the gate of a destination and that of its channel.
	 */
	public List<ProbedGate> lock(Destination destination) {
		return of(COLUMNS + " " + OF_CHANNEL + " FOR UPDATE", destination, Gate.ALL_TARGETS);
	}

	/**
	 * Locks the gate of a destination.
	 */
	public List<ProbedGate> lockOwn(Destination destination) {
		return of(COLUMNS + " " + OF_CHANNEL + " FOR UPDATE", destination, destination.target());
	}

	private List<ProbedGate> of(String sql, Destination destination, String second) {
		return this.database.jdbc()
			.query(this.database.sql(sql), this::gate, this.database.application(), destination.channel(),
					destination.target(), second);
	}

	private ProbedGate gate(ResultSet row, int number) throws SQLException {
		Gate.Probing probing = new Gate.Probing(row.getInt("probes"), row.getInt("tolerated"),
				Duration.ofMillis(row.getLong("wait_millis")));
		Gate gate = new Gate(new Destination(row.getString("channel"), row.getString("target")),
				Objects.requireNonNull(this.database.dialect().time(row, "closed_until")), row.getString("reason"),
				probing);
		return new ProbedGate(gate, row.getInt("probes_left"), row.getInt("probes_under_way"), row.getInt("succeeded"),
				row.getInt("failed"), row.getLong("probe_round"));
	}

	/**
	 * Changes a gate that was locked.
	 */
	public void update(ProbedGate changed) {
		Destination destination = changed.gate().destination();
		this.database.jdbc()
			.update(this.database.sql(UPDATE), this.database.dialect().bind(changed.gate().closedUntil()),
					changed.left(), changed.underWay(), changed.succeeded(), changed.failed(), changed.round(),
					this.database.application(), destination.channel(), destination.target());
	}

	/**
	 * Opens a gate that was locked.
	 */
	public void delete(Destination destination) {
		this.database.jdbc()
			.update(this.database.sql(DELETE), this.database.application(), destination.channel(),
					destination.target());
	}

}
