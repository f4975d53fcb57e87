package dev.webhooks.delivery.jdbc.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.store.StandingAlert;

/**
 * The alerts that stand; transactions are the caller's.
 */
public final class AlertTable {

	private static final String OF = " WHERE application = ? AND kind = ? AND subject = ?";

	private final Database database;

	public AlertTable(Database database) {
		this.database = database;
	}

	public List<StandingAlert> all() {
		return this.database.jdbc()
			.query(this.database.sql("SELECT kind, subject, details, since, told_at, confirmations FROM {ALERT}",
					"WHERE application = ? ORDER BY kind, subject"), this::alert, this.database.application());
	}

	private StandingAlert alert(ResultSet row, int number) throws SQLException {
		Dialect dialect = this.database.dialect();
		return new StandingAlert(row.getString("kind"), row.getString("subject"),
				Objects.requireNonNullElse(row.getString("details"), ""),
				Objects.requireNonNull(dialect.time(row, "since")),
				Objects.requireNonNull(dialect.time(row, "told_at")), row.getLong("confirmations"));
	}

	/**
	 * Adds an alert.
	 * @throws org.springframework.dao.DuplicateKeyException if it stands
	 */
	public void insert(StandingAlert alert) {
		Dialect dialect = this.database.dialect();
		this.database.jdbc()
			.update(this.database.sql(
					"INSERT INTO {ALERT} (application, kind, subject, details, since, told_at, confirmations)",
					"VALUES (?, ?, ?, ?, ?, ?, ?)"), this.database.application(), alert.kind(), alert.subject(),
					alert.details(), dialect.bind(alert.since()), dialect.bind(alert.toldAt()), alert.confirmations());
	}

	public void confirm(StandingAlert alert, String details) {
		this.database.jdbc()
			.update(this.database.sql("UPDATE {ALERT} SET confirmations = confirmations + 1, details = ?" + OF),
					details, this.database.application(), alert.kind(), alert.subject());
	}

	public boolean remind(StandingAlert alert, Instant now) {
		Dialect dialect = this.database.dialect();
		return this.database.jdbc()
			.update(this.database.sql("UPDATE {ALERT} SET told_at = ?" + OF + " AND told_at = ?"), dialect.bind(now),
					this.database.application(), alert.kind(), alert.subject(), dialect.bind(alert.toldAt())) == 1;
	}

	public boolean delete(StandingAlert alert) {
		return this.database.jdbc()
			.update(this.database.sql("DELETE FROM {ALERT}" + OF + " AND since = ? AND confirmations = ?"),
					this.database.application(), alert.kind(), alert.subject(),
					this.database.dialect().bind(alert.since()), alert.confirmations()) == 1;
	}

}
