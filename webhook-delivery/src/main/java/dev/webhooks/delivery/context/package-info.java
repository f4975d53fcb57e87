/**
 * Context that is carried from the thread that submits a message to those that handle its
 * deliveries.
 */
@NullMarked
package dev.webhooks.delivery.context;

import org.jspecify.annotations.NullMarked;
