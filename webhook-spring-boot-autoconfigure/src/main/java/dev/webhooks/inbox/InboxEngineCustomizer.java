package dev.webhooks.inbox;

import dev.webhooks.Internal;

/**
 * Has the last word about the engine of the inbox before it is built.
 */
@Internal
@FunctionalInterface
public interface InboxEngineCustomizer {

	/**
	 * Changes how the engine is built.
	 * @param builder the builder
	 */
	void customize(InboxEngineBuilder builder);

}
