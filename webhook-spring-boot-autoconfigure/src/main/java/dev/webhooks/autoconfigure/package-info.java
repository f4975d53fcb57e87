/**
 * Auto-configuration of the webhook receiver.
 */
@NullMarked
package dev.webhooks.autoconfigure;

import org.jspecify.annotations.NullMarked;
