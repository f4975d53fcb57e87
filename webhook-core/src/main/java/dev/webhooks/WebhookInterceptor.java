package dev.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * Runs around each call of a {@link WebhookListener @WebhookListener} method.
 * <p>
 * Interceptors are beans, ordered by {@link org.springframework.core.annotation.Order}.
 * One that does not call the chain keeps the event from the listener; one that throws
 * fails the call as if the listener had thrown.
 */
@FunctionalInterface
public interface WebhookInterceptor {

	/**
	 * Does something before or after the listener is called, or in place of that.
	 * @param event the event that the listener receives
	 * @param chain the rest of the interceptors and the listener
	 * @return what the listener returned, or something in its place
	 * @throws Exception whatever the listener throws
	 */
	@Nullable Object intercept(WebhookEvent event, Chain chain) throws Exception;

	/**
	 * The interceptors that are still to come, and the listener at their end.
	 */
	@FunctionalInterface
	interface Chain {

		/**
		 * Goes on with the next interceptor or the listener.
		 * @param event the event to pass on
		 * @return what the listener returned
		 * @throws Exception whatever the listener throws
		 */
		@Nullable Object proceed(WebhookEvent event) throws Exception;

	}

}
