package dev.webhooks.delivery.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.io.ClassPathResource;

/**
 * The tables and indexes of a file of DDL. What it does not understand it refuses, so
 * that nothing is left out.
 *
 * @param tables the columns of each table by their names
 * @param keys the columns of each primary and unique key, by the name of the table and
 * the kind of the key
 * @param indexes the columns of each index by its name
 */
record SchemaFile(Map<String, Map<String, Column>> tables, Map<String, List<String>> keys,
		Map<String, List<String>> indexes) {

	private static final Pattern TABLE = Pattern
		.compile("CREATE TABLE IF NOT EXISTS (\\w+) \\(\\n(.*)\\n\\)( WITH \\(.*\\)| ENGINE = .*)?", Pattern.DOTALL);

	private static final Pattern KEY = Pattern
		.compile("(?:CONSTRAINT \\w+ )?(PRIMARY KEY|UNIQUE)(?: KEY \\w+)? \\((.+)\\)");

	private static final Pattern INDEX_OF_TABLE = Pattern.compile("KEY (\\w+) \\((.+)\\)");

	private static final Pattern INDEX = Pattern
		.compile("CREATE INDEX IF NOT EXISTS (\\w+) ON (\\w+) \\(([\\w, ]+)\\)( WHERE .*)?");

	private static final Pattern COLUMN = Pattern
		.compile("([a-z_]+) ([a-z0-9() ]+?)( COLLATE \"C\"| CHARACTER SET ascii COLLATE ascii_bin)?( NOT NULL)?");

	static SchemaFile of(String text) {
		SchemaFile file = new SchemaFile(new LinkedHashMap<>(), new TreeMap<>(), new TreeMap<>());
		for (String statement : text.split(";\\s*")) {
			file.read(statement);
		}
		return file;
	}

	static String text(String database) throws IOException {
		return new ClassPathResource("schema-" + database + ".sql", JdbcStorage.class)
			.getContentAsString(StandardCharsets.UTF_8);
	}

	private void read(String statement) {
		Matcher index = INDEX.matcher(statement);
		if (index.matches()) {
			this.indexes.put(index.group(1), names(index.group(3)));
			return;
		}
		Matcher table = match(TABLE, statement);
		Map<String, Column> columns = new LinkedHashMap<>();
		for (String line : table.group(2).split(",\\n")) {
			read(table.group(1), columns, line.strip());
		}
		this.tables.put(table.group(1), columns);
	}

	private void read(String table, Map<String, Column> columns, String line) {
		Matcher key = KEY.matcher(line);
		Matcher index = INDEX_OF_TABLE.matcher(line);
		if (key.matches()) {
			this.keys.put(table + " " + key.group(1), names(key.group(2)));
		}
		else if (index.matches()) {
			this.indexes.put(index.group(1), names(index.group(2)));
		}
		else {
			Matcher column = match(COLUMN, line);
			columns.put(column.group(1), new Column(column.group(2), column.group(3) != null, column.group(4) == null));
		}
	}

	private static Matcher match(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("Not understood: " + text);
		}
		return matcher;
	}

	private static List<String> names(String list) {
		return List.of(list.split(", "));
	}

	/**
	 * Tells which texts that are part of a key or an index have no collation of their
	 * own.
	 */
	List<String> keysWithoutCollation() {
		List<String> found = new ArrayList<>();
		this.keys.forEach((key, columns) -> {
			String table = key.substring(0, key.indexOf(' '));
			columns.stream()
				.filter((name) -> this.tables.get(table).get(name).isTextWithoutCollation())
				.forEach((name) -> found.add(table + "." + name));
		});
		return found;
	}

	/**
	 * A column.
	 *
	 * @param type its type, as it is written
	 * @param collated whether it has a collation of its own
	 * @param nullable whether it may be empty
	 */
	record Column(String type, boolean collated, boolean nullable) {

		private boolean isTextWithoutCollation() {
			return this.type.startsWith("varchar") && !this.collated;
		}

	}

}
