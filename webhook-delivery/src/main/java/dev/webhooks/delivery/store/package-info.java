/**
 * Contract between the engine and a store of messages and deliveries.
 */
@NullMarked
package dev.webhooks.delivery.store;

import org.jspecify.annotations.NullMarked;
