/**
 * Decisions about attempts: whether a message has arrived, is tried again or given up.
 */
@Internal
@NullMarked
package dev.webhooks.sender.policy;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
