package dev.webhooks.delivery.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.webhooks.delivery.UnsuitableTransactionException;

/**
 * Runs statements of the store on the connection of the caller's transaction, however its
 * data source and that of the store are wrapped.
 */
public final class CallerTransaction {

	private final DataSource dataSource;

	private final String url;

	private CallerTransaction(DataSource dataSource, String url) {
		this.dataSource = dataSource;
		this.url = url;
	}

	/**
	 * Looks where connections lead.
	 * @param dataSource the data source of the store
	 */
	public static CallerTransaction of(DataSource dataSource) {
		String url = new JdbcTemplate(dataSource).execute((Connection connection) -> connection.getMetaData().getURL());
		return new CallerTransaction(dataSource, String.valueOf(url));
	}

	/**
	 * Does something in the transaction of the caller.
	 * @throws UnsuitableTransactionException if there is none that can be used
	 */
	public <T> T run(Supplier<T> action) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			throw new UnsuitableTransactionException("There is no transaction to append a message in: call from a "
					+ "method with @Transactional, or within a TransactionTemplate");
		}
		if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			throw new UnsuitableTransactionException(
					"A message cannot be appended in a transaction that may only read: "
							+ "begin it without readOnly = true");
		}
		Object bound = TransactionSynchronizationManager.getResource(this.dataSource);
		if (bound instanceof ConnectionHolder holder) {
			checkTransaction(holder);
			return action.get();
		}
		ConnectionHolder found = find();
		checkTransaction(found);
		return runOn(found, action);
	}

	/**
	 * A connection that was only looked at, in the transaction of another transaction
	 * manager, is bound as well, and commits each statement by itself.
	 */
	private static void checkTransaction(ConnectionHolder holder) {
		try {
			if (holder.getConnection().getAutoCommit()) {
				throw new UnsuitableTransactionException(
						"The transaction of the caller is none of the data source of the store: "
								+ "give its transaction manager the same data source");
			}
		}
		catch (SQLException ex) {
			throw new CannotGetJdbcConnectionException("The connection of the transaction cannot be asked", ex);
		}
	}

	/** So that the store finds the connection by its own data source, too. */
	private <T> T runOn(ConnectionHolder holder, Supplier<T> action) {
		TransactionSynchronizationManager.bindResource(this.dataSource, holder);
		try {
			return action.get();
		}
		finally {
			TransactionSynchronizationManager.unbindResource(this.dataSource);
		}
	}

	private ConnectionHolder find() {
		Set<DataSource> own = roots(this.dataSource, new HashSet<>());
		for (Map.Entry<Object, Object> resource : TransactionSynchronizationManager.getResourceMap().entrySet()) {
			if (resource.getKey() instanceof DataSource candidate
					&& resource.getValue() instanceof ConnectionHolder holder
					&& isOne(own, roots(candidate, new HashSet<>()), holder)) {
				return holder;
			}
		}
		throw new UnsuitableTransactionException(
				"The transaction of the caller is none of the data source of the store: "
						+ "give its transaction manager the same data source");
	}

	/** Where a data source chooses among several, the connection tells where it led. */
	private boolean isOne(Set<DataSource> own, Set<DataSource> others, ConnectionHolder holder) {
		return others.stream().anyMatch((other) -> own.stream().anyMatch((one) -> isSame(one, other)))
				&& ((own.size() == 1 && others.size() == 1) || leadsHere(holder.getConnection()));
	}

	private boolean leadsHere(Connection connection) {
		try {
			return this.url.equals(connection.getMetaData().getURL());
		}
		catch (SQLException ex) {
			throw new CannotGetJdbcConnectionException("The connection of the transaction cannot be asked", ex);
		}
	}

	/**
	 * Unwraps a data source: those behind it that have connections of their own.
	 */
	private static Set<DataSource> roots(@Nullable DataSource dataSource, Set<DataSource> roots) {
		if (dataSource instanceof DelegatingDataSource delegating) {
			return roots(delegating.getTargetDataSource(), roots);
		}
		if (dataSource instanceof AbstractRoutingDataSource routing) {
			routing.getResolvedDataSources().values().forEach((target) -> roots(target, roots));
			return roots(routing.getResolvedDefaultDataSource(), roots);
		}
		if (dataSource != null) {
			roots.add(dataSource);
		}
		return roots;
	}

	/** Wrappers of other libraries know what they wrap. */
	private static boolean isSame(DataSource one, DataSource other) {
		return one == other || wraps(one, other) || wraps(other, one);
	}

	private static boolean wraps(DataSource wrapper, DataSource wrapped) {
		try {
			return wrapper.isWrapperFor(wrapped.getClass()) && wrapper.unwrap(wrapped.getClass()) == wrapped;
		}
		catch (SQLException ex) {
			return false;
		}
	}

}
