package dev.webhooks.sender.endpoint.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

import dev.webhooks.delivery.jdbc.JdbcStorage;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.jdbc.database.Transactions;
import dev.webhooks.sender.encryption.SecretCipher;
import dev.webhooks.sender.encryption.UnreadableSecretException;
import dev.webhooks.sender.endpoint.Endpoint;
import dev.webhooks.sender.endpoint.EndpointChange;
import dev.webhooks.sender.endpoint.EndpointChanges;
import dev.webhooks.sender.endpoint.EndpointCredentials;
import dev.webhooks.sender.endpoint.EndpointDraft;
import dev.webhooks.sender.endpoint.EndpointPage;
import dev.webhooks.sender.endpoint.EndpointQuery;
import dev.webhooks.sender.endpoint.EndpointScope;
import dev.webhooks.sender.endpoint.EndpointSecret;
import dev.webhooks.sender.endpoint.EndpointState;
import dev.webhooks.sender.endpoint.EndpointStore;

/**
 * Endpoints in tables of a relational database, which several nodes and several
 * applications may share. Secrets are encrypted. Safe for use by several threads.
 */
public final class JdbcEndpointStore implements EndpointStore {

	/**
	 * Prefix of the names of the tables if nothing else is said.
	 */
	public static final String DEFAULT_TABLE_PREFIX = "webhook_out_";

	private static final Logger logger = LoggerFactory.getLogger(JdbcEndpointStore.class);

	private static final int PAGE = 100;

	private final Transactions transactions;

	private final EndpointTables tables;

	private JdbcEndpointStore(Transactions transactions, EndpointTables tables) {
		this.transactions = transactions;
		this.tables = tables;
	}

	/**
	 * Opens the tables. Transactions are the store's own.
	 * @param dataSource the database
	 * @param settings whose endpoints they hold, and where
	 * @param cipher encrypts secrets
	 * @return the store
	 * @throws dev.webhooks.delivery.jdbc.UnsupportedDatabaseException if the database is
	 * of a kind that is not supported
	 * @throws dev.webhooks.delivery.jdbc.MissingTableException if the tables are not
	 * there
	 * @throws dev.webhooks.delivery.jdbc.UnusableDatabaseException if the database cannot
	 * do all that is needed
	 */
	public static JdbcEndpointStore open(DataSource dataSource, JdbcStoreSettings settings, SecretCipher cipher) {
		EndpointDatabase database = new EndpointDatabase(new JdbcTemplate(dataSource),
				JdbcStorage.dialectOf(dataSource), settings.application(), settings.tablePrefix());
		EndpointTables tables = new EndpointTables(database, cipher);
		Transactions transactions = new Transactions(dataSource, new JdbcTransactionManager(dataSource), null,
				settings.maxTransactions());
		new EndpointDatabaseCheck(database, transactions, tables).run();
		return new JdbcEndpointStore(transactions, tables);
	}

	/** No database keeps more of a time. */
	private static Instant stored(Instant time) {
		return time.truncatedTo(ChronoUnit.MICROS);
	}

	@Override
	public Endpoint create(EndpointDraft draft, Instant now) {
		return this.transactions.run(() -> this.tables.create(draft, stored(now)));
	}

	@Override
	public @Nullable Endpoint find(EndpointScope scope, String id) {
		return this.transactions.runStatement(() -> Optional.ofNullable(this.tables.endpoints().find(scope, id)))
			.orElse(null);
	}

	@Override
	public @Nullable EndpointCredentials credentials(EndpointScope scope, String id) {
		return this.transactions.run(() -> Optional.ofNullable(this.tables.credentials(scope, id))).orElse(null);
	}

	@Override
	public EndpointPage list(EndpointQuery query) {
		return this.transactions.runStatement(() -> this.tables.endpoints().list(query));
	}

	@Override
	public Endpoint change(EndpointScope scope, String id, EndpointChange change, @Nullable Long version, Instant now) {
		EndpointState state = change.state();
		EndpointChange stored = (state != null) ? new EndpointChange(change.settings(), change.headers(),
				new EndpointState(state.status(), state.reason(), stored(state.since()))) : change;
		return this.transactions.run(() -> this.tables.change(scope, id, stored, version, stored(now)));
	}

	@Override
	public Endpoint rotate(EndpointScope scope, String id, EndpointSecret secret, Instant until, @Nullable Long version,
			Instant now) {
		return this.transactions.run(() -> this.tables.rotate(scope, id, secret, stored(until), version, stored(now)));
	}

	@Override
	public void delete(EndpointScope scope, String id, @Nullable Long version, Instant now) {
		this.transactions.run(() -> this.tables.delete(scope, id, version, stored(now)));
	}

	@Override
	public EndpointChanges changes(long revision, int limit) {
		return this.transactions.runStatement(() -> this.tables.endpoints().changes(revision, limit));
	}

	@Override
	public int forgetDeleted(Instant before, int limit) {
		return this.transactions.run(() -> this.tables.endpoints().forgetDeleted(before, limit));
	}

	@Override
	public int encryptAnew(int limit) {
		int encrypted = 0;
		List<String> ids;
		for (String after = ""; encrypted < limit; after = ids.get(ids.size() - 1)) {
			String last = after;
			int page = Math.min(PAGE, limit - encrypted);
			ids = this.transactions.run(() -> this.tables.underOtherKeys(last, page));
			if (ids.isEmpty()) {
				break;
			}
			encrypted += (int) ids.stream().filter(this::encryptAnew).count();
		}
		return encrypted;
	}

	private boolean encryptAnew(String id) {
		try {
			return this.transactions.run(() -> this.tables.encryptAnew(id));
		}
		catch (UnreadableSecretException ex) {
			logger.warn("{}. It stays as it is", ex.getMessage());
			return false;
		}
	}

}
