/**
 * Sending of webhooks.
 */
@NullMarked
package dev.webhooks.sender;

import org.jspecify.annotations.NullMarked;
