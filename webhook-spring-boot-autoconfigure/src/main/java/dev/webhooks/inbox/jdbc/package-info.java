/**
 * The inbox in three tables of a relational database.
 */
@NullMarked
package dev.webhooks.inbox.jdbc;

import org.jspecify.annotations.NullMarked;
