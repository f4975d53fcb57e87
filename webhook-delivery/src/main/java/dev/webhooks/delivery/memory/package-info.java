/**
 * A store of messages and deliveries in the memory of the application.
 */
@NullMarked
package dev.webhooks.delivery.memory;

import org.jspecify.annotations.NullMarked;
