package dev.webhooks.sender.endpoint.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.webhooks.delivery.jdbc.database.Dialect;
import dev.webhooks.delivery.jdbc.database.KeyText;
import dev.webhooks.delivery.jdbc.database.TextLines;
import dev.webhooks.sender.endpoint.Endpoint;
import dev.webhooks.sender.endpoint.EndpointRoute;
import dev.webhooks.sender.endpoint.EndpointSettings;
import dev.webhooks.sender.endpoint.EndpointSignature;
import dev.webhooks.sender.endpoint.EndpointState;
import dev.webhooks.sender.endpoint.EndpointStatus;
import dev.webhooks.sender.filter.EndpointFilter;

/**
 * Reads rows of endpoints.
 *
 * @param dialect how the database writes values
 */
record EndpointRow(Dialect dialect) {

	/** Stored in the place of a status. */
	static final String DELETED = "DELETED";

	static final String COLUMNS = "id, tenant, url, description, events, message_filter, signature, rate_per_minute, "
			+ "ssl_bundle, metadata, ordered, header_names, status, status_reason, status_since, version, "
			+ "created_at, updated_at, application";

	static final String ROUTE_COLUMNS = "id, tenant, events, message_filter, ordered, status, version, revision, "
			+ "application";

	Endpoint endpoint(ResultSet row) throws SQLException {
		return new Endpoint(row.getString("id"), tenant(row), settings(row), texts(row, "header_names"),
				new EndpointState(EndpointStatus.valueOf(row.getString("status")), row.getString("status_reason"),
						time(row, "status_since")),
				row.getLong("version"), time(row, "created_at"), time(row, "updated_at"));
	}

	private static EndpointSettings settings(ResultSet row) throws SQLException {
		return EndpointSettings.of(row.getString("url"))
			.description(row.getString("description"))
			.events(texts(row, "events"))
			.filter(filter(row))
			.signature(new EndpointSignature(map(row, "signature")))
			.ratePerMinute((Integer) row.getObject("rate_per_minute"))
			.sslBundle(row.getString("ssl_bundle"))
			.metadata(map(row, "metadata"))
			.ordered(row.getBoolean("ordered"))
			.build();
	}

	EndpointRoute route(ResultSet row) throws SQLException {
		String status = row.getString("status");
		boolean deleted = status.equals(DELETED);
		return new EndpointRoute(row.getString("id"), tenant(row), deleted ? List.of() : texts(row, "events"),
				deleted ? null : filter(row), row.getBoolean("ordered"),
				deleted ? null : EndpointStatus.valueOf(status), row.getLong("version"));
	}

	static @Nullable String tenant(ResultSet row) throws SQLException {
		String tenant = row.getString("tenant");
		return tenant.equals(KeyText.NO_TENANT) ? null : tenant;
	}

	private static @Nullable EndpointFilter filter(ResultSet row) throws SQLException {
		String filter = row.getString("message_filter");
		return (filter != null) ? EndpointFilter.parse(filter) : null;
	}

	private static List<String> texts(ResultSet row, String column) throws SQLException {
		String text = row.getString(column);
		return (text != null) ? TextLines.texts(text) : List.of();
	}

	private static Map<String, String> map(ResultSet row, String column) throws SQLException {
		Map<String, String> map = new LinkedHashMap<>();
		TextLines.read(row.getString(column), map::put);
		return map;
	}

	private Instant time(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(this.dialect.time(row, column));
	}

}
