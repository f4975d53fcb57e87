package dev.webhooks.listener;

import java.util.Arrays;
import java.util.List;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.expression.ParseException;
import org.springframework.util.StringUtils;

import dev.webhooks.WebhookListener;
import dev.webhooks.provider.NamePatterns;

/**
 * Checks an annotated method and makes a listener of it.
 */
final class ListenerMethodFactory {

	private final ConfigurableListableBeanFactory beanFactory;

	private final WebhookListenerArguments arguments;

	private final ListenerConditions conditions;

	private final ListenerMethodChecks checks;

	ListenerMethodFactory(ConfigurableListableBeanFactory beanFactory, WebhookListenerArguments arguments) {
		this.beanFactory = beanFactory;
		this.arguments = arguments;
		this.conditions = new ListenerConditions(beanFactory);
		this.checks = new ListenerMethodChecks(beanFactory);
	}

	WebhookListenerMethod create(ListenerCandidate candidate, String derivedId) {
		this.checks.check(candidate);
		return new WebhookListenerMethod(attributes(candidate, derivedId), order(candidate), candidate.method(),
				new ListenerBean(this.beanFactory, candidate.beanName(), candidate.method()), arguments(candidate));
	}

	private ListenerAttributes attributes(ListenerCandidate candidate, String derivedId) {
		WebhookListener annotation = candidate.annotation();
		try {
			String id = resolve(annotation.id());
			return new ListenerAttributes(ListenerIds.check(candidate, StringUtils.hasText(id) ? id : derivedId),
					patterns(annotation.provider()), patterns(annotation.events()),
					this.conditions.parse(resolve(annotation.condition())), annotation.transactional());
		}
		catch (ParseException ex) {
			throw candidate.invalid("its condition '%s' is not a SpEL expression: %s".formatted(annotation.condition(),
					ex.getSimpleMessage()), "Correct the condition.", ex);
		}
		catch (IllegalArgumentException ex) {
			throw candidate.invalid("its annotation cannot be read: " + ex.getMessage(),
					"Correct the attributes of the annotation, or define the property that is missing.", ex);
		}
	}

	private NamePatterns patterns(String[] values) {
		return NamePatterns.of(Arrays.stream(values).map(this::resolve).toList());
	}

	private String resolve(String value) {
		String resolved = this.beanFactory.resolveEmbeddedValue(value);
		return (resolved != null) ? resolved : "";
	}

	private static int order(ListenerCandidate candidate) {
		Integer order = OrderUtils.getOrder(candidate.method());
		return (order != null) ? order : OrderUtils.getOrder(candidate.type(), Ordered.LOWEST_PRECEDENCE);
	}

	private List<ListenerArgument> arguments(ListenerCandidate candidate) {
		return Arrays.stream(new Parameters(candidate).getMethodParameters())
			.map((MethodParameter parameter) -> this.arguments.prepare(parameter, this::resolve))
			.toList();
	}

	/**
	 * Parameters with the annotations that they have in interfaces, and with the type
	 * variables as the class of the bean fixes them.
	 */
	private static final class Parameters extends AnnotatedMethod {

		private final Class<?> type;

		Parameters(ListenerCandidate candidate) {
			super(candidate.method());
			this.type = candidate.type();
		}

		@Override
		protected Class<?> getContainingClass() {
			return this.type;
		}

	}

}
