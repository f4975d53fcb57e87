package dev.webhooks.listener;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

import dev.webhooks.WebhookEvent;

/**
 * Callback interface that can be implemented by beans wishing to offer further parameters
 * to {@link dev.webhooks.WebhookListener @WebhookListener} methods.
 * <p>
 * Resolvers are asked in the order of
 * {@link org.springframework.core.annotation.Order @Order}, and before the parameters
 * that are supported anyway. Implementations have to be safe for use by several threads.
 */
public interface WebhookArgumentResolver {

	/**
	 * Tells whether this resolver is responsible for a parameter. Called once for each
	 * parameter, when the application starts.
	 * @param parameter the parameter; its name may not be known
	 * @return whether {@link #resolve} is to be called for it
	 */
	boolean supports(MethodParameter parameter);

	/**
	 * Finds the argument for an event. Called each time that the listener is called.
	 * @param parameter the parameter
	 * @param event the event that the listener receives
	 * @return the argument or {@code null}
	 * @throws Exception if there is none; it fails the listener, and a
	 * {@link dev.webhooks.WebhookPayloadException} says that trying again is of no use
	 */
	@Nullable Object resolve(MethodParameter parameter, WebhookEvent event) throws Exception;

}
