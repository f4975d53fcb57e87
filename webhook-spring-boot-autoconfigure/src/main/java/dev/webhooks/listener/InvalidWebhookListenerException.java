package dev.webhooks.listener;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

import dev.webhooks.WebhookException;

/**
 * Says that a {@link dev.webhooks.WebhookListener @WebhookListener} method cannot work,
 * and what to do about it. It fails the start of the application.
 */
public final class InvalidWebhookListenerException extends WebhookException {

	private final String description;

	private final String action;

	/**
	 * Creates an exception.
	 * @param description what is wrong, with the class and the method
	 * @param action what the developer should do
	 * @param cause the cause or {@code null}
	 */
	public InvalidWebhookListenerException(String description, String action, @Nullable Throwable cause) {
		super(description + " " + action, cause);
		this.description = description;
		this.action = action;
	}

	static InvalidWebhookListenerException of(Class<?> type, Method method, String problem, String action,
			@Nullable Throwable cause) {
		return new InvalidWebhookListenerException(
				"The webhook listener %s is not valid: %s.".formatted(describe(type, method), problem), action, cause);
	}

	static InvalidWebhookListenerException of(MethodParameter parameter, String problem, String action,
			@Nullable Throwable cause) {
		String where = "parameter %s of type '%s' ".formatted(parameter.getParameterIndex() + 1,
				parameter.getGenericParameterType().getTypeName());
		return of(parameter.getContainingClass(), (Method) parameter.getExecutable(), where + problem, action, cause);
	}

	static String describe(Class<?> type, Method method) {
		return Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", type.getName() + "." + method.getName() + "(", ")"));
	}

	/**
	 * Reason why the listener cannot work.
	 * @return a sentence that names the class and the method
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Advice to the developer.
	 * @return a sentence
	 */
	public String action() {
		return this.action;
	}

}
