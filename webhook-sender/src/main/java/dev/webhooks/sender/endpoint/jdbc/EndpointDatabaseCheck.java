package dev.webhooks.sender.endpoint.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.dao.DataAccessException;

import dev.webhooks.delivery.StoreUnavailableException;
import dev.webhooks.delivery.jdbc.MissingTableException;
import dev.webhooks.delivery.jdbc.UnusableDatabaseException;
import dev.webhooks.delivery.jdbc.database.Transactions;
import dev.webhooks.sender.endpoint.EndpointChange;
import dev.webhooks.sender.endpoint.EndpointCredentials;
import dev.webhooks.sender.endpoint.EndpointDraft;
import dev.webhooks.sender.endpoint.EndpointQuery;
import dev.webhooks.sender.endpoint.EndpointScope;
import dev.webhooks.sender.endpoint.EndpointSecret;
import dev.webhooks.sender.endpoint.EndpointSettings;
import dev.webhooks.sender.endpoint.EndpointStatus;

/**
 * Makes sure at the start that the tables are there, and that the database takes every
 * statement: each runs once in a transaction that is rolled back.
 */
final class EndpointDatabaseCheck {

	private static final Instant NOW = Instant.ofEpochSecond(1);

	private final EndpointDatabase database;

	private final Transactions transactions;

	private final EndpointTables tables;

	EndpointDatabaseCheck(EndpointDatabase database, Transactions transactions, EndpointTables tables) {
		this.database = database;
		this.transactions = transactions;
		this.tables = tables;
	}

	void run() {
		checkTables();
		try {
			prepareRevisions();
			this.transactions.runAndRollBack(this::runStatements);
		}
		catch (DataAccessException ex) {
			throw new UnusableDatabaseException("The database refuses what the store of endpoints needs", ex);
		}
		catch (StoreUnavailableException ex) {
			throw new UnusableDatabaseException("The database does not run a transaction of the store of endpoints",
					ex);
		}
	}

	private void checkTables() {
		for (String table : this.database.tables()) {
			try {
				this.database.jdbc().execute("SELECT 1 FROM " + table + " WHERE 1 = 0");
			}
			catch (DataAccessException ex) {
				throw new MissingTableException(table, ex);
			}
		}
	}

	private void prepareRevisions() {
		try {
			this.transactions.run(() -> {
				this.tables.revisions().prepare();
				return true;
			});
		}
		catch (RuntimeException ex) {
			if (!RevisionTable.isPrepared(ex)) {
				throw ex;
			}
		}
	}

	private void runStatements() {
		String id = "check-" + UUID.randomUUID();
		EndpointScope scope = EndpointScope.of("webhook-store-check");
		EndpointSecret secret = EndpointSecret.of("check", NOW);
		EndpointSettings settings = EndpointSettings.of("https://example.com").build();
		EndpointDraft draft = new EndpointDraft(id, scope.tenant(), id, settings,
				new EndpointCredentials(List.of(secret), Map.of("X-Check", "check")));
		this.tables.create(draft, NOW);
		this.tables.create(draft, NOW);
		this.tables.change(scope, id, EndpointChange.of(settings).headers(Map.of("X-Check", "check")), 1L, NOW);
		this.tables.rotate(scope, id, secret, NOW.plusSeconds(1), null, NOW);
		this.tables.credentials(scope, id);
		this.tables.encryptAnew(id);
		this.tables.underOtherKeys("", 1);
		this.tables.endpoints().find(EndpointScope.all(), id);
		this.tables.endpoints().list(EndpointQuery.of(scope, 1).status(EndpointStatus.ACTIVE));
		this.tables.endpoints().list(EndpointQuery.of(EndpointScope.all(), 1).after(id));
		this.tables.endpoints().changes(0, 1);
		this.tables.delete(scope, id, null, NOW);
		this.tables.endpoints().forgetDeleted(Instant.EPOCH, 1);
	}

}
