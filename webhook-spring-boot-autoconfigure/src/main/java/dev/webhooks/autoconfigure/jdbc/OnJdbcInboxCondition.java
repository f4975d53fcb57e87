package dev.webhooks.autoconfigure.jdbc;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/**
 * Matches unless another type of inbox than a database is asked for.
 */
class OnJdbcInboxCondition extends AnyNestedCondition {

	OnJdbcInboxCondition() {
		super(ConfigurationPhase.PARSE_CONFIGURATION);
	}

	@ConditionalOnProperty(name = "webhooks.inbox.type", havingValue = "auto", matchIfMissing = true)
	static class Auto {

	}

	@ConditionalOnProperty(name = "webhooks.inbox.type", havingValue = "jdbc")
	static class Jdbc {

	}

}
