/**
 * Discovery of {@link dev.webhooks.WebhookListener @WebhookListener} methods, their
 * arguments, and the dispatcher that calls them.
 */
@NullMarked
package dev.webhooks.listener;

import org.jspecify.annotations.NullMarked;
