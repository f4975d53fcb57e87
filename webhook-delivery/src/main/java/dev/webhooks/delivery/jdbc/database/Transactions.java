package dev.webhooks.delivery.jdbc.database;

import java.lang.reflect.UndeclaredThrowableException;
import java.sql.Connection;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

import dev.webhooks.delivery.StoreUnavailableException;

/**
 * The transactions of the store: its own, and those that it shares with targets.
 */
public final class Transactions {

	/** Databases end deadlocks by giving up one of those who take part. */
	private static final int ATTEMPTS = 3;

	private final DataSource dataSource;

	private final TransactionTemplate own;

	private final TransactionTemplate none;

	private final boolean commitsStatements;

	private final @Nullable TransactionTemplate shared;

	/** Each holds a connection, and some must be left for everything else. */
	private final Semaphore running;

	public Transactions(DataSource dataSource, PlatformTransactionManager own,
			@Nullable PlatformTransactionManager shared, int maxShared) {
		this.dataSource = dataSource;
		ConnectionDefaults defaults = ConnectionDefaults.of(dataSource);
		this.own = new TransactionTemplate(own);
		this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		if (!defaults.readCommitted()) {
			this.own.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		}
		this.none = new TransactionTemplate(own);
		this.none.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
		this.commitsStatements = defaults.readCommitted() && defaults.autoCommit();
		this.shared = (shared != null) ? new TransactionTemplate(shared) : null;
		this.running = new Semaphore(maxShared);
	}

	/**
	 * Does something in a transaction of the store.
	 * @throws StoreUnavailableException if the database cannot be reached
	 * @throws ConnectionLostException if it could be reached at first
	 */
	public <T> T run(Supplier<T> action) {
		return run(this.own, action);
	}

	/**
	 * Runs one statement, which is a transaction without further words to the database if
	 * connections come in the mode for that.
	 * @throws StoreUnavailableException if the database cannot be reached
	 */
	public <T> T runStatement(Supplier<T> action) {
		return run(this.commitsStatements ? this.none : this.own, action);
	}

	/**
	 * Does something in a transaction that is rolled back.
	 * @throws StoreUnavailableException if the database cannot be reached
	 */
	public void runAndRollBack(Runnable action) {
		once(this.own, (status) -> {
			status.setRollbackOnly();
			action.run();
			return true;
		});
	}

	private static <T> T run(TransactionTemplate template, Supplier<T> action) {
		PessimisticLockingFailureException blocked = null;
		for (int i = 0; i < ATTEMPTS; i++) {
			try {
				return once(template, (status) -> action.get());
			}
			catch (PessimisticLockingFailureException ex) {
				blocked = ex;
			}
		}
		throw new StoreUnavailableException("The database of the store is blocked", blocked);
	}

	private static <T> T once(TransactionTemplate template, TransactionCallback<T> action) {
		try {
			return Objects.requireNonNull(template.execute(action));
		}
		catch (CannotCreateTransactionException | CannotGetJdbcConnectionException ex) {
			throw new StoreUnavailableException("The database of the store cannot be reached", ex);
		}
		catch (NonTransientDataAccessResourceException | TransientDataAccessResourceException
				| RecoverableDataAccessException | TransactionException ex) {
			throw new ConnectionLostException(ex);
		}
	}

	/**
	 * Tells whether transactions can be shared: a manager is there and it puts the
	 * connection of the store's data source in place.
	 */
	public boolean areShared() {
		return this.shared != null && Boolean.TRUE
			.equals(this.shared.execute((status) -> TransactionSynchronizationManager.hasResource(this.dataSource)));
	}

	/**
	 * Does something in a transaction of the application, and waits while there are too
	 * many of them.
	 */
	public boolean runShared(Callable<Boolean> action) throws Exception {
		Assert.state(this.shared != null, "There is no transaction manager");
		this.running.acquire();
		try {
			return Boolean.TRUE.equals(this.shared.execute((status) -> call(action)));
		}
		catch (UndeclaredThrowableException ex) {
			if (ex.getUndeclaredThrowable() instanceof Exception exception) {
				throw exception;
			}
			throw ex;
		}
		finally {
			this.running.release();
		}
	}

	private static Boolean call(Callable<Boolean> action) {
		try {
			return action.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new UndeclaredThrowableException(ex);
		}
	}

	/**
	 * How connections are when they come from the data source. To ask each of them would
	 * cost a round trip for each transaction.
	 *
	 * @param autoCommit whether each statement commits
	 * @param readCommitted whether transactions see what others have committed meanwhile
	 */
	private record ConnectionDefaults(boolean autoCommit, boolean readCommitted) {

		static ConnectionDefaults of(DataSource dataSource) {
			ConnectionDefaults defaults = new JdbcTemplate(dataSource)
				.execute((Connection connection) -> new ConnectionDefaults(connection.getAutoCommit(),
						connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED));
			return Objects.requireNonNull(defaults);
		}

	}

}
