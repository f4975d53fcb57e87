/**
 * The delivery store in the tables of a relational database.
 */
@NullMarked
package dev.webhooks.delivery.jdbc;

import org.jspecify.annotations.NullMarked;
