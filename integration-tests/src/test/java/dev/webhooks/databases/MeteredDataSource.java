package dev.webhooks.databases;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database that takes down for each statement how many rows were read for it.
 */
public final class MeteredDataSource extends DelegatingDataSource {

	private final RowMeter meter;

	private final List<Measured> measured = new ArrayList<>();

	MeteredDataSource(DataSource database, String platform) {
		super(database);
		this.meter = RowMeter.of(platform);
	}

	/**
	 * Gives what has been measured since the last time.
	 */
	public synchronized List<Measured> take() {
		List<Measured> taken = List.copyOf(this.measured);
		this.measured.clear();
		return taken;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return proxy(Connection.class, (proxy, method, arguments) -> {
			Object result = invoke(connection, method, arguments);
			if (result instanceof PreparedStatement statement) {
				return proxy(PreparedStatement.class, new Metered(connection, statement, String.valueOf(arguments[0])));
			}
			return (result instanceof Statement statement)
					? proxy(Statement.class, new Metered(connection, statement, null)) : result;
		});
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * Says what a statement cost.
	 *
	 * @param sql the statement
	 * @param rows the rows and entries of indexes that were read
	 */
	public record Measured(String sql, long rows) {

		public Measured {
			sql = sql.replaceAll("\\?(, \\?)+", "?, …");
		}

	}

	/**
	 * A statement whose executions are measured.
	 */
	private final class Metered implements InvocationHandler {

		private final Connection connection;

		private final Statement statement;

		private final @Nullable String sql;

		private final Map<Integer, Binding> bindings = new TreeMap<>();

		Metered(Connection connection, Statement statement, @Nullable String sql) {
			this.connection = connection;
			this.statement = statement;
			this.sql = sql;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			if (method.getName().startsWith("execute")) {
				return measure(method, arguments);
			}
			if (method.getName().startsWith("set") && arguments != null && arguments.length >= 2) {
				this.bindings.put((Integer) arguments[0], new Binding(method, arguments));
			}
			return MeteredDataSource.invoke(this.statement, method, arguments);
		}

		private @Nullable Object measure(Method method, Object @Nullable [] arguments) throws Throwable {
			String text = (this.sql != null) ? this.sql : String.valueOf(arguments[0]);
			@Nullable Object[] result = new @Nullable Object[1];
			boolean committing = this.connection.getAutoCommit();
			this.connection.setAutoCommit(false);
			long rows = MeteredDataSource.this.meter.rows(this.connection, () -> {
				result[0] = MeteredDataSource.invoke(this.statement, method, arguments);
				return text;
			}, () -> explain(text));
			if (committing) {
				this.connection.commit();
				this.connection.setAutoCommit(true);
			}
			synchronized (MeteredDataSource.this) {
				MeteredDataSource.this.measured.add(new Measured(text, rows));
			}
			return result[0];
		}

		private Object explain(String text) throws Throwable {
			PreparedStatement explanation = this.connection.prepareStatement("EXPLAIN ANALYZE " + text);
			for (Binding binding : this.bindings.values()) {
				MeteredDataSource.invoke(explanation, binding.method, binding.arguments);
			}
			return explanation.executeQuery();
		}

		private record Binding(Method method, Object[] arguments) {

		}

	}

}
