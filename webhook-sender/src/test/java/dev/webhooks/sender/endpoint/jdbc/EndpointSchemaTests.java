package dev.webhooks.sender.endpoint.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the files of DDL make the same tables in all databases.
 */
class EndpointSchemaTests {

	private static final Pattern COLUMN = Pattern.compile("^\\t([a-z_]+) [a-z].*$", Pattern.MULTILINE);

	/** In MySQL as part of a table, elsewhere by itself. */
	private static final Pattern KEY = Pattern.compile(
			"(?:CREATE INDEX IF NOT EXISTS (\\w+) ON \\w+|KEY (\\w+)|(PRIMARY KEY)|CONSTRAINT (\\w+) UNIQUE) (\\(.+?\\))");

	private static final Pattern KEY_TEXT = Pattern.compile(
			"^\\t(application|id|tenant|client_key|endpoint_id|key_id|headers_key_id) varchar\\(\\d+\\)(?! COLLATE \"C\").*$",
			Pattern.MULTILINE);

	private static String text(String database) throws IOException {
		return new ClassPathResource("schema-" + database + ".sql", JdbcEndpointStore.class)
			.getContentAsString(StandardCharsets.UTF_8);
	}

	private static List<String> columns(String database) throws IOException {
		return COLUMN.matcher(text(database))
			.results()
			.map((column) -> column.group(1) + (column.group().contains("NOT NULL") ? "" : " or nothing")
					+ length(column.group()))
			.toList();
	}

	private static String length(String column) {
		Matcher length = Pattern.compile("varchar(\\(\\d+\\))").matcher(column);
		return length.find() ? " " + length.group(1) : "";
	}

	private static List<String> keys(String database) throws IOException {
		return KEY.matcher(text(database))
			.results()
			.map((key) -> Stream.of(1, 2, 3, 4).map(key::group).filter((name) -> name != null).toList() + key.group(5))
			.sorted()
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql", "postgresql" })
	void allDatabasesHaveTheSameColumnsAndKeys(String database) throws IOException {
		assertThat(columns("h2")).hasSize(32);
		assertThat(columns(database)).isEqualTo(columns("h2"));
		assertThat(keys("h2")).hasSize(7);
		assertThat(keys(database)).isEqualTo(keys("h2"));
	}

	@Test
	void keysAreComparedByteForByte() throws IOException {
		assertThat(KEY_TEXT.matcher(text("postgresql")).results()).isEmpty();
		assertThat(text("mysql").split(";\\s*"))
			.allSatisfy((table) -> assertThat(table).endsWith("COLLATE utf8mb4_bin"));
	}

}
