/**
 * Databases and their dialects: statements, transactions, and how keys and values are
 * written.
 */
@Internal
@NullMarked
package dev.webhooks.delivery.jdbc.database;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
