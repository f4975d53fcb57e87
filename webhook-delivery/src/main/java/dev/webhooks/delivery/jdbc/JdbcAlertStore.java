package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.List;

import org.springframework.dao.DuplicateKeyException;

import dev.webhooks.delivery.jdbc.database.Transactions;
import dev.webhooks.delivery.jdbc.tables.AlertTable;
import dev.webhooks.delivery.store.AlertStore;
import dev.webhooks.delivery.store.StandingAlert;

/**
 * Alerts in the tables of a relational database, which its nodes share.
 */
final class JdbcAlertStore implements AlertStore {

	private final Transactions transactions;

	private final AlertTable alerts;

	JdbcAlertStore(Transactions transactions, AlertTable alerts) {
		this.transactions = transactions;
		this.alerts = alerts;
	}

	@Override
	public List<StandingAlert> standing() {
		return this.transactions.run(this.alerts::all);
	}

	@Override
	public boolean raise(StandingAlert alert) {
		try {
			return this.transactions.run(() -> {
				this.alerts.insert(alert);
				return true;
			});
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	@Override
	public void confirm(StandingAlert alert, String details) {
		this.transactions.run(() -> {
			this.alerts.confirm(alert, details);
			return true;
		});
	}

	@Override
	public boolean remind(StandingAlert alert, Instant now) {
		return this.transactions.run(() -> this.alerts.remind(alert, now));
	}

	@Override
	public boolean clear(StandingAlert alert) {
		return this.transactions.run(() -> this.alerts.delete(alert));
	}

}
