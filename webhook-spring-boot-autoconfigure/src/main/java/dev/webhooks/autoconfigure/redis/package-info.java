/**
 * Auto-configuration of rate limits in Redis.
 */
@NullMarked
package dev.webhooks.autoconfigure.redis;

import org.jspecify.annotations.NullMarked;
