package dev.webhooks.listener;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.WebhookInterceptor;

/**
 * The call of a listener with all that runs around it, composed once.
 */
@FunctionalInterface
interface ListenerCall {

	@Nullable Object call(WebhookListenerMethod listener, EventPayload payload) throws Exception;

	/**
	 * Composes a call.
	 * @param interceptors the interceptors, the outermost first
	 */
	static ListenerCall through(List<WebhookInterceptor> interceptors) {
		ListenerCall call = WebhookListenerMethod::invoke;
		for (int i = interceptors.size() - 1; i >= 0; i--) {
			call = around(interceptors.get(i), call);
		}
		return call;
	}

	private static ListenerCall around(WebhookInterceptor interceptor, ListenerCall next) {
		return (listener, payload) -> interceptor.intercept(payload.event(),
				(event) -> next.call(listener, payload.of(event)));
	}

}
