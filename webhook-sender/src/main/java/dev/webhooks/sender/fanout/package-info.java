/**
 * How messages for many endpoints are written.
 */
@Internal
@NullMarked
package dev.webhooks.sender.fanout;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
