/**
 * The tables of a store, each with the statements that concern it alone.
 */
@Internal
@NullMarked
package dev.webhooks.delivery.jdbc.tables;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
