package dev.webhooks.inbox;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The MySQL server that the properties {@code webhooks.mysql.url}, {@code .user} and
 * {@code .password} name. No artifact brings one, so tests that need it are skipped where
 * there is none, and say so.
 */
final class MySqlServer implements ExecutionCondition {

	private static final String URL = "webhooks.mysql.url";

	static String url() {
		return System.getProperty(URL, "");
	}

	static String user() {
		return System.getProperty("webhooks.mysql.user", "root");
	}

	static String password() {
		return System.getProperty("webhooks.mysql.password", "");
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (!url().isEmpty()) {
			return ConditionEvaluationResult.enabled("There is a MySQL server");
		}
		String reason = context.getDisplayName() + " is skipped: -D" + URL + "=jdbc:mysql://… names no MySQL server";
		System.out.println(reason);
		return ConditionEvaluationResult.disabled(reason);
	}

}
