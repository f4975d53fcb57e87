package dev.webhooks.inbox.jdbc;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

import dev.webhooks.inbox.InboxUnavailableException;

/**
 * The transactions of the inbox: its own, and those that it shares with listeners.
 */
final class InboxTransactions {

	private final DataSource dataSource;

	private final TransactionTemplate own;

	private final @Nullable TransactionTemplate shared;

	InboxTransactions(DataSource dataSource, PlatformTransactionManager own,
			@Nullable PlatformTransactionManager shared) {
		this.dataSource = dataSource;
		DefaultTransactionDefinition definition = new DefaultTransactionDefinition(
				TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		definition.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		this.own = new TransactionTemplate(own, definition);
		this.shared = (shared != null) ? new TransactionTemplate(shared) : null;
	}

	/**
	 * Does something in a transaction of the inbox.
	 * @throws InboxUnavailableException if the database cannot be reached
	 */
	<T> T run(Supplier<T> action) {
		try {
			return Objects.requireNonNull(this.own.execute((status) -> action.get()));
		}
		catch (NonTransientDataAccessResourceException | TransientDataAccessResourceException
				| RecoverableDataAccessException | TransactionException ex) {
			throw new InboxUnavailableException("The database of the inbox cannot be reached", ex);
		}
	}

	/**
	 * Tells whether transactions can be shared: a manager is there and it puts the
	 * connection of the inbox's data source in place.
	 */
	boolean areShared() {
		return this.shared != null && Boolean.TRUE
			.equals(this.shared.execute((status) -> TransactionSynchronizationManager.hasResource(this.dataSource)));
	}

	/**
	 * Does something in a transaction of the application.
	 */
	boolean runShared(Callable<Boolean> action) throws Exception {
		Assert.state(this.shared != null, "There is no transaction manager");
		try {
			return Boolean.TRUE.equals(this.shared.execute((status) -> call(action)));
		}
		catch (UndeclaredThrowableException ex) {
			if (ex.getUndeclaredThrowable() instanceof Exception exception) {
				throw exception;
			}
			throw ex;
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

}
