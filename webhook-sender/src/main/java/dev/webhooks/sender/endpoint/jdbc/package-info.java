/**
 * Endpoints in a relational database, which nodes share.
 */
@NullMarked
package dev.webhooks.sender.endpoint.jdbc;

import org.jspecify.annotations.NullMarked;
