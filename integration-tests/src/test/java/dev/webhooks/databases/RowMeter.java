package dev.webhooks.databases;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the rows and entries of indexes that a database reads for a statement, by what
 * it says itself. The plan that is really used is measured, with whatever the database
 * knows of its tables.
 */
enum RowMeter {

	POSTGRESQL {

		/** Includes what was not reported yet of the transaction. */
		private static final String COUNT = """
				SELECT COALESCE(SUM(pg_stat_get_xact_tuples_returned(oid)), 0) FROM pg_class
				WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace""";

		@Override
		long rows(Connection connection, Call statement, Call explanation) throws Throwable {
			long before = number(connection, COUNT);
			statement.run();
			return number(connection, COUNT) - before;
		}

	},

	MYSQL {

		private static final String COUNT = """
				SELECT SUM(VARIABLE_VALUE) FROM information_schema.SESSION_STATUS
				WHERE VARIABLE_NAME LIKE 'HANDLER_READ%'""";

		@Override
		long rows(Connection connection, Call statement, Call explanation) throws Throwable {
			long first = number(connection, COUNT);
			long before = number(connection, COUNT);
			statement.run();
			return number(connection, COUNT) - before - (before - first);
		}

	},

	H2 {

		private static final Pattern COUNT = Pattern.compile("scanCount: (\\d+)");

		@Override
		long rows(Connection connection, Call statement, Call explanation) throws Throwable {
			Savepoint before = connection.setSavepoint();
			long rows = 0;
			try (ResultSet plan = (ResultSet) explanation.run()) {
				plan.next();
				Matcher matcher = COUNT.matcher(plan.getString(1));
				while (matcher.find()) {
					rows += Long.parseLong(matcher.group(1));
				}
			}
			connection.rollback(before);
			statement.run();
			return rows;
		}

	};

	static RowMeter of(String platform) {
		return valueOf(platform.toUpperCase(Locale.ROOT));
	}

	/**
	 * Runs a statement and counts.
	 * @param statement runs it
	 * @param explanation has the database run it and say what it did
	 */
	abstract long rows(Connection connection, Call statement, Call explanation) throws Throwable;

	private static long number(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getLong(1);
		}
	}

	interface Call {

		Object run() throws Throwable;

	}

}
