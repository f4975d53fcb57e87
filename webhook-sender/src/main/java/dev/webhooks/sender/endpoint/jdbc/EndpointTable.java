package dev.webhooks.sender.endpoint.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.jdbc.database.KeyText;
import dev.webhooks.delivery.jdbc.database.TextLines;
import dev.webhooks.sender.endpoint.Endpoint;
import dev.webhooks.sender.endpoint.EndpointChanges;
import dev.webhooks.sender.endpoint.EndpointPage;
import dev.webhooks.sender.endpoint.EndpointQuery;
import dev.webhooks.sender.endpoint.EndpointRoute;
import dev.webhooks.sender.endpoint.EndpointScope;
import dev.webhooks.sender.endpoint.EndpointSettings;

/**
 * The rows of endpoints. That a row is of the application and in the scope is asked for,
 * and looked at once more: a database may take different names for the same.
 */
final class EndpointTable {

	private static final String NOT_DELETED = "AND status <> '" + EndpointRow.DELETED + "'";

	private final EndpointDatabase database;

	private final EndpointRow rows;

	EndpointTable(EndpointDatabase database) {
		this.database = database;
		this.rows = new EndpointRow(database.dialect());
	}

	/**
	 * Adds an endpoint.
	 * @param clientKey what a second attempt is recognised by, or {@code null}
	 */
	void insert(Endpoint endpoint, @Nullable String clientKey, @Nullable StoredHeaders headers, long revision) {
		List<@Nullable Object> values = values(endpoint, headers, revision);
		values.addAll(List.of(endpoint.created(), this.database.application(), endpoint.id(),
				Objects.requireNonNullElse(endpoint.tenant(), KeyText.NO_TENANT)));
		values.add(clientKey);
		this.database.update("INSERT INTO {ENDPOINT} (url, description, events, message_filter, signature, "
				+ "rate_per_minute, ssl_bundle, metadata, ordered, headers, headers_key_id, header_names, status, "
				+ "status_reason, status_since, version, revision, updated_at, created_at, application, id, tenant, "
				+ "client_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				values.toArray());
	}

	/**
	 * Writes an endpoint as it is now.
	 */
	void update(Endpoint endpoint, @Nullable StoredHeaders headers, long revision) {
		List<@Nullable Object> values = values(endpoint, headers, revision);
		values.addAll(List.of(this.database.application(), endpoint.id()));
		this.database.update(
				"UPDATE {ENDPOINT} SET url = ?, description = ?, events = ?, message_filter = ?, "
						+ "signature = ?, rate_per_minute = ?, ssl_bundle = ?, metadata = ?, ordered = ?, headers = ?, "
						+ "headers_key_id = ?, header_names = ?, status = ?, status_reason = ?, status_since = ?, "
						+ "version = ?, revision = ?, updated_at = ? WHERE application = ? AND id = ?",
				values.toArray());
	}

	private static List<@Nullable Object> values(Endpoint endpoint, @Nullable StoredHeaders headers, long revision) {
		EndpointSettings settings = endpoint.settings();
		List<@Nullable Object> values = new ArrayList<>();
		values.add(settings.url());
		values.add(settings.description());
		values.add(TextLines.of(settings.events()));
		values.add((settings.filter() != null) ? settings.filter().json() : null);
		values.add(TextLines.of(settings.signature().keys()));
		values.add(settings.ratePerMinute());
		values.add(settings.sslBundle());
		values.add(TextLines.of(settings.metadata()));
		values.add(settings.ordered());
		values.add((headers != null) ? headers.encrypted() : null);
		values.add((headers != null) ? headers.keyId() : null);
		values.add((headers != null) ? TextLines.of(endpoint.headerNames()) : null);
		values.add(endpoint.state().status().name());
		values.add(endpoint.state().reason());
		values.add(endpoint.state().since());
		values.add(endpoint.version());
		values.add(revision);
		values.add(endpoint.updated());
		return values;
	}

	/**
	 * Leaves of an endpoint only what nodes need to know that it is gone.
	 */
	void markDeleted(String id, long version, long revision, Instant now) {
		this.database.update("UPDATE {ENDPOINT} SET url = '', description = NULL, events = '', message_filter = NULL, "
				+ "signature = '', metadata = NULL, headers = NULL, headers_key_id = NULL, "
				+ "header_names = NULL, client_key = NULL, status = '" + EndpointRow.DELETED
				+ "', status_reason = NULL, version = ?, revision = ?, updated_at = ? "
				+ "WHERE application = ? AND id = ?", version, revision, now, this.database.application(), id);
	}

	@Nullable Endpoint find(EndpointScope scope, String id) {
		return find(scope, id, "");
	}

	/**
	 * Finds an endpoint and keeps others from changing it until the transaction ends.
	 */
	@Nullable Endpoint lock(EndpointScope scope, String id) {
		return find(scope, id, "FOR UPDATE");
	}

	private @Nullable Endpoint find(EndpointScope scope, String id, String lock) {
		List<Endpoint> found = query("AND id = ? " + tenantCondition(scope) + " " + NOT_DELETED + " " + lock, scope,
				tenantArguments(scope, id));
		return found.stream().filter((endpoint) -> endpoint.id().equals(id)).findFirst().orElse(null);
	}

	/**
	 * Finds the endpoint that was created with a key, which is that of its tenant.
	 */
	@Nullable Endpoint findByClientKey(EndpointScope scope, String clientKey) {
		return query("AND client_key = ?", scope, clientKey).stream().findFirst().orElse(null);
	}

	EndpointPage list(EndpointQuery query) {
		List<Object> arguments = new ArrayList<>(
				List.of(tenantArguments(query.scope(), Objects.requireNonNullElse(query.after(), ""))));
		String status = "";
		if (query.status() != null) {
			status = "AND status = ?";
			arguments.add(query.status().name());
		}
		arguments.add(query.limit() + 1);
		List<Endpoint> found = query("AND id > ? " + tenantCondition(query.scope()) + " " + NOT_DELETED + " " + status
				+ " ORDER BY id LIMIT ?", EndpointScope.all(), arguments.toArray());
		EndpointPage page = EndpointPage.of(found, query.limit());
		return new EndpointPage(
				page.endpoints().stream().filter((endpoint) -> query.scope().has(endpoint.tenant())).toList(),
				page.next());
	}

	private static String tenantCondition(EndpointScope scope) {
		return scope.everything() ? "" : "AND tenant = ?";
	}

	private static Object[] tenantArguments(EndpointScope scope, String first) {
		return scope.everything() ? new Object[] { first }
				: new Object[] { first, Objects.requireNonNullElse(scope.tenant(), KeyText.NO_TENANT) };
	}

	private List<Endpoint> query(String condition, EndpointScope scope, Object... arguments) {
		List<Object> all = new ArrayList<>(List.of(this.database.application()));
		all.addAll(List.of(arguments));
		List<Endpoint> found = new ArrayList<>();
		this.database.jdbc()
			.query(this.database.sql("SELECT", EndpointRow.COLUMNS, "FROM {ENDPOINT} WHERE application = ?", condition),
					(row) -> {
						if (isOurs(row) && scope.has(EndpointRow.tenant(row))) {
							found.add(this.rows.endpoint(row));
						}
					}, all.toArray());
		return found;
	}

	private boolean isOurs(ResultSet row) throws SQLException {
		return row.getString("application").equals(this.database.application());
	}

	/**
	 * Lists endpoints that were changed since a revision.
	 */
	EndpointChanges changes(long revision, int limit) {
		List<EndpointRoute> routes = new ArrayList<>();
		long[] reached = { revision, 0 };
		this.database.jdbc()
			.query(this.database.sql("SELECT", EndpointRow.ROUTE_COLUMNS,
					"FROM {ENDPOINT} WHERE application = ? AND revision > ? ORDER BY revision LIMIT ?"), (row) -> {
						reached[0] = row.getLong("revision");
						reached[1]++;
						if (isOurs(row)) {
							routes.add(this.rows.route(row));
						}
					}, this.database.application(), revision, limit);
		return new EndpointChanges(routes, reached[0], reached[1] < limit);
	}

	/**
	 * Removes rows of endpoints that were deleted.
	 * @return how many there were
	 */
	int forgetDeleted(Instant before, int limit) {
		List<String> ids = this.database.jdbc()
			.queryForList(
					this.database.sql("SELECT id FROM {ENDPOINT} WHERE application = ? AND status = ?",
							"AND updated_at <= ? ORDER BY updated_at LIMIT ?"),
					String.class, this.database.bound(this.database.application(), EndpointRow.DELETED, before, limit));
		ids.forEach((id) -> this.database.update("DELETE FROM {ENDPOINT} WHERE application = ? AND id = ?",
				this.database.application(), id));
		return ids.size();
	}

	/**
	 * The headers of an endpoint as they are stored.
	 */
	@Nullable String headers(String id) {
		return this.database.jdbc()
			.query(this.database.sql("SELECT headers FROM {ENDPOINT} WHERE application = ? AND id = ?"),
					(row, index) -> Objects.requireNonNullElse(row.getString("headers"), ""),
					this.database.application(), id)
			.stream()
			.filter((headers) -> !headers.isEmpty())
			.findFirst()
			.orElse(null);
	}

	void updateHeaders(String id, StoredHeaders headers) {
		this.database.update("UPDATE {ENDPOINT} SET headers = ?, headers_key_id = ? WHERE application = ? AND id = ?",
				headers.encrypted(), headers.keyId(), this.database.application(), id);
	}

	/**
	 * Finds endpoints with headers that are under another key than the newest.
	 */
	List<String> underOtherKeys(String keyId, String after, int limit) {
		return this.database.jdbc()
			.queryForList(
					this.database.sql("SELECT id FROM {ENDPOINT} WHERE application = ?",
							"AND headers_key_id <> ? AND id > ? ORDER BY id LIMIT ?"),
					String.class, this.database.application(), keyId, after, limit);
	}

}
