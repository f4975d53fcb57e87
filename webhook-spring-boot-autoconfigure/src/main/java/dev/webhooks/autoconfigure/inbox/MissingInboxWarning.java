package dev.webhooks.autoconfigure.inbox;

import java.util.List;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.provider.settings.ProcessingMode;

/**
 * Warns that an application has several databases and no inbox, since nothing says which
 * of them the inbox is to be in.
 */
final class MissingInboxWarning implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(MissingInboxWarning.class);

	private final ListableBeanFactory beanFactory;

	private final WebhookProviders providers;

	MissingInboxWarning(ListableBeanFactory beanFactory, WebhookProviders providers) {
		this.beanFactory = beanFactory;
		this.providers = providers;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<String> names = InboxBeans.names(this.beanFactory, DataSource.class);
		boolean wanted = this.providers.all()
			.stream()
			.anyMatch((provider) -> provider.processing().mode() != ProcessingMode.INLINE);
		if (names.size() > 1 && wanted) {
			logger.warn("There is no inbox for webhooks, which are processed before they are answered: of the "
					+ "DataSources {} none is primary. Name one in '{}', mark one as @Primary, or set "
					+ "'webhooks.inbox.type' to 'none'.", String.join(", ", names), InboxBeans.DATA_SOURCE);
		}
	}

}
