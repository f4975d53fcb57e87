/**
 * Auto-configuration of the inbox in a database.
 */
@NullMarked
package dev.webhooks.autoconfigure.jdbc;

import org.jspecify.annotations.NullMarked;
