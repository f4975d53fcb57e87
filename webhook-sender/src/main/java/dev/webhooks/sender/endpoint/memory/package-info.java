/**
 * Endpoints in memory, for tests and for applications without a database.
 */
@NullMarked
package dev.webhooks.sender.endpoint.memory;

import org.jspecify.annotations.NullMarked;
