/**
 * Watching and repairing engines.
 */
@NullMarked
package dev.webhooks.delivery.operation;

import org.jspecify.annotations.NullMarked;
