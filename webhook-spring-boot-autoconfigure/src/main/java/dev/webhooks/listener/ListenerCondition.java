package dev.webhooks.listener;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.Expression;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * Condition of a listener, parsed when the application starts.
 */
final class ListenerCondition {

	private final Expression expression;

	private final StandardEvaluationContext shared;

	ListenerCondition(Expression expression, StandardEvaluationContext shared) {
		this.expression = expression;
		this.shared = shared;
	}

	boolean isTrue(EventPayload payload) {
		Context context = new Context(payload);
		this.shared.applyDelegatesTo(context);
		context.setBeanResolver(this.shared.getBeanResolver());
		context.setPropertyAccessors(this.shared.getPropertyAccessors());
		context.setIndexAccessors(this.shared.getIndexAccessors());
		return Boolean.TRUE.equals(this.expression.getValue(context, Boolean.class));
	}

	String expression() {
		return this.expression.getExpressionString();
	}

	/**
	 * Builds the tree of the payload only for an expression that uses it.
	 */
	private static final class Context extends StandardEvaluationContext {

		private final EventPayload payload;

		Context(EventPayload payload) {
			super(payload.event());
			this.payload = payload;
		}

		@Override
		public @Nullable Object lookupVariable(String name) {
			return switch (name) {
				case "event" -> this.payload.event();
				case "payload" -> this.payload.tree();
				default -> super.lookupVariable(name);
			};
		}

	}

}
