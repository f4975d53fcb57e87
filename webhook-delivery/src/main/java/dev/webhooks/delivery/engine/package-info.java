/**
 * The engine that takes messages into a store and delivers them from there.
 */
@NullMarked
package dev.webhooks.delivery.engine;

import org.jspecify.annotations.NullMarked;
