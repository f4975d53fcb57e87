package dev.webhooks.listener;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Refuses annotated methods that cannot be called, or whose work is not done when the
 * call returns.
 */
final class ListenerMethodChecks {

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
		checkReturnType(candidate);
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

	private static void checkReturnType(ListenerCandidate candidate) {
		Class<?> type = candidate.method().getReturnType();
		if (Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type)
				|| Flow.Publisher.class.isAssignableFrom(type)
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null) {
			throw candidate.invalid(
					"it returns '%s', and an event is not processed before that is complete"
						.formatted(type.getTypeName()),
					"Return the value itself or nothing, and wait for what runs elsewhere.", null);
		}
	}

}
