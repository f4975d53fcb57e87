package dev.webhooks.listener;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookListener;

/**
 * An annotated method that is not checked yet.
 *
 * @param beanName the name of the bean
 * @param type the class of the bean as the application declares it, never a proxy
 * @param method the method
 * @param annotation the merged annotation
 */
record ListenerCandidate(String beanName, Class<?> type, Method method, WebhookListener annotation) {

	String describe() {
		return InvalidWebhookListenerException.describe(this.type, this.method);
	}

	InvalidWebhookListenerException invalid(String problem, String action, @Nullable Throwable cause) {
		return InvalidWebhookListenerException.of(this.type, this.method, problem, action, cause);
	}

}
