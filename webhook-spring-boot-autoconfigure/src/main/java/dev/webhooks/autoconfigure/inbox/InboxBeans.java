package dev.webhooks.autoconfigure.inbox;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.StringUtils;

import dev.webhooks.Internal;
import dev.webhooks.autoconfigure.InvalidWebhookConfigurationException;
import dev.webhooks.provider.settings.NearestName;

/**
 * The beans of the application that the inbox in a database works with: those that are
 * named, or else those that would be injected.
 */
@Internal
public final class InboxBeans {

	/** Property that names the database. */
	public static final String DATA_SOURCE = "webhooks.inbox.jdbc.data-source";

	/** Property that names the transaction manager. */
	public static final String TRANSACTION_MANAGER = "webhooks.inbox.jdbc.transaction-manager";

	private final ListableBeanFactory beanFactory;

	private final @Nullable String dataSource;

	private final @Nullable String transactionManager;

	/**
	 * Creates an instance.
	 * @param beanFactory the beans
	 * @param dataSource the name of the database, or {@code null} or no text
	 * @param transactionManager the name of the transaction manager, or {@code null} or
	 * no text
	 */
	public InboxBeans(ListableBeanFactory beanFactory, @Nullable String dataSource,
			@Nullable String transactionManager) {
		this.beanFactory = beanFactory;
		this.dataSource = dataSource;
		this.transactionManager = transactionManager;
	}

	/**
	 * Finds the database.
	 * @return the database
	 * @throws InvalidWebhookConfigurationException if there is none of the name
	 */
	public DataSource dataSource() {
		DataSource named = named(DATA_SOURCE, this.dataSource, DataSource.class);
		return (named != null) ? named : this.beanFactory.getBean(DataSource.class);
	}

	/**
	 * Finds what runs the transactions of listeners.
	 * @return the transaction manager or {@code null} if there is none or several
	 * @throws InvalidWebhookConfigurationException if there is none of the name
	 */
	public @Nullable PlatformTransactionManager transactionManager() {
		PlatformTransactionManager named = named(TRANSACTION_MANAGER, this.transactionManager,
				PlatformTransactionManager.class);
		return (named != null) ? named
				: this.beanFactory.getBeanProvider(PlatformTransactionManager.class).getIfUnique();
	}

	private <T> @Nullable T named(String property, @Nullable String name, Class<T> type) {
		if (!StringUtils.hasText(name)) {
			return null;
		}
		if (!this.beanFactory.containsBean(name) || !this.beanFactory.isTypeMatch(name, type)) {
			throw new InvalidWebhookConfigurationException(property,
					"There is no %s with the bean name '%s'.".formatted(type.getSimpleName(), name),
					advice(name, names(this.beanFactory, type)));
		}
		return this.beanFactory.getBean(name, type);
	}

	private static String advice(String name, List<String> candidates) {
		String nearest = NearestName.of(name, candidates);
		return ((nearest != null) ? "Did you mean '%s'? ".formatted(nearest) : "") + (candidates.isEmpty()
				? "Define one, or remove the property." : "There are " + String.join(", ", candidates) + ".");
	}

	/**
	 * Names all beans of a type that could be meant.
	 */
	static List<String> names(ListableBeanFactory beanFactory, Class<?> type) {
		return Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false))
			.filter((name) -> !ScopedProxyUtils.isScopedTarget(name))
			.toList();
	}

}
