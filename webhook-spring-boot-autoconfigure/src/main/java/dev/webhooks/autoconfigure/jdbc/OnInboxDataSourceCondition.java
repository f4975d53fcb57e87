package dev.webhooks.autoconfigure.jdbc;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;

import dev.webhooks.autoconfigure.inbox.InboxBeans;

/**
 * Matches if it is known which database the inbox is in: there is only one, or one is
 * primary, or one is named.
 */
class OnInboxDataSourceCondition extends AnyNestedCondition {

	OnInboxDataSourceCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnSingleCandidate(DataSource.class)
	static class Single {

	}

	@ConditionalOnProperty(name = InboxBeans.DATA_SOURCE)
	static class Named {

	}

}
