package dev.webhooks.databases;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Skips tests on a database that cannot be had.
 */
final class DatabaseCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return AnnotationSupport.findAnnotation(context.getElement(), OnDatabase.class)
			.map((annotation) -> evaluate(annotation.value()))
			.orElseGet(() -> ConditionEvaluationResult.enabled("Part of a class"));
	}

	private static ConditionEvaluationResult evaluate(TestDatabase database) {
		String reason = database.reasonToSkip();
		if (reason == null) {
			return ConditionEvaluationResult.enabled(database.displayName());
		}
		DatabasesOfTheRun.skip(database.displayName(), reason);
		return ConditionEvaluationResult.disabled("Not on " + database.displayName() + ": " + reason);
	}

}
