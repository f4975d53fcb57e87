package dev.webhooks.listener;

import org.jspecify.annotations.Nullable;

import dev.webhooks.provider.NamePatterns;

/**
 * The attributes of a listener's annotation with their placeholders resolved.
 *
 * @param id the given or derived id
 * @param providers patterns of provider names
 * @param events patterns of event types
 * @param condition the condition or {@code null}
 * @param transactional whether the method runs in a transaction of the inbox
 */
record ListenerAttributes(String id, NamePatterns providers, NamePatterns events, @Nullable ListenerCondition condition,
		boolean transactional) {
}
