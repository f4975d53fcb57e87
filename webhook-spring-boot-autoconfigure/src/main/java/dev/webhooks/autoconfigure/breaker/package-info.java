/**
 * Auto-configuration of circuit breakers.
 */
@NullMarked
package dev.webhooks.autoconfigure.breaker;

import org.jspecify.annotations.NullMarked;
