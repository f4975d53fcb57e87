package dev.webhooks.delivery.jdbc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that the files of DDL make the same tables in all databases, but for what is
 * meant to differ.
 */
class SchemaFilesTests {

	/** How a type is called in H2, in MySQL and in PostgreSQL, where names differ. */
	private static final Set<List<String>> TYPES = Set.of(List.of("uuid", "binary(16)", "uuid"),
			List.of("timestamp(6) with time zone", "datetime(6)", "timestamp(6) with time zone"),
			List.of("clob", "longtext", "text"), List.of("varchar", "mediumtext", "text"),
			List.of("binary large object", "longblob", "bytea"));

	/** PostgreSQL has partial indexes in the place of one that has all rows. */
	private static final String OF_ALL_ROWS = "webhook_delivery_status";

	private static final Map<String, List<String>> OF_SOME_ROWS = Map.of("webhook_delivery_open",
			List.of("application", "channel", "event_id", "target"), "webhook_delivery_open_target",
			List.of("application", "channel", "target", "event_id"), "webhook_delivery_dead",
			List.of("application", "channel", "event_id", "target"), "webhook_delivery_dead_target",
			List.of("application", "channel", "target", "event_id"));

	@Test
	void allDatabasesHaveTheSameTables() throws IOException {
		SchemaFile h2 = SchemaFile.of(SchemaFile.text("h2"));
		assertThat(h2.tables()).hasSize(8);
		assertThat(differences(SchemaFile.text("h2"), SchemaFile.text("mysql"), SchemaFile.text("postgresql")))
			.isEmpty();
	}

	@Test
	void whatIsPartOfAKeyIsComparedByteForByte() throws IOException {
		assertThat(SchemaFile.of(SchemaFile.text("postgresql")).keysWithoutCollation()).isEmpty();
		assertThat(SchemaFile.text("mysql").split(";\\s*"))
			.allSatisfy((table) -> assertThat(table).endsWith("COLLATE utf8mb4_bin"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					a column that is missing      | \\ttakeovers integer NOT NULL,\\n            | ``
					a column in another place     | \\ttakeovers integer NOT NULL,\\n\\tevent_size | \\tevent_size integer NOT NULL,\\n\\ttakeovers
					a column that may be empty    | attempts integer NOT NULL                   | attempts integer
					a column that is shorter      | last_error varchar(1000)                    | last_error varchar(999)
					a number that is smaller      | duration_millis bigint                      | duration_millis integer
					a key of another order        | KEY (event_id, target)                      | KEY (target, event_id)
					a unique key of fewer columns | (dedupe_key, tenant, channel, application)  | (dedupe_key, tenant, channel)
					an index of other columns     | (open_order_key, target, order_position)    | (open_order_key, target)
					a table of another name       | webhook_alert                               | webhook_alerts
					""")
	void isADifference(String what, String text, String other) throws IOException {
		String from = text.translateEscapes();
		String to = (other != null) ? other.translateEscapes() : "";
		List<String> files = List.of(SchemaFile.text("h2"), SchemaFile.text("mysql"), SchemaFile.text("postgresql"));
		for (int i = 0; i < files.size(); i++) {
			List<String> changed = new ArrayList<>(files);
			changed.set(i, files.get(i).replace(from, to));
			assertThat(changed).as(what).isNotEqualTo(files);
			assertThat(differences(changed.get(0), changed.get(1), changed.get(2))).as(what).isNotEmpty();
		}
	}

	@Test
	void whatIsNotUnderstoodIsNotPassedOver() {
		assertThatIllegalArgumentException().isThrownBy(() -> SchemaFile.of("ALTER TABLE webhook_event ADD x integer"))
			.withMessageContaining("ALTER TABLE");
	}

	private static List<String> differences(String h2, String mysql, String postgresql) {
		return differences(SchemaFile.of(h2), SchemaFile.of(mysql), SchemaFile.of(postgresql));
	}

	private static List<String> differences(SchemaFile h2, SchemaFile mysql, SchemaFile postgresql) {
		List<String> found = new ArrayList<>();
		add(found, "keys", List.of(h2.keys(), mysql.keys(), postgresql.keys()));
		Map<String, List<String>> indexes = new TreeMap<>(h2.indexes());
		add(found, "indexes", List.of(indexes, mysql.indexes()));
		indexes.remove(OF_ALL_ROWS);
		indexes.putAll(OF_SOME_ROWS);
		add(found, "indexes", List.of(indexes, postgresql.indexes()));
		List<String> tables = List.copyOf(h2.tables().keySet());
		add(found, "tables",
				List.of(tables, List.copyOf(mysql.tables().keySet()), List.copyOf(postgresql.tables().keySet())));
		if (found.isEmpty()) {
			tables.forEach((table) -> found.addAll(columnDifferences(table, h2.tables().get(table),
					mysql.tables().get(table), postgresql.tables().get(table))));
		}
		return found;
	}

	private static List<String> columnDifferences(String table, Map<String, SchemaFile.Column> h2,
			Map<String, SchemaFile.Column> mysql, Map<String, SchemaFile.Column> postgresql) {
		List<String> found = new ArrayList<>();
		add(found, table,
				List.of(List.copyOf(h2.keySet()), List.copyOf(mysql.keySet()), List.copyOf(postgresql.keySet())));
		if (found.isEmpty()) {
			h2.forEach((name, column) -> {
				SchemaFile.Column inMysql = mysql.get(name);
				SchemaFile.Column inPostgresql = postgresql.get(name);
				add(found, table + "." + name, List.of(column.nullable(), inMysql.nullable(), inPostgresql.nullable()));
				List<String> types = List.of(column.type(), inMysql.type(), inPostgresql.type());
				if (!TYPES.contains(types)) {
					add(found, table + "." + name, types);
				}
			});
		}
		return found;
	}

	private static void add(List<String> found, String where, List<?> ofEach) {
		if (ofEach.stream().distinct().count() > 1) {
			found.add(where + ": " + ofEach);
		}
	}

}
