/**
 * The way to a Redis that nodes share, and that may be away.
 */
@Internal
@NullMarked
package dev.webhooks.redis;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
