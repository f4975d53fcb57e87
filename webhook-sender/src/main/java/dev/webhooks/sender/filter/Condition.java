package dev.webhooks.sender.filter;

import java.util.List;

/**
 * A condition on a message. Implementations are immutable.
 */
@FunctionalInterface
interface Condition {

	/**
	 * Tells whether a message meets it.
	 */
	boolean matches(FilterSubject message);

	static Condition all(List<Condition> conditions) {
		return (message) -> {
			for (Condition condition : conditions) {
				if (!condition.matches(message)) {
					return false;
				}
			}
			return true;
		};
	}

	static Condition any(List<Condition> conditions) {
		return (message) -> {
			for (Condition condition : conditions) {
				if (condition.matches(message)) {
					return true;
				}
			}
			return false;
		};
	}

	static Condition none(List<Condition> conditions) {
		Condition any = any(conditions);
		return (message) -> !any.matches(message);
	}

}
