package dev.webhooks.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.StringUtils;

import dev.webhooks.provider.settings.NearestName;

/**
 * The beans of the application that the inbox in a database works with: those that are
 * named, or else those that would be injected.
 */
final class InboxBeans {

	static final String DATA_SOURCE = "webhooks.inbox.jdbc.data-source";

	static final String TRANSACTION_MANAGER = "webhooks.inbox.jdbc.transaction-manager";

	private final ListableBeanFactory beanFactory;

	private final WebhookInboxJdbcProperties properties;

	InboxBeans(ListableBeanFactory beanFactory, WebhookInboxJdbcProperties properties) {
		this.beanFactory = beanFactory;
		this.properties = properties;
	}

	/**
	 * Finds the database.
	 * @throws InvalidWebhookConfigurationException if there is none of the name
	 */
	DataSource dataSource() {
		DataSource named = named(DATA_SOURCE, this.properties.getDataSource(), DataSource.class);
		return (named != null) ? named : this.beanFactory.getBean(DataSource.class);
	}

	/**
	 * Finds what runs the transactions of listeners.
	 * @return the transaction manager or {@code null} if there is none or several
	 * @throws InvalidWebhookConfigurationException if there is none of the name
	 */
	@Nullable PlatformTransactionManager transactionManager() {
		PlatformTransactionManager named = named(TRANSACTION_MANAGER, this.properties.getTransactionManager(),
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
