package dev.webhooks.listener;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * Refuses annotated methods that cannot be called, or whose work is not done when the
 * call returns.
 */
final class ListenerMethodChecks {

	/** The last parameter of a function of Kotlin that suspends. */
	private static final String CONTINUATION = "kotlin.coroutines.Continuation";

	private final ConfigurableListableBeanFactory beanFactory;

	ListenerMethodChecks(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Checks a method.
	 * @throws InvalidWebhookListenerException if it cannot work
	 */
	void check(ListenerCandidate candidate) {
		checkModifiers(candidate);
		checkProxy(candidate);
		checkSuspend(candidate);
		checkReturnType(candidate);
		checkAsync(candidate);
	}

	private static void checkModifiers(ListenerCandidate candidate) {
		int modifiers = candidate.method().getModifiers();
		if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
			throw candidate.invalid("it is " + (Modifier.isPrivate(modifiers) ? "private" : "static"),
					"Make it an instance method that is not private.", null);
		}
	}

	private void checkProxy(ListenerCandidate candidate) {
		Class<?> exposed = this.beanFactory.getType(candidate.beanName(), false);
		if (exposed == null) {
			return;
		}
		try {
			Method invocable = AopUtils.selectInvocableMethod(candidate.method(), exposed);
			if (SpringProxy.class.isAssignableFrom(exposed) && Modifier.isFinal(invocable.getModifiers())) {
				throw candidate.invalid("it is final, and the bean is a proxy that cannot pass the call on",
						"Make the method not final.", null);
			}
		}
		catch (IllegalStateException ex) {
			throw candidate.invalid(
					"it cannot be called, because the bean is a JDK proxy and none of its interfaces "
							+ "has the method",
					"Add the method to an interface, or set spring.aop.proxy-target-class to true.", ex);
		}
	}

	private void checkReturnType(ListenerCandidate candidate) {
		ResolvableType type = ResolvableType.forMethodReturnType(candidate.method(), candidate.type());
		if (ReturnedTypes.isUnfinished(type)) {
			throw candidate.invalid(
					"it returns '%s', and an event is not processed before that is complete".formatted(type),
					"Return the value itself or nothing, and wait for what runs elsewhere.", null);
		}
		Class<?> answer = ReturnedTypes.valueOf(type);
		if (UnreadableTypes.problemOf(answer) != null && !isWritten(answer)) {
			throw candidate.invalid("it returns '%s', which cannot be written faithfully".formatted(answer.getName()),
					"Return the text that its own library writes, or define a WebhookPayloadConverter bean that writes it.",
					null);
		}
	}

	private boolean isWritten(Class<?> type) {
		JsonMapper mapper = this.beanFactory.getBeanProvider(JsonMapper.class).getIfUnique();
		return (mapper != null && PayloadTypes.isWritten(mapper, type))
				|| this.beanFactory.getBeanProvider(WebhookPayloadConverter.class)
					.stream()
					.anyMatch((converter) -> converter.writes(type));
	}

	private void checkAsync(ListenerCandidate candidate) {
		Object bean = this.beanFactory.containsSingleton(candidate.beanName())
				? this.beanFactory.getSingleton(candidate.beanName()) : null;
		if (AsyncMethods.isAnnotated(candidate) || AsyncMethods.isAdvised(candidate, bean)) {
			throw candidate.invalid("it is asynchronous, and would return before the event is processed",
					"Remove @Async. Where there is an inbox, listeners run behind the answer as it is.", null);
		}
	}

	private static void checkSuspend(ListenerCandidate candidate) {
		Class<?>[] types = candidate.method().getParameterTypes();
		if (types.length > 0 && types[types.length - 1].getName().equals(CONTINUATION)) {
			throw candidate.invalid("it is a suspend function, and returns before the event is processed",
					"Make it an ordinary function, with runBlocking around what suspends.", null);
		}
	}

}
