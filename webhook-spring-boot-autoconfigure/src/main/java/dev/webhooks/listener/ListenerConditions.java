package dev.webhooks.listener;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.expression.spel.support.StandardTypeLocator;
import org.springframework.util.StringUtils;

/**
 * Parses the conditions of listeners.
 */
final class ListenerConditions {

	private final SpelExpressionParser parser = new SpelExpressionParser();

	private final StandardEvaluationContext context = new StandardEvaluationContext();

	ListenerConditions(ConfigurableBeanFactory beanFactory) {
		JsonNodeAccessor accessor = new JsonNodeAccessor();
		this.context.setBeanResolver(new BeanFactoryResolver(beanFactory));
		this.context.setTypeLocator(new StandardTypeLocator(beanFactory.getBeanClassLoader()));
		this.context.addPropertyAccessor(accessor);
		this.context.addIndexAccessor(accessor);
	}

	/**
	 * Parses a condition.
	 * @param expression the SpEL expression
	 * @return the condition or {@code null} if the expression is blank
	 * @throws ParseException if it is not a SpEL expression
	 */
	@Nullable ListenerCondition parse(String expression) {
		if (!StringUtils.hasText(expression)) {
			return null;
		}
		return new ListenerCondition(this.parser.parseExpression(expression), this.context);
	}

}
