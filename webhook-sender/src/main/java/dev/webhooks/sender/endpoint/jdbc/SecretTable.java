package dev.webhooks.sender.endpoint.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.webhooks.sender.encryption.SecretCipher;
import dev.webhooks.sender.encryption.SecretOwner;
import dev.webhooks.sender.endpoint.EndpointSecret;

/**
 * The secrets of endpoints, each in a row of its own. The newest has the highest number.
 */
final class SecretTable {

	private static final String PURPOSE = "secret";

	private final EndpointDatabase database;

	private final SecretCipher cipher;

	SecretTable(EndpointDatabase database, SecretCipher cipher) {
		this.database = database;
		this.cipher = cipher;
	}

	/**
	 * Adds the secrets of a new endpoint.
	 * @param newestFirst the secrets
	 */
	void insert(String endpoint, @Nullable String tenant, List<EndpointSecret> newestFirst) {
		for (int i = 0; i < newestFirst.size(); i++) {
			insert(endpoint, tenant, newestFirst.size() - i, newestFirst.get(i));
		}
	}

	private void insert(String endpoint, @Nullable String tenant, int number, EndpointSecret secret) {
		this.database.update(
				"INSERT INTO {SECRET} (application, endpoint_id, secret_number, secret, key_id, created_at, expires_at) "
						+ "VALUES (?, ?, ?, ?, ?, ?, ?)",
				this.database.application(), endpoint, number,
				this.cipher.encrypt(secret.value(), new SecretOwner(PURPOSE, endpoint, tenant)), this.cipher.keyId(),
				secret.created(), secret.expires());
	}

	/**
	 * Reads the secrets of an endpoint, newest first.
	 */
	List<EndpointSecret> read(String endpoint, @Nullable String tenant) {
		return rows(endpoint).stream()
			.map((row) -> new EndpointSecret(
					this.cipher.decrypt(row.secret(), new SecretOwner(PURPOSE, endpoint, tenant)), row.created(),
					row.expires()))
			.toList();
	}

	private List<Row> rows(String endpoint) {
		return this.database.jdbc()
			.query(this.database.sql("SELECT secret_number, secret, created_at, expires_at FROM {SECRET}",
					"WHERE application = ? AND endpoint_id = ? ORDER BY secret_number DESC"), this::row,
					this.database.application(), endpoint);
	}

	private Row row(ResultSet row, int index) throws SQLException {
		return new Row(row.getInt("secret_number"), row.getString("secret"),
				Objects.requireNonNull(this.database.dialect().time(row, "created_at")),
				this.database.dialect().time(row, "expires_at"));
	}

	/**
	 * Adds a secret to the newest, which then expires, and removes the others.
	 */
	void rotate(String endpoint, @Nullable String tenant, EndpointSecret secret, Instant until, Instant now) {
		List<Row> rows = rows(endpoint);
		int newest = rows.isEmpty() ? 0 : rows.get(0).number();
		this.database.update("DELETE FROM {SECRET} WHERE application = ? AND endpoint_id = ? AND secret_number < ?",
				this.database.application(), endpoint, until.isAfter(now) ? newest : newest + 1);
		this.database.update(
				"UPDATE {SECRET} SET expires_at = ? WHERE application = ? AND endpoint_id = ? AND secret_number = ? "
						+ "AND (expires_at IS NULL OR expires_at > ?)",
				until, this.database.application(), endpoint, newest, until);
		insert(endpoint, tenant, newest + 1, secret);
	}

	/**
	 * Removes the secrets of an endpoint.
	 */
	void delete(String endpoint) {
		this.database.update("DELETE FROM {SECRET} WHERE application = ? AND endpoint_id = ?",
				this.database.application(), endpoint);
	}

	/**
	 * Encrypts the secrets of an endpoint under the newest key.
	 */
	void encryptAnew(String endpoint, @Nullable String tenant) {
		SecretOwner owner = new SecretOwner(PURPOSE, endpoint, tenant);
		for (Row row : rows(endpoint)) {
			this.database.update(
					"UPDATE {SECRET} SET secret = ?, key_id = ? WHERE application = ? AND endpoint_id = ? "
							+ "AND secret_number = ?",
					this.cipher.encrypt(this.cipher.decrypt(row.secret(), owner), owner), this.cipher.keyId(),
					this.database.application(), endpoint, row.number());
		}
	}

	/**
	 * Finds endpoints with secrets that are under another key than the newest.
	 */
	List<String> underOtherKeys(String after, int limit) {
		return this.database.jdbc()
			.queryForList(
					this.database.sql("SELECT DISTINCT endpoint_id FROM {SECRET}",
							"WHERE application = ? AND key_id <> ? AND endpoint_id > ? ORDER BY endpoint_id LIMIT ?"),
					String.class, this.database.application(), this.cipher.keyId(), after, limit);
	}

	/**
	 * A secret as it is stored.
	 */
	private record Row(int number, String secret, Instant created, @Nullable Instant expires) {

		/** Not even encrypted. */
		@Override
		public String toString() {
			return "Row[" + this.number + "]";
		}

	}

}
