package dev.webhooks.listener;

import org.jspecify.annotations.Nullable;

/**
 * Finds the argument for one parameter of a listener, prepared when the application
 * starts.
 */
@FunctionalInterface
interface ListenerArgument {

	@Nullable Object resolve(EventPayload payload) throws Exception;

}
