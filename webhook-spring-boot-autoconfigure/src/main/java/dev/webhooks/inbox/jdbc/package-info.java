/**
 * The inbox in the tables of a relational database.
 */
@NullMarked
package dev.webhooks.inbox.jdbc;

import org.jspecify.annotations.NullMarked;
