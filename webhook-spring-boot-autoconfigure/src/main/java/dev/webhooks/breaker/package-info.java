/**
 * Circuit breakers, which hold events up while too many fail.
 */
@NullMarked
package dev.webhooks.breaker;

import org.jspecify.annotations.NullMarked;
