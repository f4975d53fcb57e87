/**
 * What a store of messages and deliveries has to do for the engine.
 */
@NullMarked
package dev.webhooks.delivery.store;

import org.jspecify.annotations.NullMarked;
